import { Bundle, Manifest } from '../../manifest/bundle';
import { HASH_LABEL } from '../../manifest/names';
import { pointer } from '../../manifest/pointer';
import { podLabels } from '../../reading/pod-labels';
import { servicesOf } from '../../reading/strategy-services';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';

/** The Services of a strategy that must differ from each other. */
const PAIRS = [
  ['blueGreen', 'activeService', 'previewService'],
  ['canary', 'stableService', 'canaryService'],
];

const servicesDiffer: Rule = {
  id: 'services-differ',
  stage: 'lint',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'one Service cannot lead to two versions; the controller refuses it',
  check({ spec }: Manifest): Violation[] {
    return [
      ...PAIRS.flatMap(([strategy, one, other]) => same(spec?.strategy?.[strategy], one, other, ['spec', 'strategy', strategy])),
      ...same(spec?.strategy?.canary?.pingPong, 'pingService', 'pongService', ['spec', 'strategy', 'canary', 'pingPong']),
    ];
  },
};

function same(fragment: Record<string, string> | undefined, one: string, other: string, path: string[]): Violation[] {
  return !fragment?.[one] || fragment[one] !== fragment[other] ? [] : [{
    pointer: pointer(...path, other),
    message: `${one} and ${other} must be different Services, got "${fragment[one]}" for both`,
  }];
}

const NEEDED = [['blueGreen', 'activeService'], ['canary', 'pingPong', 'pingService'], ['canary', 'pingPong', 'pongService']];

const serviceNamed: Rule = {
  id: 'service-named',
  stage: 'reconcile',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the controller refuses a Service without a name, or looks for it for ever',
  check({ spec }: Manifest): Violation[] {
    return NEEDED.flatMap((path) => path.reduce((value, key) => value?.[key], spec?.strategy) !== '' ? [] : [{
      pointer: pointer('spec', 'strategy', ...path),
      message: `${path[path.length - 1]} must be the name of a Service, got ""`,
    }]);
  },
};

const serviceSelectsPods: Rule = {
  id: 'service-selects-pods',
  stage: 'reconcile',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the controller refuses a Service that does not select the pods of the rollout',
  check(rollout: Manifest, bundle: Bundle) {
    const labels = podLabels(rollout, bundle);
    return !labels ? [] : servicesOf(rollout).flatMap(({ path, name }) => {
      const selector: Record<string, string> = bundle.find('Service', name, rollout.metadata?.namespace)?.spec?.selector ?? {};
      return Object.keys(selector).filter((key) => key !== HASH_LABEL && labels[key] !== selector[key]).map((key) => ({
        pointer: pointer(...path),
        message: `Service "${name}" selects ${key}: ${JSON.stringify(selector[key])}, but the pods of the rollout have ${JSON.stringify(labels[key] ?? 'no such label')}`,
      }));
    });
  },
};

export const SERVICE_RULES: readonly Rule[] = [servicesDiffer, serviceNamed, serviceSelectsPods];

import { Bundle, Manifest } from '../../manifest/bundle';
import { isTemplated, nameProblem, oneOf } from '../../manifest/object-name';
import { Path, pointer } from '../../manifest/pointer';
import { experimentsOf, partsOf } from '../../reading/experiments';
import { fieldsIn, namedObjects } from '../../reading/named-objects';
import { podTemplate } from '../../reading/pod-labels';
import { runsOf } from '../../reading/runs';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';

/** A hash has up to 10 characters. */
const HASH = 'x'.repeat(10);

/** An object that the controller will make, and what of the manifest makes its name. */
interface Derived {
  readonly kind: string;
  readonly name: string;
  readonly path: Path;
}

const NAME = ['metadata', 'name'];

const derivedNameFits: Rule = {
  id: 'derived-name-fits',
  stage: 'never',
  severity: Severity.ERROR,
  kinds: ['Rollout', 'Experiment'],
  why: 'the API server refuses an object that the controller makes, which it tries again for ever, or the experiment ends in an error',
  check(manifest: Manifest, bundle: Bundle): Violation[] {
    const { kind, metadata: { name } } = manifest;
    // a name that is wrong by itself is told of as such
    if (typeof name !== 'string' || isTemplated(name) || nameProblem(kind, name) !== undefined) {
      return [];
    }
    return [...kind === 'Rollout' ? ofRollout(manifest) : [], ...ofExperiments(manifest, bundle)].flatMap((derived) => {
      const problem = isTemplated(derived.name) ? undefined : nameProblem(derived.kind, derived.name);
      return problem === undefined ? [] : [{ pointer: pointer(...derived.path), message: `the controller makes ${oneOf(derived.kind)} that cannot be: ${problem}` }];
    });
  },
};

function ofRollout(rollout: Manifest): Derived[] {
  const { name } = rollout.metadata;
  const infixes = runsOf(rollout).filter(({ path }) => path[path.length - 1] !== 'experiment').map(({ path }) => INFIXES[String(path[3])] ?? String(path[4]));
  return [
    { kind: 'ReplicaSet', name: `${name}-${HASH}`, path: NAME },
    ...infixes.sort((one, other) => other.length - one.length).slice(0, 1).map((infix) => ({ kind: 'AnalysisRun', name: [name, HASH, 1, ...infix ? [infix] : []].join('-'), path: NAME })),
    ...namedObjects(rollout, 'Ingress').filter(({ path }) => path.includes('nginx')).map((stable) => {
      return { kind: 'Ingress', name: `${`${name}-${stable.name}`.slice(0, 253 - CANARY.length)}${CANARY}`, path: stable.path };
    }),
  ];
}

const CANARY = '-canary';

/** What of its place is in the name of a run: of a step its index. */
const INFIXES: Record<string, string> = { analysis: '', prePromotionAnalysis: 'pre', postPromotionAnalysis: 'post' };

function ofExperiments(manifest: Manifest, bundle: Bundle): Derived[] {
  return experimentsOf(manifest).flatMap(({ experiment, path, isStep }) => {
    const own = isStep ? `${manifest.metadata.name}-${HASH}-1-${path[4]}` : manifest.metadata.name;
    const derived = (kind: string, name: unknown, at: Path) => ({ kind, name: `${own}-${name}`, path: [...path, ...at] });
    return [
      ...isStep ? [{ kind: 'Experiment', name: own, path: NAME }] : [],
      ...partsOf(experiment, 'templates').filter(({ value }) => value.name !== undefined).flatMap(({ value, path: at }) => [
        derived('ReplicaSet', value.name, [...at, 'name']),
        ...servesBy(value, isStep, manifest, bundle).map((name) => name === undefined ? derived('Service', value.name, [...at, 'name'])
          : { kind: 'Service', name, path: [...path, ...at, 'service', 'name'] }),
      ]),
      ...partsOf(experiment, 'analyses').filter(({ value }) => value.name !== undefined)
        .map(({ value, path: at }) => derived('AnalysisRun', value.name, [...at, 'name'])),
    ];
  });
}

/** The name that is given to the Service of a template, or nothing where it has none of its own; none at all where nothing makes one. */
function servesBy(template: Record<string, any>, isStep: boolean, manifest: Manifest, bundle: Bundle): (string | undefined)[] {
  const pod = (isStep ? podTemplate(manifest, bundle) : template.template)?.spec;
  const isReached = fieldsIn(pod?.containers).some(({ ports }) => fieldsIn(ports).length > 0);
  return isReached && (template.service || (isStep && template.weight !== undefined)) ? [template.service?.name || undefined] : [];
}

export const DERIVED_NAME_RULES: readonly Rule[] = [derivedNameFits];

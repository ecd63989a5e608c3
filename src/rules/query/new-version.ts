import { Manifest } from '../../manifest/bundle';
import { Path, pointer } from '../../manifest/pointer';
import { remembered, rememberedWith } from '../../manifest/remembered';
import { Mount, mountsOf } from '../../reading/analyses';
import { reading } from '../../reading/promql/lazy';
import { selectorsOf } from '../../reading/promql/query';
import { ReadQuery } from '../../reading/promql/read';
import { PlacedQuery, queriesOf } from '../../reading/queries';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';

/** What a label, its value or the name of a metric says if it tells versions apart. */
const TELLS_VERSIONS_APART = /canary|preview|hash|version|revision|subset|stable|{{/i;

const promqlNewVersion: Rule = {
  id: 'promql-new-version',
  stage: 'never',
  severity: Severity.WARNING,
  kinds: ['Rollout'],
  why: 'while the new version has little traffic, its errors vanish among the requests to the old one',
  check(rollout, bundle) {
    return analysesOf(rollout).flatMap(({ references, namespace }) => references.flatMap(({ reference, path }) => {
      const template = bundle.templateOf(reference, namespace);
      return (template ? queriesOf(template) : []).flatMap((query) => {
        const mixed = matcherOf(query, rollout);
        return mixed === undefined ? [] : violation(path, template!, query.metric.name, mixed);
      });
    }));
  },
};

function violation(path: Path, { kind, metadata }: Manifest, metric: unknown, matcher: string): Violation {
  return {
    pointer: pointer(...path),
    message: `metric "${metric}" of ${kind} "${metadata.name}" measures both versions together, got ${matcher}: `
      + 'tell the new version apart by its Service or its pod-template hash, given as an argument',
  };
}

/** Labels that tell where something runs, and not what. */
const OF_SURROUNDINGS = /namespace|cluster|region|zone|env|tenant/;

/** The analyses that run while both versions have traffic. */
function analysesOf(rollout: Manifest): Mount[] {
  return mountsOf(rollout).filter(({ path, place }) => path[2] === 'canary' && place !== 'experiment');
}

/** What stands for the whole application: its own name, and the Service under which ingress-nginx counts the requests to both versions. */
const namesOf = remembered(({ metadata, spec }: Manifest): Set<string> => {
  const { canaryService, stableService, trafficRouting } = spec.strategy.canary;
  const names = [metadata.name, ...trafficRouting?.nginx ? [stableService] : []];
  return new Set(names.filter((name) => typeof name === 'string' && name !== '' && name !== canaryService));
});

/** What a query matches exactly; nothing if anything in it could tell the versions of an application apart. */
const matchersOf = rememberedWith(({ query }: ReadQuery, text: string) => {
  return (query && !TELLS_VERSIONS_APART.test(text) ? selectorsOf(query) : []).flatMap(({ matchers }) => matchers)
    .filter(({ label, operator }) => operator === '=' && !OF_SURROUNDINGS.test(label));
});

/** The matcher by which a query selects the whole application. */
function matcherOf(query: PlacedQuery, rollout: Manifest): string | undefined {
  // the names are read only where something is matched, because most rollouts differ in nothing else
  const found = matchersOf(reading().readQuery(query.text), query.text).find(({ value }) => namesOf(rollout).has(value));
  return found && `${found.label}="${found.value}"`;
}

export const NEW_VERSION_RULES: readonly Rule[] = [promqlNewVersion];

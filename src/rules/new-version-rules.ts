import { Bundle, Manifest } from '../manifest/bundle';
import { pointer } from '../manifest/pointer';
import { remembered } from '../manifest/remembered';
import { Objection, Severity } from './finding';
import { reading } from './promql/lazy';
import { selectorsOf } from './promql/query';
import { ReadQuery } from './promql/read';
import { PlacedQuery, queriesOf } from './queries';
import { Rule } from './rule';

/** What a label, its value or the name of a metric says if it tells versions apart. */
const TELLS_VERSIONS_APART = /canary|preview|hash|version|revision|subset|stable|{{/i;

const promqlNewVersion: Rule = {
  id: 'promql-new-version',
  stage: 'never',
  severity: Severity.WARNING,
  kinds: ['Rollout'],
  why: 'while the new version has little traffic, its errors vanish among the requests to the old one',
  check(rollout, bundle) {
    return analysesOf(rollout).flatMap(({ templates, path }) => templates.flatMap((reference, index) => {
      const template = templateOf(reference, rollout, bundle);
      return (template ? queriesOf(template) : []).flatMap((query) => {
        const mixed = matcherOf(query, namesOf(rollout));
        return mixed === undefined ? [] : objection([...path, 'templates', index], template!, query.metric.name, mixed);
      });
    }));
  },
};

function objection(path: (string | number)[], { kind, metadata }: Manifest, metric: unknown, matcher: string): Objection {
  return {
    pointer: pointer(...path),
    message: `metric "${metric}" of ${kind} "${metadata.name}" measures both versions together, got ${matcher}: `
      + 'tell the new version apart by its Service or its pod-template hash, given as an argument',
  };
}

/** Labels that tell where something runs, and not what. */
const OF_SURROUNDINGS = /namespace|cluster|region|zone|env|tenant/;

interface Analysis {
  readonly templates: readonly Record<string, any>[];
  readonly path: (string | number)[];
}

/** The analyses that run while both versions have traffic. */
function analysesOf({ spec }: Manifest): Analysis[] {
  const canary = spec?.strategy?.canary;
  const steps: Record<string, any>[] = canary?.steps ?? [];
  const places: [any, ...(string | number)[]][] = [
    [canary?.analysis, 'analysis'], ...steps.map((step, index): [any, ...(string | number)[]] => [step?.analysis, 'steps', index, 'analysis']),
  ];
  return places.flatMap(([analysis, ...path]) => analysis?.templates
    ? { templates: analysis.templates, path: ['spec', 'strategy', 'canary', ...path] } : []);
}

function templateOf(reference: Record<string, any>, { metadata }: Manifest, bundle: Bundle): Manifest | undefined {
  return reference.clusterScope ? bundle.find('ClusterAnalysisTemplate', reference.templateName)
    : bundle.find('AnalysisTemplate', reference.templateName, metadata.namespace);
}

/** What stands for the whole application: its own name, and the Service under which ingress-nginx counts the requests to both versions. */
const namesOf = remembered(({ metadata, spec }: Manifest): Set<string> => {
  const { canaryService, stableService, trafficRouting } = spec.strategy.canary;
  const names = [metadata.name, ...trafficRouting?.nginx ? [stableService] : []];
  return new Set(names.filter((name) => typeof name === 'string' && name !== '' && name !== canaryService));
});

/** What a query matches exactly; nothing if anything in it could tell the versions of an application apart. */
const matchersOf = remembered(({ text }: PlacedQuery) => {
  const { query } = TELLS_VERSIONS_APART.test(text) ? {} as ReadQuery : reading().readQuery(text);
  return (query ? selectorsOf(query) : []).flatMap(({ matchers }) => matchers)
    .filter(({ label, operator }) => operator === '=' && !OF_SURROUNDINGS.test(label));
});

/** The matcher by which a query selects the whole application. */
function matcherOf(query: PlacedQuery, names: ReadonlySet<string>): string | undefined {
  const found = matchersOf(query).find(({ value }) => names.has(value));
  return found && `${found.label}="${found.value}"`;
}

export const NEW_VERSION_RULES: readonly Rule[] = [promqlNewVersion];

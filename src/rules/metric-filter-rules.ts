import { Manifest } from '../manifest/bundle';
import { pointer } from '../manifest/pointer';
import { mergeRule, Mount, mountsOf, titleOf } from './analysis-use';
import { Objection, Severity } from './finding';
import { goRegExp, isBadGoRegExp } from './go-regexp';
import { metricsOf, TEMPLATE_KINDS } from './metrics';
import { isOpen } from './open-value';
import { Rule } from './rule';

/** The lists that name metrics of an analysis by regular expressions. */
const LISTS = ['dryRun', 'measurementRetention'];

interface Filter {
  readonly metricName: string;
  readonly pointer: string;
  /** Where it stands, as messages say it. */
  readonly place: string;
}

function ownFilters({ analysis, path }: Mount, list: string): Filter[] {
  const filters: { metricName?: string }[] = analysis[list] ?? [];
  return filters.flatMap(({ metricName }, index) => metricName === undefined ? [] : [{
    metricName, pointer: pointer(...path, list, index, 'metricName'), place: `${list} of the analysis`,
  }]);
}

function templateFilters({ path }: Mount, templates: readonly Manifest[], list: string): Filter[] {
  return templates.flatMap((template) => (template.spec?.[list] ?? []).flatMap(({ metricName }: { metricName?: string }) => {
    return metricName === undefined ? [] : [{ metricName, pointer: pointer(...path, 'templates'), place: `${list} of ${titleOf(template)}` }];
  }));
}

const filterIsExpression: Rule = {
  id: 'metric-filter-is-expression',
  stage: 'run-start',
  severity: Severity.ERROR,
  kinds: ['Rollout', ...TEMPLATE_KINDS],
  why: 'an expression that cannot be read matches no metric, and the analysis ends in an error',
  check(manifest: Manifest): Objection[] {
    const places = manifest.kind === 'Rollout' ? mountsOf(manifest) : [{ analysis: manifest.spec ?? {}, path: ['spec'], background: false }];
    return places.flatMap((mount) => LISTS.flatMap((list) => ownFilters(mount, list)))
      .filter(({ metricName }) => isBadGoRegExp(metricName))
      .map((filter) => ({
        pointer: filter.pointer,
        message: `metrics are named by a regular expression of Go such as ".*", got "${filter.metricName}"`,
      }));
  },
};

const filterMatches = mergeRule({
  id: 'metric-filter-matches',
  stage: 'run-start',
  why: 'an analysis ends in an error where it is told of a metric that it does not have',
  check(mount, templates) {
    const names: string[] = templates.flatMap(metricsOf).map(({ metric }) => metric.name);
    const filters = LISTS.flatMap((list) => [...ownFilters(mount, list), ...templateFilters(mount, templates, list)]);
    return names.some(isOpen) ? [] : filters.flatMap(({ metricName, ...filter }) => {
      const expression = goRegExp(metricName);
      return !expression || names.some((name) => expression.test(name)) ? [] : [{
        pointer: filter.pointer,
        message: `${filter.place} names "${metricName}", which matches no metric of this analysis, got: ${names.join(', ') || 'none'}`,
      }];
    });
  },
});

const filterOnce = mergeRule({
  id: 'metric-filter-once',
  stage: 'reconcile',
  why: 'the controller refuses an analysis that is told twice of the same metrics, and holds what each step tells against all analyses',
  check(mount, templates, rollout) {
    const steps = mountsOf(rollout).filter(({ path, analysis }) => path.includes('steps') && analysis !== mount.analysis);
    return LISTS.flatMap((list) => {
      const merged = templateFilters(mount, templates, list);
      return [
        ...repeated([...merged, ...ownFilters(mount, list)]),
        ...steps.flatMap((step) => ownFilters(step, list)).flatMap((filter) => repetition(filter, merged)),
      ];
    });
  },
});

function repeated(filters: readonly Filter[]): Objection[] {
  return filters.flatMap((filter, index) => repetition(filter, filters.slice(0, index)));
}

function repetition(filter: Filter, others: readonly Filter[]): Objection[] {
  const other = others.find(({ metricName }) => metricName === filter.metricName);
  return !other ? [] : [{
    pointer: filter.pointer,
    message: `${filter.place} must not repeat an expression, got "${filter.metricName}" in ${other.place} as well`,
  }];
}

export const METRIC_FILTER_RULES: readonly Rule[] = [filterIsExpression, filterMatches, filterOnce];

import { Bundle, Manifest } from '../../manifest/bundle';
import { pointer } from '../../manifest/pointer';
import { mergesOf, Mount, mountsOf, titleOf } from '../../reading/analyses';
import { goRegExp, isBadGoRegExp } from '../../reading/go-regexp';
import { METRIC_KINDS, metricsOf, PlacedMetric } from '../../reading/metrics';
import { isOpen } from '../../reading/open-value';
import { Fragment, runsOf } from '../../reading/runs';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { mergeRule } from './analysis-rule';

/** The lists that name metrics of an analysis by regular expressions. */
const LISTS = ['dryRun', 'measurementRetention'];

interface Filter {
  readonly metricName: string;
  readonly pointer: string;
  /** Where it stands, as messages say it. */
  readonly place: string;
}

function ownFilters({ value, path }: Fragment, list: string): Filter[] {
  const filters: { metricName?: string }[] = value[list] ?? [];
  return filters.flatMap(({ metricName }, index) => metricName === undefined ? [] : [{
    metricName, pointer: pointer(...path, list, index, 'metricName'), place: `${list} of the ${value.analyses ? 'experiment' : 'analysis'}`,
  }]);
}

function templateFilters({ named }: Mount, templates: readonly Manifest[], list: string): Filter[] {
  return templates.flatMap((template) => (template.spec?.[list] ?? []).flatMap(({ metricName }: { metricName?: string }) => {
    return metricName === undefined ? [] : [{ metricName, pointer: pointer(...named), place: `${list} of ${titleOf(template)}` }];
  }));
}

const filterIsExpression: Rule = {
  id: 'metric-filter-is-expression',
  stage: 'run-start',
  severity: Severity.ERROR,
  kinds: ['Rollout', 'Experiment', ...METRIC_KINDS],
  why: 'an expression that cannot be read matches no metric, and the analysis ends in an error',
  check(manifest: Manifest): Violation[] {
    const owners = manifest.kind === 'Rollout' ? runsOf(manifest) : [{ value: manifest.spec ?? {}, path: ['spec'] }];
    return owners.flatMap((owner) => LISTS.flatMap((list) => ownFilters(owner, list)))
      .filter(({ metricName }) => isBadGoRegExp(metricName))
      .map((filter) => ({
        pointer: filter.pointer,
        message: `metrics are named by a regular expression of Go such as ".*", got "${filter.metricName}"`,
      }));
  },
};

/** What names metrics of an analysis, and the metrics that it has. */
interface FilteredAnalysis {
  readonly filters: readonly Filter[];
  readonly metrics: readonly PlacedMetric[];
}

function filteredAnalyses(manifest: Manifest, bundle: Bundle): FilteredAnalysis[] {
  return manifest.kind === 'AnalysisRun'
    ? [{ filters: LISTS.flatMap((list) => ownFilters({ value: manifest.spec ?? {}, path: ['spec'] }, list)), metrics: metricsOf(manifest) }]
    : mergesOf(manifest, bundle).map(({ mount, templates }) => ({
      filters: LISTS.flatMap((list) => [...ownFilters(mount.owner, list), ...templateFilters(mount, templates, list)]),
      metrics: templates.flatMap(metricsOf),
    }));
}

const filterMatches: Rule = {
  id: 'metric-filter-matches',
  stage: 'run-start',
  severity: Severity.ERROR,
  kinds: ['Rollout', 'Experiment', 'AnalysisRun'],
  why: 'an analysis ends in an error where it is told of a metric that it does not have',
  check: (manifest, bundle) => filteredAnalyses(manifest, bundle).flatMap(({ filters, metrics }) => unmatched(filters, metrics)),
};

function unmatched(filters: readonly Filter[], metrics: readonly PlacedMetric[]): Violation[] {
  const names: string[] = metrics.map(({ metric }) => metric.name);
  return names.some(isOpen) ? [] : filters.flatMap(({ metricName, ...filter }) => {
    const expression = goRegExp(metricName);
    return !expression || names.some((name) => expression.test(name)) ? [] : [{
      pointer: filter.pointer,
      message: `${filter.place} names "${metricName}", which matches no metric of this analysis, got: ${names.join(', ') || 'none'}`,
    }];
  });
}

const filterOnce = mergeRule({
  id: 'metric-filter-once',
  stage: 'reconcile',
  why: 'the controller refuses an analysis that is told twice of the same metrics, and holds what each step tells against all analyses',
  check(mount, templates, manifest) {
    const isOther = ({ place, path, analysis }: Mount) => place === 'gate' && path.includes('steps') && analysis !== mount.analysis;
    const steps = mount.place === 'experiment' ? [] : mountsOf(manifest).filter(isOther);
    return LISTS.flatMap((list) => {
      const merged = templateFilters(mount, templates, list);
      return [
        ...repeated([...merged, ...ownFilters(mount.owner, list)]),
        ...steps.flatMap(({ owner }) => ownFilters(owner, list)).flatMap((filter) => repetition(filter, merged)),
      ];
    });
  },
});

function repeated(filters: readonly Filter[]): Violation[] {
  return filters.flatMap((filter, index) => repetition(filter, filters.slice(0, index)));
}

function repetition(filter: Filter, others: readonly Filter[]): Violation[] {
  const other = others.find(({ metricName }) => metricName === filter.metricName);
  return !other ? [] : [{
    pointer: filter.pointer,
    message: `${filter.place} must not repeat an expression, got "${filter.metricName}" in ${other.place} as well`,
  }];
}

export const METRIC_FILTER_RULES: readonly Rule[] = [filterIsExpression, filterMatches, filterOnce];

import { Manifest } from '../../manifest/bundle';
import { parseGoDuration } from '../../manifest/go-duration';
import { pointer, valueAt } from '../../manifest/pointer';
import { goRegExp } from '../../reading/go-regexp';
import { isOpen, numberOf } from '../../reading/open-value';
import { Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { metricRule } from './metric-rule';

/** Providers that answer with a value, and say nothing of whether it is good. That a page can be fetched at all, or a plugin's verdict, may be enough. */
const VALUE_PROVIDERS = ['prometheus', 'datadog', 'newRelic', 'wavefront', 'graphite', 'influxdb', 'cloudWatch', 'skywalking'];

const metricDecides = metricRule({
  id: 'metric-decides',
  stage: 'never',
  severity: Severity.WARNING,
  why: 'without a condition each value that arrives is a success, whatever it is',
  check({ metric: { name, provider, successCondition, failureCondition }, path }, manifest) {
    const told = VALUE_PROVIDERS.find((one) => provider?.[one] !== undefined);
    return !told || successCondition || failureCondition || isObserved(name, manifest) ? [] : [{
      pointer: pointer(...path),
      message: `a ${told} metric is judged by a condition, got none: give a successCondition or a failureCondition, or name the metric under dryRun`,
    }];
  },
});

/** Whether a metric is only to be looked at, as far as its own manifest says. */
function isObserved(name: string, { spec }: Manifest): boolean {
  const filters: { metricName?: string }[] = spec?.dryRun ?? [];
  return filters.some(({ metricName = '' }) => goRegExp(metricName)?.test(name) ?? true);
}

const intervalAboveZero = metricRule({
  id: 'interval-above-zero',
  stage: 'never',
  severity: Severity.WARNING,
  why: 'the controller measures again at once, as fast as the provider answers',
  check({ metric: { interval, count }, path }) {
    const milliseconds = interval === undefined || isOpen(interval) ? undefined : parseGoDuration(interval);
    return milliseconds === undefined || milliseconds > 0 || String(count) === '1' ? [] : [{
      pointer: pointer(...path, 'interval'), message: `the time between two measurements must be above zero, got "${interval}"`,
    }];
  },
});

const runEnds: Rule = {
  ...metricRule({
    id: 'run-ends',
    stage: 'never',
    severity: Severity.WARNING,
    why: 'nobody stops a run that is made by hand, so it measures until it fails, or is deleted',
    check({ metric: { name, interval, count, consecutiveSuccessLimit }, path }, manifest) {
      const ends = [count, consecutiveSuccessLimit].some((number) => numberOf(number ?? 0) !== 0);
      return !interval || ends || manifest.spec?.terminate || valueAt(manifest, ['metadata', 'ownerReferences']) ? [] : [{
        pointer: pointer(...path), message: `metric "${name}" of a run has an interval and no end, got ${count ?? 'none'} as its count: give it one`,
      }];
    },
  }),
  kinds: ['AnalysisRun'],
};

export const MEASUREMENT_RULES: readonly Rule[] = [metricDecides, intervalAboveZero, runEnds];

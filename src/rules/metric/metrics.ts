import { Manifest } from '../../manifest/bundle';
import { counted } from '../../manifest/counted';
import { parseGoDuration } from '../../manifest/go-duration';
import { pointer } from '../../manifest/pointer';
import { METRIC_KINDS, metricsOf } from '../../reading/metrics';
import { isOpen, numberOf } from '../../reading/open-value';
import { Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { metricRule } from './metric-rule';

const gateCanFail = metricRule({
  id: 'gate-can-fail',
  severity: Severity.ERROR,
  stage: 'never',
  why: 'a metric fails with one failure more than its limit, so with a limit as high as its count it succeeds whatever is measured',
  check({ metric: { count = 0, failureLimit = 0 }, path }) {
    const [measurements, failures] = [count, failureLimit].map(numberOf);
    return !(measurements > 0 && failures >= measurements) ? [] : [{
      pointer: pointer(...path, 'failureLimit'),
      message: `${counted(measurements, 'measurement')} of which ${failures} may fail can never fail: the limit must be less than the count`,
    }];
  },
});

const metricNameUnique: Rule = {
  id: 'metric-name-unique',
  stage: 'run-start',
  severity: Severity.ERROR,
  kinds: METRIC_KINDS,
  why: 'an analysis with two metrics of one name is refused',
  check(template: Manifest) {
    const names = metricsOf(template).map(({ metric }) => metric.name);
    return names.flatMap((name, index) => names.indexOf(name) === index ? [] : [{
      pointer: pointer('spec', 'metrics', index, 'name'),
      message: `a metric has a name of its own, got "${name}" for metric ${names.indexOf(name)} as well`,
    }]);
  },
};

const LEAST: Record<string, { least: number; allowed: string }> = {
  failureLimit: { least: -1, allowed: '-1 for no limit, or at least 0' },
  consecutiveSuccessLimit: { least: 0, allowed: 'at least 0' },
  inconclusiveLimit: { least: 0, allowed: 'at least 0' },
  consecutiveErrorLimit: { least: 0, allowed: 'at least 0' },
};

const LIMITS = Object.keys(LEAST);

const limitInRange = metricRule({
  id: 'limit-in-range',
  stage: 'run-start',
  severity: Severity.ERROR,
  why: 'an analysis with a negative limit ends in an error before its first measurement',
  check({ metric, path }) {
    return LIMITS.filter((limit) => numberOf(metric[limit] ?? 0) < LEAST[limit].least).map((limit) => ({
      pointer: pointer(...path, limit),
      message: `${limit} must be ${LEAST[limit].allowed}, got ${metric[limit]}`,
    }));
  },
});

const metricCanEnd = metricRule({
  id: 'metric-can-end',
  stage: 'run-start',
  severity: Severity.ERROR,
  why: 'an analysis ends in an error where neither successes nor failures could decide a metric',
  check({ metric: { failureLimit = 0, consecutiveSuccessLimit = 0 }, path }) {
    return numberOf(failureLimit) !== -1 || numberOf(consecutiveSuccessLimit) !== 0 ? [] : [{
      pointer: pointer(...path, 'failureLimit'),
      message: 'a failureLimit of -1 needs a consecutiveSuccessLimit of at least 1, got '
        + `${consecutiveSuccessLimit}: set it, or limit the failures`,
    }];
  },
});

const countReachesLimits = metricRule({
  id: 'count-reaches-limits',
  stage: 'run-start',
  severity: Severity.ERROR,
  why: 'an analysis ends in an error where a metric has too few measurements to reach its limits',
  check({ metric: { count = 0, failureLimit = 0, consecutiveSuccessLimit = 0, inconclusiveLimit = 0 }, path }) {
    const measurements = numberOf(count);
    if (!(measurements > 0)) {
      return [];
    }
    const [failures, successes, inconclusive] = [failureLimit, consecutiveSuccessLimit, inconclusiveLimit].map(numberOf);
    // a limit of failures that fills the count by itself is a gate that cannot fail, which has a rule of its own
    const decided = successes > 0 && failures < measurements && measurements < Math.max(failures, 0) + successes;
    const violations = [
      { wrong: decided, limits: failures < 0 ? 'consecutiveSuccessLimit' : 'failureLimit and consecutiveSuccessLimit together', needed: Math.max(failures, 0) + successes },
      { wrong: measurements < inconclusive, limits: 'inconclusiveLimit', needed: inconclusive },
    ];
    return violations.filter(({ wrong }) => wrong).map(({ limits, needed }) => ({
      pointer: pointer(...path, 'count'),
      message: `count must be at least ${limits} (${needed}), got ${count}`,
    }));
  },
});

const countNeedsInterval = metricRule({
  id: 'count-needs-interval',
  stage: 'run-start',
  severity: Severity.ERROR,
  why: 'an analysis ends in an error where it is not known how long to wait between measurements',
  check({ metric: { count, interval }, path }) {
    return interval || !(numberOf(count) > 1) ? [] : [{
      pointer: pointer(...path, 'interval'),
      message: `${count} measurements need an interval, got none: give a duration such as 1m`,
    }];
  },
});

const metricDurations = metricRule({
  id: 'metric-durations',
  stage: 'run-start',
  severity: Severity.ERROR,
  why: 'an analysis ends in an error where a metric has a time that is no Go duration',
  check({ metric, path }) {
    return ['interval', 'initialDelay']
      .filter((field) => metric[field] && !isOpen(metric[field]) && parseGoDuration(metric[field]) === undefined)
      .map((field) => ({
        pointer: pointer(...path, field),
        message: `${field} must be a duration such as 90s, 5m or 1h30m, got "${metric[field]}"`,
      }));
  },
});

export const METRIC_RULES: readonly Rule[] = [
  gateCanFail, limitInRange, metricCanEnd, countReachesLimits, countNeedsInterval, metricDurations, metricNameUnique,
];

import { Manifest } from '../manifest/bundle';
import { parseGoDuration } from '../manifest/go-duration';
import { Mount } from './analyses';
import { goRegExp } from './go-regexp';
import { Metric } from './metrics';
import { isOpen, numberOf } from './open-value';

/** When a metric is measured, in milliseconds from the start of its run. NaN where that is only known when it runs. */
export interface MetricTimes {
  /** When it is measured first. */
  readonly first: number;
  readonly interval: number;
  /** After how many measurements it ends. Infinity where it goes on until the run is ended. */
  readonly count: number;
  /** How many measurements in a row make it succeed before that. 0 if none do. */
  readonly successes: number;
}

/** The largest number that fits says that there is no limit. */
const NO_LIMIT = 2 ** 31 - 1;

export function timesOf({ count = 0, consecutiveSuccessLimit = 0, interval, initialDelay = '0' }: Metric): MetricTimes {
  const known = numberOf(count);
  return {
    first: timeOf(initialDelay),
    interval: interval === undefined || interval === '' ? 0 : timeOf(interval),
    count: known === 0 ? interval ? Infinity : 1 : known >= NO_LIMIT ? Infinity : known,
    successes: Math.max(0, numberOf(consecutiveSuccessLimit)),
  };
}

function timeOf(text: unknown): number {
  return isOpen(text) ? NaN : parseGoDuration(String(text)) ?? NaN;
}

/** When a measurement is taken, counted from 1. */
export function measuredAt({ first, interval }: MetricTimes, measurement: number): number {
  return measurement === 1 ? first : measurement === Infinity ? Infinity : first + interval * (measurement - 1);
}

/** When a metric succeeds, if each measurement does. Infinity where it goes on until its run is ended. */
export function successTime(times: MetricTimes): number {
  const { count, successes } = times;
  return measuredAt(times, successes > 0 ? Math.min(count, successes) : count);
}

/** The controller takes this time between an error and the next try. */
const RETRY = 10_000;
const DEFAULT_ERRORS = 4;

/** When a metric has ended at the latest: all its measurements are taken, and before each there are as many errors as may be. */
export function lastTime(times: MetricTimes, { consecutiveErrorLimit = DEFAULT_ERRORS }: Metric): number {
  const errors = Math.max(0, numberOf(consecutiveErrorLimit));
  return times.count === Infinity || errors >= NO_LIMIT ? Infinity : measuredAt(times, times.count) + times.count * errors * RETRY;
}

/** Providers that give a verdict, where others give a value for a condition. */
const JUDGES = ['job', 'kayenta', 'plugin'];

/** When a metric fails at the earliest, if each measurement does. Infinity where it cannot. */
export function failureTime(times: MetricTimes, { failureLimit = 0, successCondition, failureCondition, provider }: Metric): number {
  const limit = numberOf(failureLimit);
  const canFail = successCondition || failureCondition || JUDGES.some((judge) => provider?.[judge] !== undefined);
  // a negative limit is none: then too few successes are what fails
  const needed = limit >= 0 ? limit + 1 : times.successes > 0 ? times.count : Infinity;
  return !canFail || needed > times.count ? Infinity : measuredAt(times, needed);
}

/** Which metrics of a run are in a dry run: what they say does not count. */
export function dryRunOf({ owner }: Mount, templates: readonly Manifest[]): (metric: string) => boolean {
  const filters = [owner.value, ...templates.map(({ spec }) => spec)].flatMap((spec): { metricName?: string }[] => spec?.dryRun ?? []);
  const expressions = filters.flatMap(({ metricName }) => goRegExp(metricName ?? '') ?? []);
  return (metric) => expressions.some((expression) => expression.test(metric));
}

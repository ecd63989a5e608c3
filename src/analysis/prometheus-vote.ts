import { PrometheusMeasurementOptions, ReadyMade } from './prometheus-measurement';
import { NoData } from './threshold';

const OF_NO_DATA: Readonly<Record<NoData, string>> = {
  [NoData.INCONCLUSIVE]: '',
  [NoData.PASS]: ' or vector(1)',
  [NoData.FAIL]: ' or vector(0)',
};

/**
 * How many of these metrics are healthy, in one query. One without data has no vote, unless it says what no data means; where none has data there is no result.
 */
export function countHealthy(metrics: readonly ReadyMade[]): (window: string) => string {
  return (window) => `sum(${metrics.map((metric) => voteOf(metric, window)).join(' or ')})`;
}

/** A comparison with NaN is false, so the first leaves out what is no number, which `bool` would count as no. */
function voteOf({ name, query, healthy, noData = NoData.INCONCLUSIVE }: ReadyMade, window: string): string {
  const vote = healthy._vote(`((${query(window)}) >= -Inf)`);
  return `label_replace(max(${vote})${OF_NO_DATA[noData]}, "metric", "${name}", "", "")`;
}

const SHARED = [
  'address', 'headers', 'authentication', 'timeout', 'insecure', 'measurements', 'interval', 'window', 'count', 'initialDelay', 'failureLimit', 'inconclusiveLimit',
  'consecutiveErrorLimit', 'consecutiveSuccessLimit',
] as const;

/** One query is asked of one server at one time. */
export function assertNoneOfItsOwn({ name }: ReadyMade, options: PrometheusMeasurementOptions) {
  const own = SHARED.find((option) => options[option] !== undefined);
  if (own) {
    throw new Error(`metric "${name}" says its own "${own}", and is measured together with others: say it beside "metrics"`);
  }
}

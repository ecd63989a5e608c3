import { measuredAt, MetricTimes } from '../../reading/metric-times';
import { Metric } from '../../reading/metrics';
import { isOpen, numberOf } from '../../reading/open-value';
import { readQuery } from '../../reading/promql/read';
import { windowOf } from '../../reading/promql/window';
import { Fault, Share, shareOf } from './share';
import { Verdict, Verdicts, verdictsOf } from './verdicts';

/** How a metric judges the requests of its windows, and when its verdict stands. */
export interface Sight extends Verdicts {
  readonly sees: Fault;
  readonly counts: 'bad' | 'good';
  readonly scale: number;
  readonly offset: number;
  readonly leastRequests: number;
  /** In milliseconds. */
  readonly window: number;
  readonly times: MetricTimes;
  /** Fails with more bad measurements. None if it is below 0. */
  readonly failureLimit: number;
  readonly inconclusiveLimit: number;
}

/** What a metric sees, or why that is not known. */
export function sightOf(metric: Metric, times: MetricTimes): Sight | string {
  const { query: text, rangeQuery } = metric.provider?.prometheus ?? {};
  if (!text || rangeQuery) {
    return text ? 'it asks for a range of values' : 'it does not ask Prometheus';
  }
  const query = readQuery(text).query;
  const share = query && shareOf(query);
  if (!share) {
    return 'its query is neither a share of requests nor a quantile of their times';
  }
  const [window, verdicts] = [windowOf(text), verdictsOf(metric, share.leastRequests !== undefined)];
  const { failureLimit = 0, inconclusiveLimit = 0 } = metric;
  const isTimed = !Number.isNaN(measuredAt(times, 2)) && !Number.isNaN(times.count + times.successes);
  if (window === undefined || !isTimed || [failureLimit, inconclusiveLimit].some(isOpen)) {
    return 'its window, times or limits are only known when it runs';
  }
  return typeof verdicts === 'string' ? verdicts : seen(share, verdicts, {
    window, times, failureLimit: numberOf(failureLimit), inconclusiveLimit: numberOf(inconclusiveLimit),
  });
}

type Limits = Pick<Sight, 'window' | 'times' | 'failureLimit' | 'inconclusiveLimit'>;

function seen({ quantile, leastRequests = 1, ...share }: Share, verdicts: Verdicts, limits: Limits): Sight | string {
  if (quantile === undefined) {
    return { ...share, ...verdicts, ...limits, leastRequests };
  }
  const { borders: { length }, verdicts: [fast, , slow] } = verdicts;
  // the quantile is above the border where fewer requests than that share are as fast as the border
  return length > 1 ? 'it compares a quantile with more than one number'
    : { ...share, scale: 1, borders: [quantile], verdicts: [slow, fast, fast], noData: verdicts.noData, ...limits, leastRequests };
}

/** What it says of a window with so many requests. */
export function verdictOn({ counts, scale, offset, borders, verdicts, noData, leastRequests }: Sight, bad: number, good: number): Verdict {
  const requests = bad + good;
  if (requests < leastRequests) {
    return noData;
  }
  const value = offset + scale * ((counts === 'bad' ? bad : good) / requests);
  let passed = 0;
  while (passed < borders.length && value > borders[passed]) {
    passed++;
  }
  return verdicts[value === borders[passed] ? 2 * passed + 1 : 2 * passed];
}

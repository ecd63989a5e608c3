import { RequestSeries } from './prometheus-source';
import { Threshold } from './threshold';

type Query = (window: string) => string;

/** The share of requests whose status is, or is not, an error of the server. A new version without any good request must not vanish from its own ratio, hence the zero. */
export function requestShare({ requests, matchers, statusLabel }: RequestSeries, operator: '=~' | '!~'): Query {
  return (window) => `(sum(rate(${requests}{${matchers},${statusLabel}${operator}"5.."}[${window}])) or vector(0))`
    + ` / sum(rate(${requests}{${matchers}}[${window}]))`;
}

/**
 * How many standard deviations the share of errors of the new version lies above that of the stable one: the test of two proportions, with one error more and two requests
 * more in what they have in common. Without errors they have none; without requests there is no number.
 */
export function worseThanStable({ requests, matchers, stable, statusLabel }: RequestSeries): Query {
  return (window) => {
    const counted = (of: string) => `sum(increase(${requests}{${of}}[${window}]))`;
    const errors = (of: string) => `(${counted(`${of},${statusLabel}=~"5.."`)} or vector(0))`;
    const [newErrors, oldErrors] = [errors(matchers), errors(stable.matchers)];
    const [all, oldAll] = [counted(matchers), counted(stable.matchers)];
    const common = `((${newErrors} + ${oldErrors} + 1) / (${all} + ${oldAll} + 2))`;
    return `(${newErrors} / ${all} - ${oldErrors} / ${oldAll}) / sqrt(${common} * (1 - ${common}) * (1 / ${all} + 1 / ${oldAll}))`;
  };
}

/** A quantile of the time of requests. */
export function requestTime({ durationBuckets }: RequestSeries, quantile: number, matchers: string): Query {
  return (window) => `histogram_quantile(${quantile}, sum by (le) (rate(${durationBuckets}{${matchers}}[${window}])))`;
}

/** A query that has a result only where there were enough requests. */
export function withEnough(query: Query, requests: string, minRequests?: number): Query {
  return minRequests === undefined ? query : (window) => `(${query(window)}) and (sum(increase(${requests}[${window}])) >= ${minRequests})`;
}

/** What a metric of failed requests asks for what counts as healthy, and the arguments of that. */
export function askedOfErrors(series: RequestSeries, operator: '=~' | '!~', { _ofRequests: { minRequests, comparison } }: Threshold) {
  const query = comparison ? worseThanStable(series) : requestShare(series, operator);
  return {
    query: withEnough(query, `${series.requests}{${series.matchers}}`, minRequests),
    arguments: comparison ? [...series.arguments, ...series.stable.arguments] : series.arguments,
  };
}

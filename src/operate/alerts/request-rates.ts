/** What counts requests. */
export interface CountedRequests {
  readonly requests: string;
  readonly statusLabel: string;
  readonly durationBuckets: string;
  /** How many of the histogram's units make a second. */
  readonly unitsPerSecond: number;
}

/** Which requests are meant, and by which labels they are told apart. */
export interface Meant {
  readonly by: string;
  readonly matchers: string;
}

export function rate({ requests }: CountedRequests, { by, matchers }: Meant): string {
  return `sum by (${by}) (rate(${requests}{${matchers}}[5m]))`;
}

export function errors(counted: CountedRequests, { by, matchers }: Meant): string {
  return rate(counted, { by, matchers: `${matchers},${counted.statusLabel}=~"5.."` });
}

/** Nothing where there is no series of errors. */
export function errorRatio(counted: CountedRequests, meant: Meant): string {
  return `${errors(counted, meant)}\n/ ${rate(counted, meant)}`;
}

/** A version that never failed has no series of errors; its ratio is zero all the same. */
export function errorRatioOrZero(counted: CountedRequests, meant: Meant): string {
  const all = rate(counted, meant);
  return `(${errors(counted, meant)} or ${all} * 0)\n/ ${all}`;
}

/** The time of one in a hundred, in seconds. */
export function slowest({ durationBuckets, unitsPerSecond }: CountedRequests, { by, matchers }: Meant): string {
  const quantile = `histogram_quantile(0.99, sum by (${by}, le) (rate(${durationBuckets}{${matchers}}[5m])))`;
  return unitsPerSecond === 1 ? quantile : `${quantile} / ${unitsPerSecond}`;
}

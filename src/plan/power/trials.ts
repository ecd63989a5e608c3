import { measuredAt } from '../../reading/metric-times';
import { PoissonTable, Random } from './poisson';
import { Sight, verdictOn } from './sight';
import { Verdict } from './verdicts';

/** The measurements of a metric. Windows overlap, so time is cut where one begins or ends, and a window is the sum of slices. */
export interface Measurements {
  readonly sight: Sight;
  /** Their times in the update, and the requests up to each. */
  readonly times: readonly number[];
  readonly requests: readonly number[];
  /** The first slice of each window, and the one after its last. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** The requests that are expected in each slice. */
  readonly expected: readonly number[];
  /** Whether all that are asked for are taken before the update ends. */
  readonly isWhole: boolean;
}

/**
 * The measurements of a metric whose analysis begins at a time of the update and is ended at another.
 *
 * @param requestsBy the requests up to a time
 */
export function measurementsOf(sight: Sight, start: number, end: number, requestsBy: (time: number) => number): Measurements {
  const times: number[] = [];
  const { count } = sight.times;
  const next = () => start + measuredAt(sight.times, times.length + 1);
  while (times.length < count && next() <= end) {
    times.push(next());
  }
  const begins = times.map((time) => Math.max(0, time - sight.window));
  const cuts = [...new Set([...begins, ...times])].sort((one, other) => one - other);
  const indexes = new Map(cuts.map((cut, index) => [cut, index]));
  const [from, to] = [begins, times].map((all) => all.map((time) => indexes.get(time)!));
  const seen = slicesSeen(from, to);
  const expected = cuts.slice(1).map((cut, index) => seen.has(index) ? requestsBy(cut) - requestsBy(cuts[index]) : 0);
  return { sight, times, requests: times.map(requestsBy), from, to, expected, isWhole: times.length === count };
}

/** The slices that are in a window. */
function slicesSeen(from: readonly number[], to: readonly number[]): ReadonlySet<number> {
  const seen = new Set<number>();
  from.forEach((first, index) => {
    for (let slice = Math.max(first, to[index - 1] ?? 0); slice < to[index]; slice++) {
      seen.add(slice);
    }
  });
  return seen;
}

/** How a metric ends, in each of many updates. */
export interface Trials {
  readonly ends: Uint8Array;
  /** After which measurement, counted from 0. */
  readonly after: Uint32Array;
}

export enum End { PASSED, ABORTED, PAUSED }

/** Tries many updates in which a share of the requests is bad. */
export function tryUpdates(measurements: Measurements, badShare: number, trials: number, random: Random): Trials {
  const tables = new Map<number, PoissonTable>();
  const tableOf = (mean: number) => tables.get(mean) ?? tables.set(mean, new PoissonTable(mean)).get(mean)!;
  const slices = measurements.expected.map((mean) => ({ bad: tableOf(mean * badShare), good: tableOf(mean * (1 - badShare)) }));
  const sums = { bad: new Float64Array(slices.length + 1), good: new Float64Array(slices.length + 1), drawn: 0 };
  const verdict = (index: number) => {
    const [from, to] = [measurements.from[index], measurements.to[index]];
    for (; sums.drawn < to; sums.drawn++) {
      const { bad, good } = slices[sums.drawn];
      sums.bad[sums.drawn + 1] = sums.bad[sums.drawn] + bad.draw(random());
      sums.good[sums.drawn + 1] = sums.good[sums.drawn] + good.draw(random());
    }
    return verdictOn(measurements.sight, sums.bad[to] - sums.bad[from], sums.good[to] - sums.good[from]);
  };
  const all = { ends: new Uint8Array(trials), after: new Uint32Array(trials) };
  for (let trial = 0; trial < trials; trial++) {
    sums.drawn = 0;
    const { end, after } = endOf(measurements, verdict);
    all.ends[trial] = end;
    all.after[trial] = after;
  }
  return all;
}

/** What the controller makes of verdicts, one after the other. */
export function endOf({ sight, times, isWhole }: Pick<Measurements, 'sight' | 'times' | 'isWhole'>, verdict: (index: number) => Verdict): { end: End; after: number } {
  const { failureLimit, inconclusiveLimit, times: { successes } } = sight;
  let [bad, undecided, inARow] = [0, 0, 0];
  for (let index = 0; index < times.length; index++) {
    const said = verdict(index);
    bad += said === Verdict.BAD ? 1 : 0;
    undecided += said === Verdict.UNDECIDED ? 1 : 0;
    inARow = said === Verdict.GOOD ? inARow + 1 : 0;
    const end = failureLimit >= 0 && bad > failureLimit ? End.ABORTED : undecided > inconclusiveLimit ? End.PAUSED
      : successes > 0 && inARow >= successes ? End.PASSED : undefined;
    if (end !== undefined) {
      return { end, after: index };
    }
  }
  // too few successes in a row fail it, or leave it open where failures are limited as well
  return { end: !isWhole || successes === 0 ? End.PASSED : failureLimit >= 0 ? End.PAUSED : End.ABORTED, after: times.length - 1 };
}

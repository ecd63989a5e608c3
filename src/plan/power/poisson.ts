/* eslint-disable no-bitwise -- a random number is made of bits */

/** Gives numbers from 0 to below 1. */
export type Random = () => number;

/** The same numbers for the same seed. Mulberry32. */
export function seeded(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const first = Math.imul(state ^ (state >>> 15), state | 1);
    const second = first ^ (first + Math.imul(first ^ (first >>> 7), first | 61));
    return ((second ^ (second >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** So many standard deviations from the mean there is nothing to draw. */
const TAIL = 8;

/** Poisson counts of one mean. Where to look for a random number is in a table, so that a draw takes as long for many as for few. */
export class PoissonTable {
  private readonly first: number;
  /** The chance of so many or fewer, from `first` on. */
  private readonly cumulated: Float64Array;
  private readonly guide: Uint32Array;

  constructor(mean: number) {
    const spread = TAIL * (Math.sqrt(mean) + 1);
    this.first = Math.max(0, Math.floor(mean - spread));
    this.cumulated = cumulatedFrom(this.first, Math.ceil(mean + spread), mean);
    this.guide = guideTo(this.cumulated);
  }

  public draw(random: number): number {
    const { cumulated } = this;
    let index = this.guide[Math.floor(random * cumulated.length)];
    while (cumulated[index] <= random) {
      index++;
    }
    return this.first + index;
  }

  /** The chance of so many or fewer. */
  public atMost(count: number): number {
    return count < this.first ? 0 : this.cumulated[Math.min(count - this.first, this.cumulated.length - 1)];
  }
}

/** Weights are worked out from the mean outwards, where none is too small to count. */
function cumulatedFrom(first: number, last: number, mean: number): Float64Array {
  const weights = new Float64Array(last - first + 1);
  const middle = Math.floor(mean);
  weights[middle - first] = 1;
  for (let count = middle; count < last; count++) {
    weights[count + 1 - first] = weights[count - first] * mean / (count + 1);
  }
  for (let count = middle; count > first; count--) {
    weights[count - 1 - first] = weights[count - first] * count / mean;
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  const cumulated = weights.map((weight) => (sum += weight) / total);
  cumulated[cumulated.length - 1] = 1;
  return cumulated;
}

/** For each of equal parts of the numbers below 1, the first count that one of them can mean. */
function guideTo(cumulated: Float64Array): Uint32Array {
  let index = 0;
  return new Uint32Array(cumulated.length).map((_, part) => {
    while (cumulated[index] <= part / cumulated.length) {
      index++;
    }
    return index;
  });
}

import { setFlagsFromString } from 'v8';
import { runInNewContext } from 'vm';

/** A piece of work that is timed. */
export interface Contestant {
  readonly name: string;
  run(): void;
}

/** The processor times of every contestant in milliseconds, one a round. */
export type Times = Record<string, number[]>;

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/**
 * Lets the contestants take turns (A B C, A B C, ...), so that whatever slows the machine down for a while hits all of them. Before
 * each turn the garbage of the one before is collected. Counted is the time of the processor: waiting for other processes is not ours.
 */
export function takeTurns(contestants: readonly Contestant[], rounds: number): Times {
  const times: Times = Object.fromEntries(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, run } of contestants) {
      times[name].push(timed(run));
      process.stderr.write('.');
    }
  }
  process.stderr.write('\n');
  return times;
}

function timed(run: () => void): number {
  collectGarbage();
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
}

/** The median of what each round says about its two times. */
export function paired(as: readonly number[], bs: readonly number[], compare: (a: number, b: number) => number): number {
  return median(as.map((a, round) => compare(a, bs[round])));
}

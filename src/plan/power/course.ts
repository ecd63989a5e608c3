import { Stage, StageWait } from '../stage';

/** How long somebody who is needed is taken to wait: longer than most windows, in milliseconds. */
export const PERSON_TAKES = 10 * 60_000;

/** When the stages of an update begin if all is well, and the requests that reach the new version meanwhile. */
export interface Course {
  /** In milliseconds from the start of the update. */
  readonly starts: readonly number[];
  readonly end: number;
  /** The requests up to a time, where a stage goes on until then. */
  requestsBy(time: number, stage: number): number;
}

/** Weights must be known. Pods are taken to be ready at once. */
export function courseOf(stages: readonly Stage[], requestsPerSecond: number): Course {
  const lengths = stages.map(({ waitsFor, time: { least, healthy = least } }) => waitsFor === StageWait.PERSON ? PERSON_TAKES : healthy);
  const starts = lengths.map((_, index) => lengths.slice(0, index).reduce((sum, length) => sum + length, 0));
  const rates = stages.map(({ weight = 0 }) => weight / 100 * requestsPerSecond / 1000);
  return {
    starts,
    end: starts[starts.length - 1] + lengths[lengths.length - 1],
    requestsBy: (time, stage) => rates.slice(0, stage + 1).reduce((sum, rate, index) => {
      const until = index === stage ? time : Math.min(time, starts[index + 1]);
      return sum + rate * Math.max(0, until - starts[index]);
    }, 0),
  };
}

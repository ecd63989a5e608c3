import { Judge } from './judges';
import { seeded } from './poisson';
import { Fault } from './share';
import { normalShare, Traffic } from './traffic';
import { End, Trials, tryUpdates } from './trials';

/** What gates do together, as chances from 0 to 1. */
export interface Chances {
  /** With a release that is as good as the one before. */
  readonly healthy: { readonly aborted: number; readonly paused: number };
  readonly regressions: readonly Regression[];
  /** The smallest share of bad requests that is caught with 90%. Undefined where not even the largest is. */
  readonly smallest: Partial<Record<Fault, number>>;
}

/** A release of which a share of the requests is bad. */
export interface Regression {
  readonly fault: Fault;
  readonly share: number;
  readonly aborted: number;
  /** How many requests met it before it was aborted, on average. Undefined where it never is. */
  readonly requests?: number;
}

/** How often updates are tried, from which random numbers on, and with how many times as many bad requests as usual. */
export interface Effort {
  readonly trials: number;
  readonly seed: number;
  readonly factors: readonly number[];
}

const WANTED = 0.9;
/** What is less is taken for this, where it is multiplied. */
const LEAST_SHARE = 0.001;
/** The search for the smallest regression makes do with a part of the trials. */
const SEARCHED = 0.1;
const FEWEST_SEARCHED = 500;
const SEARCH_STEPS = 9;

/** The share of requests that are bad, where it is not as usual. */
type Bad = Pick<Regression, 'fault' | 'share'>;

/** Tries updates. What is compared gets the same random numbers. */
export class Simulation {
  private readonly known = new Map<string, Trials>();

  constructor(private readonly judges: readonly Judge[], private readonly traffic: Traffic, private readonly effort: Effort) {}

  /** What some of the judges do. */
  public chancesOf(judges: readonly Judge[]): Chances {
    const faults = [...new Set(judges.map(({ measurements: { sight } }) => sight.sees))];
    const { aborted, paused } = this.outcome(judges);
    return {
      healthy: { aborted, paused },
      regressions: faults.flatMap((fault) => this.regressionsOf(fault).map((bad): Regression => {
        const outcome = this.outcome(judges, bad);
        return { ...bad, aborted: outcome.aborted, requests: outcome.requests };
      })),
      smallest: Object.fromEntries(faults.map((fault) => [fault, this.smallest(judges, fault)])),
    };
  }

  private regressionsOf(fault: Fault): Bad[] {
    const normal = Math.max(LEAST_SHARE, normalShare(this.traffic, fault)!);
    return this.effort.factors.map((factor) => ({ fault, share: Math.min(1, factor * normal) }));
  }

  /** Halves the distance, on a scale where twice as many are as far everywhere. */
  private smallest(judges: readonly Judge[], fault: Fault): number | undefined {
    const trials = Math.min(this.effort.trials, Math.max(FEWEST_SEARCHED, Math.ceil(SEARCHED * this.effort.trials)));
    const isCaught = (share: number) => this.outcome(judges, { fault, share }, trials).aborted >= WANTED;
    let [missed, caught] = [Math.max(LEAST_SHARE / 10, normalShare(this.traffic, fault)!), 1];
    if (!isCaught(caught)) {
      return undefined;
    }
    for (let step = 0; step < SEARCH_STEPS; step++) {
      const middle = Math.sqrt(missed * caught);
      [missed, caught] = isCaught(middle) ? [missed, middle] : [middle, caught];
    }
    return caught;
  }

  /** The first that does not pass decides. A bad verdict outdoes an open one of the same time. */
  private outcome(judges: readonly Judge[], bad?: Bad, trials = this.effort.trials) {
    const all = judges.map((judge) => ({ ...judge.measurements, ...this.tried(judge, bad, trials) }));
    let [aborted, paused, requests] = [0, 0, 0];
    for (let trial = 0; trial < trials; trial++) {
      let first = { end: End.PASSED, time: Infinity, requests: 0 };
      for (const { ends, after, times, requests: met } of all) {
        const [end, time] = [ends[trial], times[after[trial]]];
        if (end !== End.PASSED && (time < first.time || (time === first.time && end === End.ABORTED))) {
          first = { end, time, requests: met[after[trial]] };
        }
      }
      aborted += first.end === End.ABORTED ? 1 : 0;
      paused += first.end === End.PAUSED ? 1 : 0;
      requests += first.end === End.ABORTED ? first.requests : 0;
    }
    return { aborted: aborted / trials, paused: paused / trials, requests: aborted > 0 ? requests / aborted : undefined };
  }

  /** Judges are independent of each other: each has random numbers of its own. */
  private tried(judge: Judge, bad: Bad | undefined, trials: number): Trials {
    const { sees } = judge.measurements.sight;
    const share = sees === bad?.fault ? bad.share : normalShare(this.traffic, sees)!;
    const number = this.judges.indexOf(judge);
    const key = `${number} ${share} ${trials}`;
    const found = this.known.get(key) ?? tryUpdates(judge.measurements, share, trials, seeded(this.effort.seed + number));
    this.known.set(key, found);
    return found;
  }
}

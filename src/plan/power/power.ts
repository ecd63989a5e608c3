import { Path } from '../../manifest/pointer';
import type { Plan } from '../plan';
import { Chances, Effort, Simulation } from './chances';
import { Judge, judgesOf, Unknown } from './judges';
import { PoissonTable } from './poisson';
import { Fault } from './share';
import { Traffic } from './traffic';

/** What the gates of an update see. */
export interface Power {
  readonly gates: readonly GatePower[];
  /** The metrics of which it is not known what they see. */
  readonly unknown: readonly Unknown[];
  /** How often an update was tried. */
  readonly trials: number;
  /** All that are known, together. */
  readonly whole: Chances;
}

/** What a metric of a gate sees. */
export interface GatePower extends Chances {
  readonly path: Path;
  readonly metric: string;
  /** `at step 2`, `before promotion`, or that it runs beside the steps. */
  readonly at: string;
  readonly sees: Fault;
  readonly measurements: number;
  /** How many requests are expected in the window with the fewest, and in that with the most. */
  readonly requests: { readonly least: number; readonly most: number };
  /** The chance that the window with the fewest has too few to judge. */
  readonly noData: number;
}

const USUAL: Effort = { trials: 20_000, seed: 1, factors: [3, 10] };

/** Where there are many gates, or long ones, an update is tried less often: so often that it has as many slices of time in all, and no less than that. */
const ALL_SLICES = 250_000;
const FEWEST_TRIALS = 4000;

/** What the gates of a plan see with such traffic. The same each time. */
export function powerOf(plan: Plan, traffic: Traffic, effort: Partial<Effort> = {}): Power {
  const { judges, unknown } = judgesOf(plan, traffic);
  const slices = judges.reduce((sum, { measurements: { expected } }) => sum + expected.length, 0);
  const wanted = { ...USUAL, ...effort };
  const trials = Math.min(wanted.trials, Math.max(FEWEST_TRIALS, Math.ceil(ALL_SLICES / slices)));
  const simulation = new Simulation(judges, traffic, { ...wanted, trials });
  const chances = judges.map((judge) => simulation.chancesOf([judge]));
  return {
    gates: judges.map((judge, index) => ({ ...described(judge), ...chances[index] })),
    unknown,
    trials,
    whole: judges.length === 1 ? chances[0] : simulation.chancesOf(judges),
  };
}

function described({ path, metric, at, measurements: { sight, times, from, to, expected } }: Judge): Omit<GatePower, keyof Chances> {
  const requests = times.map((_, index) => expected.slice(from[index], to[index]).reduce((sum, mean) => sum + mean, 0));
  const [least, most] = requests.length === 0 ? [0, 0] : [Math.min(...requests), Math.max(...requests)];
  const noData = new PoissonTable(least).atMost(Math.ceil(sight.leastRequests) - 1);
  return { path, metric, at, sees: sight.sees, measurements: times.length, requests: { least, most }, noData };
}

import { Path } from '../../manifest/pointer';
import { Gate, GateMetric } from '../gate';
import type { Plan } from '../plan';
import { Stage } from '../stage';
import { Course, courseOf } from './course';
import { sightOf } from './sight';
import { normalShare, Traffic } from './traffic';
import { Measurements, measurementsOf } from './trials';

/** A metric that decides on an update. */
export interface Judge {
  readonly path: Path;
  readonly metric: string;
  /** `at step 2`, `before promotion`, or that it runs beside the steps. */
  readonly at: string;
  readonly measurements: Measurements;
}

/** What decides as well, and why it is not known what it sees. */
export interface Unknown {
  readonly path: Path;
  readonly metric?: string;
  readonly at: string;
  readonly why: string;
}

/** More would take long to try. */
const MOST_MEASUREMENTS = 10_000;

/** Where a gate is in an update, and the last stage whose traffic it sees. */
interface Place {
  readonly at: string;
  readonly course: Course;
  readonly stages: readonly Stage[];
  readonly start: number;
  readonly end: number;
}

/** The metrics that decide on an update, apart from those in a dry run. */
export function judgesOf({ stages, background }: Plan, traffic: Traffic): { judges: Judge[]; unknown: Unknown[] } {
  const course = courseOf(stages, traffic.requestsPerSecond);
  const all = stages.flatMap(({ name, gates }, index) => {
    const place = { at: /^\d+$/.test(name) ? `at step ${name}` : name, course, stages: stages.slice(0, index + 1), start: course.starts[index], end: Infinity };
    return gates.flatMap((gate) => judgesIn(gate, place, traffic));
  });
  if (background) {
    const start = course.starts[Math.min(background.from, stages.length - 1)];
    all.push(...judgesIn(background.gate, { at: 'beside the steps', course, stages, start, end: course.end }, traffic));
  }
  return { judges: all.flatMap((one) => 'why' in one ? [] : one), unknown: all.flatMap((one) => 'why' in one ? one : []) };
}

function judgesIn(gate: Gate, place: Place, traffic: Traffic): (Judge | Unknown)[] {
  const why = whyHidden(gate, place);
  const where = { path: gate.path, at: place.at };
  return why ? [{ ...where, why }]
    : gate.metrics.filter(({ isDryRun }) => !isDryRun).map((metric) => ({ ...where, metric: metric.name, ...judgeOf(metric, place, traffic) }));
}

/** Why nothing can be said of any metric. */
function whyHidden({ path, metrics, templates }: Gate, { stages }: Place): string | undefined {
  return path.includes('experiment') ? 'the traffic of an experiment is not known'
    : metrics.length === 0 ? `template ${templates.join(', ')} is not among the manifests, or has no metrics`
      : stages.some(({ weight }) => weight === undefined) ? 'the share of the traffic is not known: say how many pods there are' : undefined;
}

function judgeOf({ metric, times }: GateMetric, { course, stages, start, end }: Place, traffic: Traffic): Pick<Judge, 'measurements'> | Pick<Unknown, 'why'> {
  const sight = sightOf(metric, times);
  if (typeof sight === 'string') {
    return { why: sight };
  }
  const many = Math.min(times.count, 1 + (end - start - times.first) / times.interval);
  return normalShare(traffic, sight.sees) === undefined ? { why: 'nobody says which share of the requests is slow while all is well' }
    : many > MOST_MEASUREMENTS ? { why: many === Infinity ? 'it goes on without an end' : `it measures more than ${MOST_MEASUREMENTS} times` }
      : { measurements: measurementsOf(sight, start, end, (time) => course.requestsBy(time, stages.length - 1)) };
}

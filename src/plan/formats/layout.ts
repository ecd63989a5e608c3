import { Plan } from '../plan';
import { Stage } from '../stage';

/** A stage and where it is drawn. */
export interface Placed {
  readonly stage: Stage;
  readonly index: number;
  readonly left: number;
  readonly right: number;
  /** The time of a healthy release when it begins, in milliseconds. Undefined after a person, or after a time that is not known. */
  readonly begins?: number;
}

/** What has no length of its own gets as much as a sign needs: pods that start, and a person who comes when he likes. */
const SHORT = 1;
const OPEN = 4;
/** All times that are known share as much as this, for each stage. */
const SHARED = 3;

/** Places the stages from left to right, those that take a time by that time. */
export function placed({ stages }: Plan, left: number, right: number): Placed[] {
  const times = stages.map(lengthOf);
  const all = times.reduce<number>((sum, time) => sum + (time ?? 0), 0);
  const sizes = times.map((time) => time === undefined ? OPEN : SHORT + (all > 0 ? SHARED * stages.length * time / all : 0));
  const unit = (right - left) / sizes.reduce((sum, size) => sum + size, 0);
  let [at, begins]: [number, number | undefined] = [left, 0];
  return stages.map((stage, index) => {
    const place = { stage, index, left: at, right: at + sizes[index] * unit, begins };
    [at, begins] = [place.right, begins === undefined || times[index] === undefined ? undefined : begins + times[index]];
    return place;
  });
}

/** Undefined where it has no end, or none that is known. */
function lengthOf({ time: { healthy } }: Stage): number | undefined {
  return healthy;
}

/** Where the new version is exposed, up to the first measurement that can stop the update, or to the end if none is known. */
export function exposedTo({ totals: { exposure } }: Plan, places: readonly Placed[]): { from: number; to: number } | undefined {
  const first = places.find(({ stage: { weight, headerRoutes } }) => weight !== 0 || headerRoutes.length > 0);
  const { stage, after } = exposure.measured ?? { stage: places.length - 1, after: 0 };
  return !first || exposure.parts.length === 0 ? undefined : { from: first.left, to: positionIn(places[stage], after) };
}

/** In the middle of a stage whose time is not known. */
function positionIn({ stage, left, right }: Placed, after: number | undefined): number {
  const { healthy } = stage.time;
  const part = after === 0 ? 0 : after === undefined || healthy === undefined ? 0.5 : healthy === 0 ? 1 : after / healthy;
  return left + (right - left) * part;
}

import { waitingSteps } from '../reading/waits';
import { blueGreenCourse } from './blue-green';
import { canaryCourse } from './canary';
import { Course } from './course';
import { Subject } from './subject';

/** The course of an update by whichever strategy a rollout has. */
export function courseOf({ spec, rollout, bundle }: Subject): Course {
  const { blueGreen, canary } = spec.strategy ?? {};
  return blueGreen ? blueGreenCourse(spec, blueGreen) : canaryCourse(spec, canary ?? {}, waitingSteps(rollout, bundle));
}

import { RolloutSpec } from '../manifest/types';
import { blueGreenCourse } from './blue-green';
import { canaryCourse } from './canary';
import { Course } from './course';

/** The course of an update by whichever strategy a rollout has. */
export function courseOf(spec: RolloutSpec): Course {
  const { blueGreen, canary } = spec.strategy ?? {};
  return blueGreen ? blueGreenCourse(spec, blueGreen) : canaryCourse(spec, canary ?? {});
}

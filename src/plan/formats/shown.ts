import { Plan } from '../plan';
import { Power } from '../power/power';
import { powerText } from '../power/words';

/** A plan as it is shown. */
export interface ShownPlan extends Plan {
  /** What its gates see, where its traffic is known. */
  readonly power?: Power;
}

/** What its gates see, a line each. What belongs to the line before it is indented. */
export function gatesText({ power }: ShownPlan): string[] {
  return power ? powerText(power) : [];
}

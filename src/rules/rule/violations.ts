import { Path, pointer } from '../../manifest/pointer';
import { Violation } from './finding';

/** What is said of a part, as said of what holds it. */
export function within<T extends Violation>(path: Path, violations: readonly T[]): T[] {
  return violations.map((violation) => ({ ...violation, pointer: pointer(...path) + violation.pointer }));
}

import { Path, pointer } from '../../manifest/pointer';
import { Objection } from './finding';

/** What is said of a part, as said of what holds it. */
export function within<T extends Objection>(path: Path, objections: readonly T[]): T[] {
  return objections.map((objection) => ({ ...objection, pointer: pointer(...path) + objection.pointer }));
}

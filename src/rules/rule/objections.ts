import { Path, pointer } from '../../manifest/pointer';
import { Objection } from './finding';

const NONE: readonly Objection[] = [];

/** What is said of a part, as said of what holds it. */
export function within(path: Path, objections: readonly Objection[]): readonly Objection[] {
  return objections.length === 0 ? NONE : objections.map((objection) => ({ ...objection, pointer: pointer(...path) + objection.pointer }));
}

/** What is said of each of some parts. Nearly always that is nothing, and nearly all the time is spent with that. */
export function aboutEach<T>(parts: readonly T[], check: (part: T, index: number) => readonly Objection[]): readonly Objection[] {
  let all: Objection[] | undefined;
  for (let index = 0; index < parts.length; index++) {
    for (const objection of check(parts[index], index)) {
      (all ??= []).push(objection);
    }
  }
  return all ?? NONE;
}

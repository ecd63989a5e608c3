import { setTimeout as pass } from 'node:timers/promises';

const LOOK_EVERY = 50;
const LONGEST = 60_000;

/** Looks until it is so, or until the deadline: then what was seen last is in the error. Nobody waits longer than necessary. */
export async function until<T>(
  what: string, look: () => T | Promise<T>, within = LONGEST, seen: () => string | undefined = () => undefined,
): Promise<NonNullable<T>> {
  const deadline = Date.now() + within;
  for (;;) {
    const found = await look();
    if (found) {
      return found;
    }
    if (Date.now() > deadline) {
      const last = seen();
      throw new Error(`not within ${within / 1000} s: ${what}${last === undefined ? '' : `\n${last}`}`);
    }
    await pass(LOOK_EVERY);
  }
}

/** What a value has to be like: the same, a text that fits a pattern, what a function agrees to, or an object that has at least these fields. */
export type Expected = unknown;

/** Where a value is not as expected, each with its place. Fields that nothing is expected of may be anything. */
export function differences(actual: any, expected: Expected, place = ''): string[] {
  const differs = () => [`${place || 'it'}: want ${show(expected)}, is ${show(actual)}`];
  if (typeof expected === 'function') {
    return expected(actual) ? [] : differs();
  }
  if (expected instanceof RegExp) {
    return expected.test(String(actual ?? '')) ? [] : differs();
  }
  if (Array.isArray(expected) && (!Array.isArray(actual) || actual.length !== expected.length)) {
    return differs();
  }
  if (typeof expected === 'object' && expected !== null) {
    return Object.entries(expected).flatMap(([key, value]) => differences(actual?.[key], value, `${place}/${key}`));
  }
  return actual === expected ? [] : differs();
}

function show(value: unknown): string {
  return typeof value === 'function' ? value.toString() : value instanceof RegExp ? String(value) : JSON.stringify(value) ?? 'missing';
}

/** Says what must be so now. */
export function expectThat(what: string, so: boolean) {
  if (!so) {
    throw new Error(what);
  }
}

/** The same of what a watch brings, which comes later than what is asked for. */
export function expectSoon(what: () => string, so: () => boolean): Promise<boolean> {
  return until('as expected', so, 10_000, what);
}

/**
 * How long something takes, in milliseconds. Infinity where only a person ends it, undefined where it is not known.
 */
export interface Span {
  readonly least: number;
  readonly most?: number;
  /** Where every measurement is good. Undefined as well where a person is needed. */
  readonly healthy?: number;
}

export const AT_ONCE: Span = { least: 0, most: 0, healthy: 0 };

/** Ends when somebody says so. */
export const UNTIL_PROMOTED: Span = { least: 0, most: Infinity };

export const UNKNOWN: Span = { least: 0 };

export function lasting(time: number): Span {
  return { least: time, most: time, healthy: time };
}

/** One after the other. */
export function inTurn(spans: readonly Span[]): Span {
  return {
    least: spans.reduce((sum, { least }) => sum + least, 0),
    most: spans.some(({ most }) => most === Infinity) ? Infinity : ofAll(spans, 'most', (one, other) => one + other),
    healthy: ofAll(spans, 'healthy', (one, other) => one + other),
  };
}

/** Side by side, until the last has ended. */
export function together(spans: readonly Span[]): Span {
  return {
    least: Math.max(0, ...spans.map(({ least }) => least)),
    most: spans.some(({ most }) => most === Infinity) ? Infinity : ofAll(spans, 'most', Math.max),
    healthy: ofAll(spans, 'healthy', Math.max),
  };
}

/** Not known where one of them is not. */
function ofAll(spans: readonly Span[], field: 'most' | 'healthy', combine: (one: number, other: number) => number): number | undefined {
  return spans.reduce<number | undefined>((all, { [field]: time }) => all === undefined || time === undefined ? undefined : combine(all, time), 0);
}

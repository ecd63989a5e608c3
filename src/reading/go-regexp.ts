/** What Go and JavaScript read differently: groups with flags or names, classes with names, most escapes, and anchors that repeat. */
const DIALECT = /\\[A-Za-z0-9]|\(\?(?!:)|\[\^?\]|\[:|[$^][*+?{]/;

/** The escapes that mean the same in both. */
const SHARED_ESCAPE = /\\[dDwWsS]/g;

/** What Go never reads. */
const LOOK_AROUND = /\(\?<?[=!]/;

/** A regular expression of Go, where JavaScript reads it alike. Undefined where it does not, or where it is none. */
export function goRegExp(text: string): RegExp | undefined {
  if (DIALECT.test(text.replace(SHARED_ESCAPE, ''))) {
    return undefined;
  }
  try {
    return new RegExp(text);
  } catch {
    return undefined;
  }
}

/** Whether Go certainly refuses a regular expression. */
export function isBadGoRegExp(text: string): boolean {
  const foreign = DIALECT.test(text.replace(SHARED_ESCAPE, ''));
  return foreign ? LOOK_AROUND.test(text) && !/[[\\]/.test(text) : goRegExp(text) === undefined;
}

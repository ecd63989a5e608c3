/** A value as a message shows it, also one that is not there. */
export function got(value: unknown): string {
  return value === undefined || value === null ? 'none' : JSON.stringify(value);
}

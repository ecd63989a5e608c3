export const asList = (inner: unknown): unknown => [inner];
export const asObject = (inner: unknown): unknown => ({ name: inner });

/** A value inside of so many others. */
export function nested(around: (inner: unknown) => unknown, levels: number, value: unknown = 'x'): unknown {
  let whole = value;
  for (let level = 0; level < levels; level++) {
    whole = around(whole);
  }
  return whole;
}

import * as fc from 'fast-check';

/** The same each time, so that a build does not fail by chance; with another SEED the search goes on elsewhere. */
export function seedOfRun(): number {
  const seed = process.env.SEED ?? '1';
  if (!/^\d+$/.test(seed)) {
    throw new Error(`SEED is a whole number, got ${seed}`);
  }
  return Number(seed);
}

/** Fills each `%` of a pattern with a text; what it is filled with can hold others. */
export function filled(pattern: string, ...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  const [first, ...rest] = pattern.split('%');
  return fc.tuple(...parts).map((texts) => texts.reduce((text, part, index) => `${text}${part}${rest[index]}`, first));
}

/** Texts that are mostly what they should be, and sometimes have letters or words too many, too few, or elsewhere. */
export function oftenBroken(texts: fc.Arbitrary<string>, tokens: readonly string[]): fc.Arbitrary<string> {
  const change = fc.tuple(fc.nat(1000), fc.nat(3), fc.constantFrom('', ...tokens));
  const changes = fc.array(change, { minLength: 1, maxLength: 2 });
  return fc.oneof(
    { weight: 3, arbitrary: texts },
    { weight: 1, arbitrary: fc.tuple(texts, changes).map(([text, some]) => some.reduce(broken, text)) },
  );
}

function broken(text: string, [place, length, inserted]: [number, number, string]): string {
  const at = place % (text.length + 1);
  return text.slice(0, at) + inserted + text.slice(at + length);
}

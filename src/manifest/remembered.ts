/**
 * Works a thing out once for each object that several rules ask it of. The object must never change: manifests are read
 * only, and so is what is parsed from them.
 */
export function remembered<P extends object, T>(workOut: (part: P) => T): (part: P) => T {
  const known = new WeakMap<P, { readonly value: T }>();
  return (part) => {
    let found = known.get(part);
    if (!found) {
      found = { value: workOut(part) };
      known.set(part, found);
    }
    return found.value;
  };
}

/**
 * The same for what depends on two things: on the object, and on another that is kept as long as that.
 */
export function rememberedWith<P extends object, Q, T>(workOut: (part: P, other: Q) => T): (part: P, other: Q) => T {
  const knownOf = remembered((_: P) => new Map<Q, { readonly value: T }>());
  return (part, other) => {
    const known = knownOf(part);
    const found = known.get(other) ?? { value: workOut(part, other) };
    known.set(other, found);
    return found.value;
  };
}

/** More texts than one input has that are alike, and longer ones than most. */
const MOST_TEXTS = 1000;
const LONGEST_TEXT = 10_000;

/**
 * The same for what is read from a text: few texts differ from all others.
 */
export function rememberedText<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, { readonly value: T }>();
  return (text) => {
    const found = known.get(text);
    if (found || text.length > LONGEST_TEXT) {
      return found ? found.value : read(text);
    }
    if (known.size >= MOST_TEXTS) {
      known.clear();
    }
    const own = copyOf(text);
    const value = read(own);
    known.set(own, { value });
    return value;
  };
}

/** What is cut out of a file keeps all of the file in memory. What is cut out of a text that has to be put together first keeps that alone. */
function copyOf(text: string): string {
  return ` ${text}`.slice(1);
}

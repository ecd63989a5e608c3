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
  const knownOf = remembered((_part: P) => new Map<Q, { readonly value: T }>());
  return (part, other) => {
    const known = knownOf(part);
    let found = known.get(other);
    if (!found) {
      found = { value: workOut(part, other) };
      known.set(other, found);
    }
    return found.value;
  };
}

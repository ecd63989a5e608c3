/**
 * Works a thing out once for each object that several rules ask it of. The object must never change: manifests are read
 * only, and so is what is parsed from them.
 */
export function remembered<P extends object, T>(workOut: (part: P) => T): (part: P) => T {
  const known = new WeakMap<P, { readonly value: T }>();
  return (part) => {
    const found = known.get(part) ?? { value: workOut(part) };
    known.set(part, found);
    return found.value;
  };
}

type Json = Record<string, any>;

/**
 * What turns the newer value into the older one: null removes a key, an object changes the keys that it names or, in a
 * list, the items at the positions that it names, and anything else takes the place of what was there.
 */
export function wayBack(newer: Json, older: Json): Json {
  const keys = [...new Set([...Object.keys(newer), ...Object.keys(older)])].sort();
  return Object.fromEntries(keys
    .filter((key) => JSON.stringify(newer[key]) !== JSON.stringify(older[key]))
    .map((key) => [key, isAlike(newer[key], older[key]) ? wayBack(newer[key], older[key]) : older[key] ?? null]));
}

/** Two objects, or two lists of equal length. */
function isAlike(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) {
    return false;
  }
  return !Array.isArray(a) || a.length === (b as unknown[]).length;
}

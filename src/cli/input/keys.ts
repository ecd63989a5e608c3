/**
 * Whether an object in a value, on whatever level, has a key like it. What an anchor puts into several places is looked at once.
 */
export function hasKey(value: unknown, wanted: RegExp): boolean {
  const open = new Set([value]);
  for (const each of open) {
    if (typeof each === 'object' && each !== null) {
      for (const [key, inner] of Object.entries(each)) {
        if (!Array.isArray(each) && wanted.test(key)) {
          return true;
        }
        open.add(inner);
      }
    }
  }
  return false;
}

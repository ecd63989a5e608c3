import { Manifest } from './bundle';
import { remembered } from './remembered';

/** All keys of an object, on whatever level, and its kind. */
export const keysOf = remembered((manifest: Manifest): ReadonlySet<string> => {
  const keys = new Set<string>([manifest.kind]);
  collect(manifest, keys);
  return keys;
});

function collect(value: unknown, keys: Set<string>) {
  if (Array.isArray(value)) {
    for (const item of value) {
      collect(item, keys);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const key in value) {
      keys.add(key);
      collect((value as Record<string, unknown>)[key], keys);
    }
  }
}

/** Whether an object has one of some keys. */
export function hasKey(manifest: Manifest, keys: readonly string[]): boolean {
  const present = keysOf(manifest);
  for (const key of keys) {
    if (present.has(key)) {
      return true;
    }
  }
  return false;
}

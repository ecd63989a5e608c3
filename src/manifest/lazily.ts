/** Gets a thing when it is first asked for, and keeps it: even to find a loaded module again costs more than most rules. */
export function lazily<T extends object>(get: () => T): () => T {
  let got: T | undefined;
  return () => got ??= get();
}

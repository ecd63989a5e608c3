/**
 * So deeply can be nested what is read, objects as well as the expressions in them: it is more than anybody writes, as deep as readers
 * of YAML go, and far from where the stack of any JavaScript ends. The API server takes 10,000 levels.
 */
export const DEEPEST = 100;

/** Whether a value is nested more deeply than that, or holds itself. */
export function isTooDeep(value: unknown, levels = DEEPEST): boolean {
  if (levels === 0) {
    return true;
  }
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  for (const key in value) {
    if (isTooDeep((value as Record<string, unknown>)[key], levels - 1)) {
      return true;
    }
  }
  return false;
}

import { lettersChanged } from '../rule/letters-changed';

const LONGEST_SHOWN = 60;
const MOST_LISTED = 10;
const MOST_SUGGESTED = 3;

/** A value as a message shows it. */
export function show(value: unknown): string {
  if (value === null || typeof value !== 'object') {
    const text = JSON.stringify(value) ?? String(value);
    return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`;
  }
  return Array.isArray(value) ? 'a list' : 'an object';
}

/** What to write instead of a field that is not allowed: one with a name like it, or the same name in another place. */
export function suggest(name: string, allowed: readonly string[], elsewhere: readonly string[]): string {
  const near = closest(name, allowed);
  const meant = near === undefined ? elsewhere : [near];
  if (meant.length > 0 && meant.length <= MOST_SUGGESTED) {
    return `did you mean ${meant.map((path) => `"${path}"`).join(' or ')}?`;
  }
  return allowed.length <= MOST_LISTED ? `allowed are: ${allowed.join(', ') || 'none'}` : `and none of the ${allowed.length} allowed ones is like it`;
}

/** The name with the fewest letters changed, if that is no more than a third of them. */
export function closest(name: string, allowed: readonly string[]): string | undefined {
  const mostChanged = (candidate: string) => Math.max(candidate.length, name.length) / 3;
  const [nearest] = allowed
    .filter((candidate) => Math.abs(candidate.length - name.length) <= mostChanged(candidate))
    .map((candidate) => ({ candidate, changed: lettersChanged(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, changed }) => changed <= mostChanged(candidate))
    .sort((one, other) => one.changed - other.changed);
  return nearest?.candidate;
}

import { lettersChanged } from '../rule/letters-changed';

const MOST_SUGGESTED = 5;

/**
 * What to say of the name of a rule that does not exist: which one is written nearly so, or else which have its words.
 */
export function unknownRule(id: string, known: readonly string[]): string {
  const near = nearest(id, known);
  const meant = near.length > 0 ? near : withWordsOf(id, known);
  const more = meant.length - MOST_SUGGESTED;
  return `unknown rule "${id}", ${meant.length > 0
    ? `did you mean ${meant.slice(0, MOST_SUGGESTED).map((name) => `"${name}"`).join(' or ')}${more > 0 ? `, or one of ${more} more like it` : ''}?`
    : '"cdk8s-argo-rollouts explain" lists all there are'}`;
}

/** The names with the fewest letters changed, if that is no more than a quarter of them. */
function nearest(id: string, known: readonly string[]): string[] {
  const changed = known.map((name) => lettersChanged(id.toLowerCase(), name));
  const least = Math.min(...changed);
  return least <= id.length / 4 ? known.filter((_, index) => changed[index] === least) : [];
}

/** The names that have most of its words, those first that have little else. */
function withWordsOf(id: string, known: readonly string[]): string[] {
  const words = wordsOf(id);
  const scores = known.map((name) => words.reduce((sum, word) => sum + Math.max(...wordsOf(name).map((other) => likeness(word, other))), 0));
  const best = Math.max(...scores);
  return best === 0 ? [] : known.filter((_, index) => scores[index] === best)
    .sort((one, other) => lettersChanged(id, one) - lettersChanged(id, other));
}

/** `canaryWeight`, `canary_weight` and `canary-weight` have the same. */
function wordsOf(name: string): string[] {
  return name.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase().split(/[^a-z0-9]+/).filter((word) => word);
}

const SHORTEST_PART = 3;

/** The same word, but for an ending of one letter; the beginning of one; or one with a slip of the pen, such as two letters changed over. */
function likeness(word: string, other: string): number {
  const [short, long] = word.length < other.length ? [word, other] : [other, word];
  const isPart = short.length >= SHORTEST_PART && long.startsWith(short);
  const changed = lettersChanged(word, other);
  return word === other || isPart && changed === 1 ? 3
    : isPart && (short === word || short.length > SHORTEST_PART) ? 2
      : short.length > SHORTEST_PART && (changed === 1 || changed === 2 && sameLetters(word, other)) ? 1 : 0;
}

function sameLetters(word: string, other: string): boolean {
  const sorted = (text: string) => [...text].sort().join('');
  return sorted(word) === sorted(other);
}

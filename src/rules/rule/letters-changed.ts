/**
 * How many letters must be added, dropped or changed to make one word the other.
 *
 * @see https://en.wikipedia.org/wiki/Levenshtein_distance
 */
export function lettersChanged(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let index = 0; index < from.length; index++) {
    const next = [index + 1];
    for (let column = 0; column < to.length; column++) {
      next.push(Math.min(next[column] + 1, row[column + 1] + 1, row[column] + (from[index] === to[column] ? 0 : 1)));
    }
    row = next;
  }
  return row[to.length];
}

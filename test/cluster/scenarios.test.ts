import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCENARIOS } from './scenarios';

const ROOT = join(__dirname, '..', '..');

/** Where a line of a page ends says nothing. */
function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

describe('the scenarios of the cluster', () => {
  test('have names of their own, that can be those of namespaces', () => {
    const names = SCENARIOS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z][a-z0-9-]{1,48}$/.test(name))).toEqual([]);
  });

  const claims = SCENARIOS.flatMap(({ name, proves = {} }) => Object.entries(proves)
    .flatMap(([page, sentences]) => sentences.map((sentence) => ({ name, page, sentence }))));

  test.each(claims)('$name proves what $page says: $sentence', ({ page, sentence }) => {
    expect(inOneLine(readFileSync(join(ROOT, page), 'utf8'))).toContain(inOneLine(sentence));
  });
});

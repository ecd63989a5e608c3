import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCENARIOS } from './scenarios';

const ROOT = join(__dirname, '..', '..');

/** A page as its reader sees it: where a line ends and where a link leads say nothing. */
function asRead(markdown: string): string {
  return markdown.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\s+/g, ' ');
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
    expect(asRead(readFileSync(join(ROOT, page), 'utf8'))).toContain(asRead(sentence));
  });
});

import { execFileSync } from 'child_process';
import { readFileSync } from 'fs';
import { join } from 'path';
import { FACTS } from '../../src/rules/rules';

const ROOT = join(__dirname, '..', '..');
const TS_NODE = [join(ROOT, 'node_modules', 'ts-node', 'dist', 'bin.js'), '-P', join(ROOT, 'test', 'tsconfig.json'), '-T'];
const generate = () => execFileSync(process.execPath, [...TS_NODE, join(ROOT, 'scripts', 'document-rules.ts'), '--print'], { cwd: ROOT, encoding: 'utf8' });

test('every rule has a section with an example of both kinds', () => {
  const page = generate();
  const sections = page.split(/^### /m).slice(1);
  expect(sections.map((section) => section.split('\n')[0]).sort()).toEqual([...FACTS.keys()].sort());
  const withCases = sections.filter((section) => section.includes('Bad:'));
  expect(withCases.length).toBeGreaterThan(100);
  expect(withCases.filter((section) => !section.includes('Good:'))).toEqual([]);
});

test('the page in docs/ was generated', () => {
  expect(readFileSync(join(ROOT, 'docs', 'rules.md'), 'utf8')).toMatch(/^# Rules\n\nGenerated from the rules/);
});

import { readFileSync } from 'fs';
import { join } from 'path';
import { load } from 'js-yaml';
import { LINT_HELP } from '../../src/cli/lint-verb';
import { readSettings } from '../../src/rules/lint/settings';
import { FACTS } from '../../src/rules/rules';
import { folderWith, runCli } from './fake-terminal';

const DOCS = readFileSync(join(__dirname, '..', '..', 'docs', 'lint.md'), 'utf8');

function block(start: string): string {
  return DOCS.split(`\`\`\`${start}\n`)[1].split('```')[0];
}

test('the first example does what it shows', async () => {
  const folder = folderWith({ 'shop.yaml': block('yaml file=shop.yaml') });
  const { out } = await runCli(['lint', join(folder, 'shop.yaml')]);
  expect(`$ npx cdk8s-argo-rollouts lint shop.yaml\n${out.replace(`${folder}/`, '')}`).toBe(block('console'));
});

test('the settings are settings', () => {
  expect(() => readSettings(load(block('yaml settings')))).not.toThrow();
});

test('the options and rules it names exist, and all options are named', () => {
  const named = (text: string) => new Set([...text.matchAll(/(?<=[ `])--(?:format|rule|strict|target-version|config|allow-empty)\b/g)].map(([option]) => option));
  expect(named(DOCS)).toEqual(named(LINT_HELP));
  const rules = [...DOCS.matchAll(/suppress-([a-z-]+):|\(`([a-z]+(?:-[a-z]+)+)`\)|\(([a-z]+(?:-[a-z]+)+)\)/g)].map((match) => match.slice(1).find((id) => id)!);
  expect(rules.length).toBeGreaterThan(3);
  expect(rules.filter((id) => !FACTS.has(id))).toEqual([]);
});

import { execFileSync } from 'child_process';
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import Ajv from 'ajv';
import { printAlike } from '../../scripts/rules-page/print';
import { reduceBad, reduceGood, saidBy } from '../../scripts/rules-page/reduce';
import { readSettings } from '../../src/rules/lint/settings';
import { rulePage } from '../../src/rules/rule-page';
import { FACTS, RULES } from '../../src/rules/rules';

const ROOT = join(__dirname, '..', '..');
const DOCS = join(ROOT, 'docs', 'rules');
const TS_NODE = [join(ROOT, 'node_modules', 'ts-node', 'dist', 'bin.js'), '-P', join(ROOT, 'test', 'tsconfig.json'), '-T'];

describe('the pages', () => {
  let pages: Record<string, string>;
  beforeAll(() => {
    pages = JSON.parse(execFileSync(process.execPath, [...TS_NODE, join(ROOT, 'scripts', 'document-rules.ts'), '--print'], { cwd: ROOT, encoding: 'utf8' }));
  }, 120_000);

  test('in docs/ are those that are generated', () => {
    const found = readdirSync(DOCS).map((name) => [name, readFileSync(join(DOCS, name), 'utf8')]);
    expect(Object.fromEntries(found)).toEqual(pages);
  });

  test('have a section for every rule where its findings lead, with an example of both kinds', () => {
    const sections = [...FACTS.keys()].map((id) => sectionOf(pages, rulePage(id)!));
    expect(sections.map((section) => section.split('\n')[0])).toEqual([...FACTS.keys()]);
    const [withCases, others] = [true, false].map((has) => sections.filter((section) => section.includes('Bad:') === has));
    expect(others).toHaveLength(FACTS.size - RULES.length);
    expect(withCases.filter((section) => !/Bad:\n\n```yaml\n# [^]*```\n\n> `[^]*Good:\n\n```yaml\n# [^]*```\n/.test(section))).toEqual([]);
  });

  test('begin with an index that has a row for every rule', () => {
    const rows = [...pages['README.md'].matchAll(/^\| \[([\w-]+)\]\([\w-]+\.md#\1\) \| (?:error|warning) \| [\w-]+ \| \S.* \|$/gm)].map(([, id]) => id);
    expect(rows).toEqual([...FACTS.keys()]);
  });
});

describe('the schema of the settings file', () => {
  const validate = new Ajv().compile(JSON.parse(readFileSync(join(DOCS, 'settings.schema.json'), 'utf8')));
  const isRead = (settings: unknown) => {
    try {
      return Boolean(readSettings(settings));
    } catch {
      return false;
    }
  };

  test.each([
    {},
    { rules: { 'pause-lasts': 'off', 'needs-traffic-routing': 'error' }, strict: true, strictReferences: false, targetVersion: 'v1.9', gatewayPluginVersion: 'v0.11' },
    { targetVersion: 'v1.6' },
    { gatewayPluginVersion: 'v0.16' },
    { rules: { 'pause-last': 'off' } },
    { rules: { 'pause-lasts': 'warn' } },
    { rules: [] },
    { strict: 'yes' },
    { strictness: true },
  ])('takes %j as the command does', (settings) => {
    expect(validate(settings)).toBe(isRead(settings));
  });
});

function sectionOf(pages: Record<string, string>, link: string): string {
  const [, name, anchor] = /^docs\/rules\/(.*)#(.*)$/.exec(link)!;
  return pages[name].split(/^## /m).find((section) => section.startsWith(`${anchor}\n`)) ?? '';
}

test('a rule of a user has no page', () => {
  expect(rulePage('acme.has-team')).toBeUndefined();
});

describe('an example', () => {
  const rollout = (weight: number) => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'api', labels: { app: 'api' } },
    spec: { replicas: 2, strategy: { canary: { maxSurge: 1, steps: [{ pause: {} }, { setWeight: weight }, { pause: {} }] } } },
  });
  const [bad, good] = [[rollout(120)], [rollout(20)]];
  const reducedBad = reduceBad('canary-weight-in-range', bad);
  const reducedGood = reduceGood('canary-weight-in-range', good, bad, reducedBad);

  test('is reduced to what the rule speaks of, and says the same', () => {
    const spec = (setWeight: number) => ({ strategy: { canary: { steps: [{}, { setWeight }] } } });
    expect(reducedBad).toEqual([{ kind: 'Rollout', metadata: {}, spec: spec(120) }]);
    expect(reducedGood).toEqual([{ kind: 'Rollout', metadata: {}, spec: spec(20) }]);
    expect(saidBy('canary-weight-in-range', reducedBad)).toEqual(saidBy('canary-weight-in-range', bad));
  });

  test('is shown with its place, and with what is left out', () => {
    const excerpts = [{ part: reducedBad[0], whole: bad[0] }, { part: reducedGood[0], whole: good[0] }];
    expect(printAlike(excerpts)).toEqual([120, 20].map((weight) => `# Rollout at spec.strategy.canary.steps\n- # …\n- setWeight: ${weight}\n# …`));
  });

  test('is shown whole where nothing less is accepted', () => {
    const needed = reduceGood('canary-weight-in-range', bad, bad, reducedBad);
    expect(needed).toEqual(bad);
  });
});

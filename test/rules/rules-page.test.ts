import { execFileSync } from 'child_process';
import { readFileSync } from 'fs';
import { join } from 'path';
import { printAlike } from '../../scripts/rules-page/print';
import { reduceBad, reduceGood, saidBy } from '../../scripts/rules-page/reduce';
import { FACTS, RULES } from '../../src/rules/rules';

const ROOT = join(__dirname, '..', '..');
const TS_NODE = [join(ROOT, 'node_modules', 'ts-node', 'dist', 'bin.js'), '-P', join(ROOT, 'test', 'tsconfig.json'), '-T'];

describe('the page', () => {
  let page: string;
  beforeAll(() => {
    page = execFileSync(process.execPath, [...TS_NODE, join(ROOT, 'scripts', 'document-rules.ts'), '--print'], { cwd: ROOT, encoding: 'utf8' });
  }, 120_000);

  test('has a section for every rule, with an example of both kinds', () => {
    const sections = page.split(/^## /m).flatMap((part) => part.split(/^### /m).slice(1));
    expect(sections.map((section) => section.split('\n')[0]).sort()).toEqual([...FACTS.keys()].sort());
    const [withCases, others] = [true, false].map((has) => sections.filter((section) => section.includes('Bad:') === has));
    expect(others).toHaveLength(FACTS.size - RULES.length);
    expect(withCases.filter((section) => !/Bad:\n\n```yaml\n# [^]*```\n\n> `[^]*Good:\n\n```yaml\n# [^]*```\n/.test(section))).toEqual([]);
  });

  test('has a row for every rule, and links that lead somewhere', () => {
    const rows = [...page.matchAll(/^\| \[([\w-]+)\]\(#\1\) \| (?:error|warning) \| [\w-]+ \|$/gm)].map(([, id]) => id);
    const headings = [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading.toLowerCase().replace(/ /g, '-'));
    expect(rows.sort()).toEqual([...FACTS.keys()].sort());
    expect([...page.matchAll(/\]\(#([^)]*)\)/g)].map(([, anchor]) => anchor).filter((anchor) => !headings.includes(anchor))).toEqual([]);
  });
});

test('the page in docs/ was generated', () => {
  expect(readFileSync(join(ROOT, 'docs', 'rules.md'), 'utf8')).toMatch(/^# Rules\n\nGenerated from the rules/);
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

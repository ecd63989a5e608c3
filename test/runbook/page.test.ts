import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { loadAll } from 'js-yaml';
import { hasItsShape } from '../../src/cli/runbook-verb';
import { Manifest } from '../../src/manifest/bundle';
import { withoutNulls } from '../../src/rules/schema/readable';
import { formatMarkdown } from '../../src/runbook/markdown';
import { BLUE_GREEN, CANARY, object, rollout, runbooks } from './fixtures';

const EXAMPLES = join(__dirname, '..', '..', 'examples');

function page(...manifests: readonly Manifest[]): string {
  return formatMarkdown(runbooks(...manifests));
}

describe.each(readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'runbook.md'))))('examples/%s', (example) => {
  test('has the runbook that is made from it: npm run synth -- --update', () => {
    const manifests = loadAll(readFileSync(join(EXAMPLES, example, 'manifest.yaml'), 'utf8')) as Manifest[];
    expect(page(...manifests)).toBe(readFileSync(join(EXAMPLES, example, 'runbook.md'), 'utf8'));
  });
});

test('a pipe does not end the cell of a table, nor does a line its row', () => {
  const alert = { alert: 'Bad', expr: 'a{name="api"}', annotations: { description: 'one | two\n  three' } };
  expect(page(rollout({ canary: {} }), object('PrometheusRule', 'alerts', { groups: [{ rules: [alert] }] }))).toContain('| Bad |  | one \\| two three |\n');
});

test('of one rollout has no contents, and no section that is empty', () => {
  const text = page(rollout({ canary: {} }));
  expect(text).not.toMatch(/^- \[/m);
  expect([...text.matchAll(/^### (.*)$/gm)].map(([, title]) => title)).toEqual(['An update', 'What you see', 'What to do']);
});

/** A manifest with each part of its spec null or away in turn. */
function* maimed(manifest: Manifest, part: any = manifest.spec): Generator<Manifest> {
  for (const key of Object.keys(part)) {
    const value = part[key];
    for (const change of [() => { part[key] = null; }, () => { delete part[key]; }]) {
      change();
      yield structuredClone(manifest);
      part[key] = value;
    }
    if (typeof value === 'object' && value !== null) {
      yield* maimed(manifest, value);
    }
  }
}

test.each([['canary', { canary: CANARY }], ['blue-green', { blueGreen: BLUE_GREEN }]])('of a %s rollout that lacks anything at all', (_, strategy) => {
  const cases = [...maimed(structuredClone(rollout(strategy)))].filter(hasItsShape).map(withoutNulls);
  expect(cases.length).toBeGreaterThan(40);
  for (const manifest of cases) {
    expect(page(manifest)).not.toMatch(/undefined|\[object|NaN/);
  }
});

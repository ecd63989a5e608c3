import { unknownRule } from '../../src/rules/lint/unknown-rule';
import { FACTS } from '../../src/rules/rules';
import { runCli } from './fake-terminal';

const URL = 'https://github.com/cdk8s-argo-rollouts/cdk8s-argo-rollouts/blob/main/docs/rules';

test('a rule: what its page says, and where that is', async () => {
  const { code, out, err } = await runCli(['explain', 'canary-weight-in-range']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^canary-weight-in-range\n\n.*\*error, noticed otherwise by .*\*\n\nBad:\n\n```yaml\n[^]*\n> `[^]*Good:\n\n```yaml\n[^]*```\n\nhttps:.*\n$/);
  expect(out).toContain(`\n${URL}/steps.md#canary-weight-in-range\n`);
});

test('several rules, one after the other', async () => {
  const { out } = await runCli(['explain', 'yaml-parses', 'own-rule-runs']);
  expect(out.match(/^[a-z-]+$/gm)).toEqual(['yaml-parses', 'own-rule-runs']);
});

test.each([...FACTS.values()].map((facts) => [facts.id, facts] as const))('%s has its why, and nothing of another', async (id, { why, severity }) => {
  const { out } = await runCli(['explain', id]);
  expect(out).toContain(why.slice(1));
  expect(out).toContain(`*${severity}, `);
  expect(out.match(/^##/gm)).toBe(null);
  expect(out.match(/https:\/\/github.com\/cdk8s-argo-rollouts\/.*\.md#(.*)/)![1]).toBe(id);
});

test('without a rule, a list of all', async () => {
  const { code, out } = await runCli(['explain']);
  expect(code).toBe(0);
  expect([...out.matchAll(/^ {2}(\S+) +(?:error|warning) +\S/gm)].map(([, id]) => id)).toEqual([...FACTS.keys()]);
  expect(out).toMatch(/^Steps$/m);
});

test('a rule that does not exist', async () => {
  expect(await runCli(['explain', 'weight-in-range', 'pause-lasts'])).toEqual({
    code: 2, out: '', err: 'unknown rule "weight-in-range", did you mean "canary-weight-in-range"?\nsee cdk8s-argo-rollouts explain --help\n',
  });
});

test.each([
  ['pause-last', '"pause-lasts"?'],
  ['canary-wieght-in-range', '"canary-weight-in-range"?'],
  ['canaryWeightInRange', '"canary-weight-in-range"?'],
  ['canary_weight_range', '"canary-weight-in-range"?'],
  ['pause', '"pause-lasts"?'],
  ['suppressions', '"suppression-has-reason" or "suppression-names-rule"?'],
  ['promql', '"promql-parses"?'],
  ['xyzzy', '"cdk8s-argo-rollouts explain" lists all there are'],
  ['', '"cdk8s-argo-rollouts explain" lists all there are'],
])('of %j is said %s', (id, said) => {
  expect(unknownRule(id, ['canary-weight-in-range', 'pause-lasts', 'suppression-has-reason', 'suppression-names-rule', 'promql-parses']))
    .toBe(`unknown rule "${id}", ${said.startsWith('"cdk8s') ? '' : 'did you mean '}${said}`);
});

test('no more than five are listed', () => {
  expect(unknownRule('weight', [...FACTS.keys()]).match(/"/g)!.length).toBeLessThanOrEqual(12);
});

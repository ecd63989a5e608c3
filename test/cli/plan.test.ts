import { readFileSync } from 'fs';
import { join } from 'path';
import { folderWith, rollout, runCli } from './fake-terminal';

const HINT = '\nsee cdk8s-argo-rollouts plan --help\n';

describe('plan', () => {
  test('shows what an update will do', async () => {
    const { code, out, err } = await runCli(['plan', '-'], rollout(10));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^shop\/api {2}canary, .*\n {2}healthy release: /);
    expect(out).toContain('  0      weight 10');
  });

  test('of some rollouts', async () => {
    const folder = folderWith({ 'a.yaml': `${rollout(10)}---\n${rollout(20, 'web')}` });
    const { out } = await runCli(['plan', '--rollout', 'shop/web', folder]);
    expect([out.includes('shop/web'), out.includes('shop/api')]).toEqual([true, false]);
  });

  test.each([['markdown', '### Plan of the update'], ['mermaid', 'gantt\n'], ['svg', '<svg '], ['html', '<!doctype html>'], ['json', '[\n  {\n    "name": "api",']])('as %s', async (format, begin) => {
    const { code, out } = await runCli(['plan', '--format', format, '-'], rollout(10));
    expect({ code, begin: out.slice(0, begin.length) }).toEqual({ code: 0, begin });
  });

  test('into a file', async () => {
    const file = join(folderWith({}), 'plan.svg');
    expect(await runCli(['plan', '--format', 'svg', '--output', file, '-'], rollout(10))).toEqual({ code: 0, out: '', err: '' });
    expect(readFileSync(file, 'utf8')).toBe((await runCli(['plan', '--format', 'svg', '-'], rollout(10))).out);
  });

  test('with another number of pods', async () => {
    const { out } = await runCli(['plan', '--replicas', '40', '-'], rollout(10));
    expect(out).toContain('canary, 40 pods');
  });
});

describe('there is no plan', () => {
  test('of a rollout with an error, but the words of the linter', async () => {
    const { code, out, err } = await runCli(['plan', '-'], rollout(120));
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('error Rollout shop/api: weight must lie between 0 and 100, got 120');
    expect(err).toContain('(canary-weight-in-range)');
  });

  test('of what cannot be read', async () => {
    const { code, out, err } = await runCli(['plan', '-'], 'a: [');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('<stdin>:2:1 error not valid YAML');
  });

  test.each([
    ['of nothing', ['plan'], `nothing to read: give files, folders, or - for the standard input${HINT}`, 2],
    ['in another format', ['plan', '--format', 'pdf', '-'], `--format is one of table, markdown, mermaid, svg, html, json, got "pdf"${HINT}`, 2],
    ['of half a pod', ['plan', '--replicas', '0.5', '-'], `--replicas is a number of pods, got "0.5"${HINT}`, 2],
    ['of a rollout that is not there', ['plan', '--rollout', 'web', '-'], 'there is no Rollout "web" among the manifests, got: shop/api\n', 1],
  ])('%s', async (_, argv, err, code) => {
    expect(await runCli(argv, rollout(10))).toEqual({ code, out: '', err });
  });
});

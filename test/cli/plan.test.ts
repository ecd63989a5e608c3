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

const HEALTH = `apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: {name: health, namespace: shop}
spec:
  metrics:
  - name: success-rate
    initialDelay: 2m
    interval: 30s
    count: 5
    failureLimit: 1
    successCondition: result[0] >= 0.95
    provider:
      prometheus:
        address: http://prometheus.monitoring:9090
        query: sum(rate(http_requests_total{status!~"5.."}[2m])) / sum(rate(http_requests_total[2m]))
`;
const GATED = `${rollout(10)
  .replace('spec:', 'spec:\n  replicas: 10')
  .replace('- setWeight: 10', '- setWeight: 10\n        - analysis: {templates: [{templateName: health}]}')}---\n${HEALTH}`;

describe('with traffic', () => {
  test.each([
    ['table', '  what its gates see:\n    success-rate at step 1: 5 measurements of errors, each of about 60 requests\n      a healthy release is aborted in '],
    ['markdown', 'What its gates see:\n\n- success-rate at step 1: 5 measurements of errors, each of about 60 requests\n  - a healthy release is aborted in '],
    ['html', '<h3>What its gates see</h3>\n<pre>success-rate at step 1: '],
  ])('as %s', async (format, part) => {
    const options = ['--rps', '5', '--error-rate', '1%'];
    const { code, out } = await runCli(['plan', '--format', format, ...options, '-'], GATED);
    expect(code).toBe(0);
    expect(out).toContain(part);
    expect((await runCli(['plan', '--format', format, '-'], GATED)).out).not.toContain('gates see');
  });

  test('as data', async () => {
    const { out } = await runCli(['plan', '--format', 'json', '--rps', '5', '--error-rate', '1%', '-'], GATED);
    const [{ power: { metrics: [metric] } }] = JSON.parse(out);
    expect(metric).toMatchObject({ metric: 'success-rate', sees: 'errors', measurements: 5 });
    expect(metric.falseAlarmRate).toBeGreaterThan(0.005);
    expect(metric.falseAlarmRate).toBeLessThan(0.03);
  });

  test('of one rollout in a file', async () => {
    const folder = folderWith({ 'a.yaml': GATED, 'traffic.yml.txt': 'shop/api: { requestsPerSecond: 5, errorRate: 1% }\n' });
    const { code, out } = await runCli(['plan', '--traffic', join(folder, 'traffic.yml.txt'), join(folder, 'a.yaml')]);
    expect(code).toBe(0);
    expect(out).toContain('each of about 60 requests');
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

import { readFileSync } from 'fs';
import { join } from 'path';
import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import * as ts from 'typescript';
import * as rollouts from '../src';

const ROOT = join(__dirname, '..');
const FIXTURE = readFileSync(join(ROOT, 'rosetta', 'default.ts-fixture'), 'utf8');

const MODULES: Record<string, unknown> = { 'cdk8s': cdk8s, 'cdk8s-plus-28': kplus, 'cdk8s-argo-rollouts': rollouts };

interface Documented {
  readonly name: string;
  readonly docs?: { readonly example?: string };
  readonly methods?: readonly Documented[];
  readonly properties?: readonly Documented[];
}

const types: Documented[] = Object.values(JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8')).types);

function examplesOf({ name, docs, methods = [], properties = [] }: Documented): { name: string; code: string }[] {
  const own = docs?.example === undefined ? [] : [{ name, code: docs.example }];
  return [...own, ...[...methods, ...properties].flatMap((member) => examplesOf({ ...member, name: `${name}.${member.name}` }))];
}

/** The values of what the fixture declares. */
function given() {
  const app = new cdk8s.App();
  const chart = new cdk8s.Chart(app, 'shop', { namespace: 'shop' });
  const containers = [{ name: 'main', image: 'registry.example/api:2.0.0', ports: [{ name: 'http', number: 8080 }] }];
  const health = new rollouts.PrometheusAnalysis(chart, 'Health', {
    metadata: { name: 'api-health' },
    address: 'http://prometheus.monitoring:9090',
    metrics: [rollouts.PrometheusMetric.successRate({ source: rollouts.PrometheusSource.application(), healthy: rollouts.Threshold.atLeast(0.95) })],
  });
  const api = new rollouts.CanaryRollout(chart, 'Api', {
    metadata: { name: 'api' },
    replicas: 5,
    containers,
    steps: [rollouts.CanaryStep.weight(20), rollouts.CanaryStep.analysis({ templates: [health] })],
  });
  const deployment = new kplus.Deployment(chart, 'Deployment', { metadata: { name: 'orders' }, replicas: 5, containers });
  return { app, chart, api, health, deployment };
}

/** An example is only a piece: what these rules miss stands around it. */
const OF_THE_WHOLE = ['hash-label-scraped', 'service-found', 'workload-found'];

afterEach(() => jest.restoreAllMocks());

// "npm run translate" compiles them
test.each(types.flatMap(examplesOf))('the example of $name runs, and what it makes passes the checks', ({ code }) => {
  const warnings: string[] = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => warnings.push(String(text)) > 0);
  const values = given();
  const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(FIXTURE.replace('/// here', () => code), { compilerOptions: options });
  new Function('require', 'exports', ...Object.keys(values), outputText)((name: string) => MODULES[name], {}, ...Object.values(values));
  expect(values.app.synthYaml()).toContain('kind: Rollout');
  expect(warnings.filter((text) => !OF_THE_WHOLE.some((rule) => text.endsWith(`(${rule})\n`)))).toEqual([]);
});

test('examples are given what the fixture declares', () => {
  expect([...FIXTURE.matchAll(/^declare const (\w+)/gm)].map(([, name]) => name).sort()).toEqual(Object.keys(given()).sort());
});

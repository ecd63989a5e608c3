import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AnalysisArgument, AnalysisMetric, AnalysisTemplate, AnalysisTemplateProps, CanaryRollout, ClusterAnalysisTemplate, Lint, MetricProvider,
} from '../../src';
import { crdSchema, uncovered } from '../crd-paths';
import { manifestsOf, synthesizeWithout } from '../synthesize';

const synthesize = synthesizeWithout('metric-decides', 'background-repeats', 'argument-used');

function metric(name: string, ...args: AnalysisArgument[]) {
  return new AnalysisMetric({ name, provider: MetricProvider.prometheus({ query: 'up' }), arguments: args });
}

function template(props: AnalysisTemplateProps) {
  return synthesize((chart) => new AnalysisTemplate(chart, 'Health', props)).find('AnalysisTemplate').spec;
}

describe('metrics without a say in the result', () => {
  const api = metric('api');
  const odd = metric('p99 (api/v1.0) [ms]');

  test('are named exactly, though the controller reads a regular expression', () => {
    expect(template({ metrics: [api, odd, metric('api-v2')], dryRun: [api, odd] }).dryRun)
      .toEqual([{ metricName: '^api$' }, { metricName: '^p99 \\(api/v1\\.0\\) \\[ms\\]$' }]);
  });

  test('match themselves and nothing else', () => {
    const [{ metricName }] = template({ metrics: [odd], dryRun: [odd] }).dryRun;
    expect('p99 (api/v1.0) [ms]').toMatch(new RegExp(metricName));
    expect('xp99 (api/v1.0) [ms]').not.toMatch(new RegExp(metricName));
    expect('p99 (api/v1x0) [ms]').not.toMatch(new RegExp(metricName));
  });

  test('can keep another number of measurements', () => {
    expect(template({ metrics: [api], measurementRetention: [{ metric: api, limit: 50 }] }).measurementRetention)
      .toEqual([{ metricName: '^api$', limit: 50 }]);
  });
});

describe('a template that includes others', () => {
  const shared = AnalysisArgument.latestPodTemplateHash();
  const team = AnalysisArgument.required('team');

  test('names them, and declares the arguments of its own metrics only', () => {
    const manifests = synthesize((chart) => {
      const inner = new AnalysisTemplate(chart, 'Inner', { metadata: { name: 'inner' }, metrics: [metric('inner', shared, team)] });
      new AnalysisTemplate(chart, 'Outer', {
        metadata: { name: 'outer' }, metrics: [metric('outer', shared)], templates: [inner, ClusterAnalysisTemplate.fromName('smoke')],
      });
    });
    expect(manifests.find('AnalysisTemplate', 'outer').spec).toEqual({
      args: [{ name: 'latest-hash' }],
      metrics: [expect.objectContaining({ name: 'outer' })],
      templates: [{ templateName: 'inner' }, { templateName: 'smoke', clusterScope: true }],
    });
  });

  test('has all their arguments filled by the rollout', () => {
    const manifests = synthesize((chart) => {
      const innermost = new AnalysisTemplate(chart, 'Innermost', { metadata: { name: 'innermost' }, metrics: [metric('a', shared)] });
      const inner = new AnalysisTemplate(chart, 'Inner', { metadata: { name: 'inner' }, metrics: [metric('b', team)], templates: [innermost] });
      const outer = new AnalysisTemplate(chart, 'Outer', { metadata: { name: 'outer' }, templates: [inner] });
      new CanaryRollout(chart, 'Api', { containers: [{ image: 'registry.example/api:1' }], analysis: { templates: [outer], args: [team.value('shop')] } });
    });
    expect(manifests.find('AnalysisTemplate', 'outer').spec).toEqual({ templates: [{ templateName: 'inner' }] });
    expect(manifests.find('Rollout').spec.strategy.canary.analysis).toEqual({
      templates: [{ templateName: 'outer' }],
      args: [{ name: 'latest-hash', valueFrom: { podTemplateHashValue: 'Latest' } }, { name: 'team', value: 'shop' }],
    });
  });
});

test('every field of a template beside its metrics is rendered by some case', () => {
  const errors = metric('errors', AnalysisArgument.withDefault('a', 'b'));
  const manifests = synthesize((chart) => {
    const secret = kplus.Secret.fromSecretName(chart, 'Credentials', 'credentials');
    new AnalysisTemplate(chart, 'Health', {
      metrics: [errors, metric('key', AnalysisArgument.secret('key', secret, 'key'))],
      dryRun: [errors],
      measurementRetention: [{ metric: errors, limit: 1 }],
      templates: [ClusterAnalysisTemplate.fromName('smoke')],
    });
  });
  const exceptions = {
    'args[].valueFrom.fieldRef': 'the controller never resolves it in a template',
    'metrics': 'see the tests of metrics',
  };
  const { metrics, ...spec } = manifests.find('AnalysisTemplate').spec;
  expect(uncovered(crdSchema('analysistemplates', 'spec'), [spec], Object.keys(exceptions))).toEqual({ fields: [], needlessExceptions: [] });
});

describe('a template elsewhere', () => {
  test.each([
    { Template: AnalysisTemplate, reference: { templateName: 'health' } },
    { Template: ClusterAnalysisTemplate, reference: { templateName: 'health', clusterScope: true } },
  ])('is referenced as $reference, with what is told about its arguments', ({ Template, reference }) => {
    const health = Template.fromName('health', { arguments: [AnalysisArgument.rolloutNamespace()] });
    const { spec } = synthesize((chart) => new CanaryRollout(chart, 'Api', { containers: [{ image: 'registry.example/api:1' }], analysis: { templates: [health] } })).find('Rollout');
    expect(spec.strategy.canary.analysis).toEqual({
      templates: [reference],
      args: [{ name: 'namespace', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } }],
    });
  });

  test('without arguments gets none', () => {
    const health = AnalysisTemplate.fromName('health');
    const { spec } = synthesize((chart) => new CanaryRollout(chart, 'Api', { containers: [{ image: 'registry.example/api:1' }], analysis: { templates: [health] } })).find('Rollout');
    expect(spec.strategy.canary.analysis).toEqual({ templates: [{ templateName: 'health' }] });
  });
});

describe('in a chart with a namespace', () => {
  test.each<[string, (chart: Chart) => unknown]>([
    ['its own metadata', (chart) => new ClusterAnalysisTemplate(chart, 'Health', { metadata: { name: 'health', labels: { team: 'shop' } }, metrics: [metric('a')] })],
    ['a namespace of its own', (chart) => new ClusterAnalysisTemplate(chart, 'Health', { metadata: { name: 'health', namespace: 'x', labels: { team: 'shop' } }, metrics: [metric('a')] })],
  ])('a cluster-wide template with %s has no namespace', (_, build) => {
    const { metadata } = synthesize(build, { namespace: 'shop' }).find('ClusterAnalysisTemplate');
    expect(metadata).toEqual({ name: 'health', labels: { team: 'shop' } });
  });

  test('a template is in that namespace', () => {
    const { metadata } = synthesize((chart) => new AnalysisTemplate(chart, 'Health', { metadata: { name: 'health' }, metrics: [metric('a')] }), { namespace: 'shop' })
      .find('AnalysisTemplate');
    expect(metadata).toEqual({ name: 'health', namespace: 'shop' });
  });
});

test('a template takes JSON patches on fields that are known and unknown', () => {
  const chart = new Chart(new App(), 'test');
  Lint.configure(chart, { rules: { 'schema-unknown-field': 'off', 'metric-decides': 'off' } });
  const health = new AnalysisTemplate(chart, 'Health', { metadata: { name: 'health' }, metrics: [metric('a')] });
  ApiObject.of(health).addJsonPatch(JsonPatch.add('/spec/metrics/0/provider/prometheus/timeout', 5), JsonPatch.add('/spec/fieldOfTheFuture', [1]));
  expect(manifestsOf(chart).find('AnalysisTemplate').spec).toEqual({
    metrics: [{ name: 'a', provider: { prometheus: { query: 'up', timeout: 5 } } }],
    fieldOfTheFuture: [1],
  });
});

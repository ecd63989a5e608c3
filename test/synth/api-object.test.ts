import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import { AnalysisMetric, AnalysisTemplate, ArgoRolloutsInstall, ClusterAnalysisTemplate, MetricProvider } from '../../src';
import { apiObject } from '../../src/synth/api-object';

function chartInNamespace(): Chart {
  return new Chart(new App(), 'test', { namespace: 'shop', labels: { team: 'red' } });
}

const METRICS = [new AnalysisMetric({ name: 'up', provider: MetricProvider.web({ url: 'http://api' }) })];

describe('the namespace of a chart', () => {
  test('is written into objects that have one', () => {
    const chart = chartInNamespace();
    new AnalysisTemplate(chart, 'Health', { metadata: { name: 'health' }, metrics: METRICS });
    expect(Testing.synth(chart)[0].metadata).toEqual({ name: 'health', namespace: 'shop', labels: { team: 'red' } });
  });

  test.each([
    { given: 'a name', metadata: { name: 'health' }, rendered: {} },
    { given: 'labels', metadata: { name: 'health', labels: { tier: 'web' } }, rendered: { labels: { team: 'red', tier: 'web' } } },
    { given: 'a namespace', metadata: { name: 'health', namespace: 'other' }, rendered: {} },
  ])('is not written into a ClusterAnalysisTemplate with $given', ({ metadata, rendered }) => {
    const chart = chartInNamespace();
    new ClusterAnalysisTemplate(chart, 'Health', { metadata, metrics: METRICS });
    expect(Testing.synth(chart)[0].metadata).toEqual({ name: 'health', labels: { team: 'red' }, ...rendered });
  });

  test('is not written into any cluster-scoped object of an installation', () => {
    const chart = chartInNamespace();
    new ArgoRolloutsInstall(chart, 'Install', { dashboard: {} });
    const scoped = Testing.synth(chart).filter(({ kind }) => /^(Cluster|CustomResource|Namespace)/.test(kind));
    expect(new Set(scoped.map(({ kind }) => kind))).toEqual(new Set([
      'Namespace', 'CustomResourceDefinition', 'ClusterRole', 'ClusterRoleBinding',
    ]));
    expect(scoped.filter(({ metadata }) => 'namespace' in metadata)).toEqual([]);
  });

  test('is missed by no patch of a user', () => {
    const chart = chartInNamespace();
    const template = new ClusterAnalysisTemplate(chart, 'Health', { metadata: { name: 'health' }, metrics: METRICS });
    ApiObject.of(template).addJsonPatch(JsonPatch.remove('/metadata/namespace'), JsonPatch.add('/metadata/annotations', { note: 'mine' }));
    expect(Testing.synth(chart)[0].metadata).toEqual({ name: 'health', labels: { team: 'red' }, annotations: { note: 'mine' } });
  });
});

test('without a namespace nothing is patched', () => {
  const chart = new Chart(new App(), 'test');
  apiObject(chart, 'Role', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'reader' }, rules: [] });
  expect(Testing.synth(chart)).toEqual([
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'reader' }, rules: [] },
  ]);
});

import { App, Chart, Testing } from 'cdk8s';
import { AnalysisTemplate, CanaryRollout, CanaryStep, ControllerAlerts, NginxTrafficRouting, RolloutAlerts } from '../../src';
import { Manifest } from '../../src/manifest/bundle';
import { lint } from '../../src/rules/lint/lint';

function alerts(): Manifest[] {
  const chart = new Chart(new App(), 'test');
  const rollout = new CanaryRollout(chart, 'Api', {
    metadata: { name: 'api', namespace: 'shop' },
    containers: [{ image: 'registry.example/api:1', portNumber: 8000 }],
    steps: [CanaryStep.weight(10), CanaryStep.analysis({ templates: [AnalysisTemplate.fromName('health')] }), CanaryStep.plugin('acme/step')],
  });
  new NginxTrafficRouting(chart, 'Traffic', { rollout });
  new RolloutAlerts(chart, 'Alerts', { rollouts: [rollout], namespaceLabel: 'exported_namespace' });
  new ControllerAlerts(chart, 'ControllerAlerts');
  return Testing.synth(chart).filter(({ kind }) => kind === 'PrometheusRule');
}

const findings = (manifests: Manifest[]) => lint(manifests.map((manifest) => ({ manifest, origin: undefined }))).map(({ rule }) => rule);

test('the library\'s own alerts ask for what the controller has', () => {
  expect(findings(alerts())).toEqual([]);
});

test('with any of its phases and metrics renamed, each alert would be told', () => {
  const renamed = (from: RegExp, to: string) => JSON.parse(JSON.stringify(alerts()).replace(from, to));
  expect(findings(renamed(/InvalidSpec/g, 'Invalid'))).toEqual(['controller-metric-value', 'controller-metric-value']);
  expect(findings(renamed(/\brollout_info\b/g, 'rollout_infos')).filter((rule) => rule !== 'controller-metric-known')).toEqual([]);
  expect(findings(renamed(/\brollout_info\b/g, 'rollout_infos')).length).toBeGreaterThan(5);
});

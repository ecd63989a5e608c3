import { App, Chart, Duration, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { RolloutPodMonitor, RolloutPodMonitorProps } from '../../src/operate/rollout-pod-monitor';
import { CanaryRollout } from '../../src/rollout/canary-rollout';
import { CanaryRolloutProps } from '../../src/rollout/canary-rollout-props';
import { WorkloadReference } from '../../src/rollout/workload-reference';

const CONTAINERS = [{ image: 'registry.example/api:1', ports: [{ number: 8000, name: 'http' }] }];

function monitor(options: Partial<RolloutPodMonitorProps> = {}, rollout: CanaryRolloutProps = { containers: CONTAINERS }): any {
  const chart = new Chart(new App(), 'test', { namespace: 'shop' });
  new RolloutPodMonitor(chart, 'Monitor', {
    rollout: new CanaryRollout(chart, 'Api', { metadata: { name: 'api' }, ...rollout }),
    port: 'http',
    ...options,
  });
  return Testing.synth(chart).find(({ kind }) => kind === 'PodMonitor');
}

test('scrapes the pods of the rollout, and keeps their hash', () => {
  expect(monitor()).toEqual({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name: 'api', namespace: 'shop' },
    spec: {
      podTargetLabels: ['rollouts-pod-template-hash'],
      podMetricsEndpoints: [{ port: 'http' }],
      selector: { matchLabels: { 'app.kubernetes.io/name': 'api' } },
    },
  });
});

test('takes a path and an interval', () => {
  expect(monitor({ path: '/internal/metrics', interval: Duration.seconds(90) }).spec.podMetricsEndpoints)
    .toEqual([{ port: 'http', path: '/internal/metrics', interval: '1m30s' }]);
});

test('carries the labels that the operator looks for', () => {
  expect(monitor({ selectorLabels: { release: 'prometheus' }, metadata: { name: 'mine', labels: { team: 'shop' } } }).metadata)
    .toEqual({ name: 'mine', namespace: 'shop', labels: { release: 'prometheus', team: 'shop' } });
});

test.each([
  ['a selector', { containers: CONTAINERS, selector: { app: 'api' } }, { app: 'api' }],
  ['a workload', { workloadRef: WorkloadReference.fromName('api', { podLabels: { app: 'legacy' } }) }, { app: 'legacy' }],
])('selects the pods of a rollout with %s', (_, rollout, matchLabels) => {
  expect(monitor({}, rollout).spec.selector).toEqual({ matchLabels });
});

test('selects the pods of a rollout that has no label to select by', () => {
  const chart = new Chart(new App(), 'test');
  const rollout = new CanaryRollout(chart, 'Api', { metadata: { name: 'api' }, containers: CONTAINERS, select: false });
  rollout.podMetadata.addLabel('app', 'api');
  rollout.select(kplus.LabelSelector.of({ expressions: [kplus.LabelExpression.exists('app')] }));
  new RolloutPodMonitor(chart, 'Monitor', { rollout, port: 'http' });
  const { spec } = Testing.synth(chart).find(({ kind }) => kind === 'PodMonitor');
  expect(spec.selector).toEqual({ matchLabels: { 'cdk8s.io/metadata.addr': 'api' } });
});

test('sees a container that is added later', () => {
  const chart = new Chart(new App(), 'test');
  const rollout = new CanaryRollout(chart, 'Api', { metadata: { name: 'api' }, containers: CONTAINERS });
  new RolloutPodMonitor(chart, 'Monitor', { rollout, port: 'metrics' });
  rollout.addContainer({ name: 'exporter', image: 'registry.example/exporter:1', ports: [{ number: 9090, name: 'metrics' }] });
  expect(() => Testing.synth(chart)).not.toThrow();
});

test('refuses another namespace than the rollout\'s', () => {
  expect(() => monitor({ metadata: { namespace: 'monitoring' } })).toThrow(
    'PodMonitor "api" in namespace "monitoring" refers to Rollout "api" in namespace "shop"',
  );
});

import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CanaryRollout, WorkloadReference } from '../../src';
import { synthesizeWithout } from '../synthesize';

/** The Deployment could keep its pods. */
const synthesize = synthesizeWithout('workload-shrinks');

const metadata = { name: 'api' };
const containers = [{
  image: 'registry.example/api:1',
  portNumber: 8080,
  resources: { cpu: { request: kplus.Cpu.millis(100), limit: kplus.Cpu.millis(500) } },
}];

function autoscale(chart: Chart, target: CanaryRollout) {
  const metrics = [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(70))];
  return new kplus.HorizontalPodAutoscaler(chart, 'Scaler', { target, maxReplicas: 9, metrics });
}

test('an autoscaler scales the rollout, which states no replicas then', () => {
  const manifests = synthesize((chart) => autoscale(chart, new CanaryRollout(chart, 'Api', { metadata, containers })));
  expect(manifests.find('HorizontalPodAutoscaler').spec.scaleTargetRef).toEqual({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'api' });
  expect(manifests.find('Rollout').spec).not.toHaveProperty('replicas');
});

test('an autoscaler scales a rollout whose pods come from a Deployment', () => {
  const manifests = synthesize((chart) => {
    const workloadRef = WorkloadReference.of(new kplus.Deployment(chart, 'Old', { metadata: { name: 'old-api' }, containers }));
    autoscale(chart, new CanaryRollout(chart, 'Api', { metadata, workloadRef }));
  });
  expect(manifests.find('HorizontalPodAutoscaler').spec.scaleTargetRef).toEqual({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'api' });
});

test('an autoscaler refuses a rollout that states its replicas', () => {
  expect(() => synthesize((chart) => autoscale(chart, new CanaryRollout(chart, 'Api', { metadata, containers, replicas: 2 }))))
    .toThrow(/replicas/);
});

describe('an autoscaler without metrics', () => {
  const scale = (resources: object) => synthesize((chart) => {
    const labels = { app: 'api' };
    const podTemplate = { metadata: { labels }, spec: { containers: [{ name: 'api', image: 'registry.example/api:1', resources }] } };
    const target = new CanaryRollout(chart, 'Api', { metadata, podTemplate, selector: labels });
    return new kplus.HorizontalPodAutoscaler(chart, 'Scaler', { target, maxReplicas: 9 });
  });

  test.each([{ requests: { cpu: '100m' } }, { requests: { cpu: 0.5 } }, { limits: { memory: '64Mi' } }])('takes a pod template that asks for %j', (resources) => {
    expect(scale(resources).find('HorizontalPodAutoscaler').spec.maxReplicas).toBe(9);
  });

  test.each([{}, { requests: { 'ephemeral-storage': '1Gi' } }])('refuses one that asks for %j', (resources) => {
    expect(() => scale(resources)).toThrow('must have a CPU or memory resource constraint');
  });
});

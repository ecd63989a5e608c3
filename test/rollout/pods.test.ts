import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { BlueGreenRollout, CanaryRollout, RolloutProps, WorkloadReference, WorkloadScaleDown } from '../../src';
import { manifestsOf, synthesizeWithout } from '../synthesize';

/** What the pods are is the same while the Deployment keeps its own. */
const synthesize = synthesizeWithout('workload-shrinks');
import { POD_TEMPLATE } from './cases';

const metadata = { name: 'api' };
const containers = [{ image: 'registry.example/api:1', portNumber: 8080 }];
const NAME_LABEL = { 'app.kubernetes.io/name': 'api' };

function testChart(namespace?: string) {
  return new Chart(new App(), 'test', { namespace });
}

function oldApi(chart: Chart, props: kplus.DeploymentProps = {}) {
  return new kplus.Deployment(chart, 'Old', { metadata: { name: 'old-api' }, containers, ...props });
}

describe('pods of containers', () => {
  test('carry the labels of the selector, the address label and their own', () => {
    const { spec } = synthesize((chart) => new CanaryRollout(chart, 'Api', {
      metadata, containers, podMetadata: { labels: { team: 'shop' }, annotations: { note: 'look' } },
    })).find('Rollout');
    expect(spec.selector).toEqual({ matchLabels: NAME_LABEL });
    expect(spec.template.metadata).toEqual({
      labels: { ...NAME_LABEL, 'cdk8s.io/metadata.addr': 'api', 'team': 'shop' },
      annotations: { note: 'look' },
    });
  });

  test('carry the labels of a given selector instead of the name', () => {
    const { spec } = synthesize((chart) => new CanaryRollout(chart, 'Api', { metadata, containers, selector: { app: 'shop' } })).find('Rollout');
    expect(spec.selector).toEqual({ matchLabels: { app: 'shop' } });
    expect(spec.template.metadata.labels).toEqual({ 'app': 'shop', 'cdk8s.io/metadata.addr': 'api' });
  });

  test('keep their selector when the rollout moves in the construct tree', () => {
    const [here, there] = ['Here', 'There'].map((id) => synthesize((chart) => new CanaryRollout(chart, id, { metadata, containers })).find('Rollout'));
    expect(here).toEqual(there);
  });

  test('have everything that cdk8s-plus can give them', () => {
    const chart = testChart();
    const rollout = new CanaryRollout(chart, 'Api', {
      metadata, containers, hostAliases: [{ ip: '10.0.0.1', hostnames: ['db'] }],
    });
    rollout.addInitContainer({ image: 'registry.example/migrate:1', name: 'migrate' });
    rollout.addContainer({ image: 'registry.example/proxy:1', name: 'proxy' });
    rollout.containers[0].mount('/cache', kplus.Volume.fromEmptyDir(rollout, 'Cache', 'cache'));
    rollout.addHostAlias({ ip: '10.0.0.2', hostnames: ['queue'] });
    const { spec } = manifestsOf(chart).find('Rollout').spec.template;
    expect(spec.containers.map(({ name }: any) => name)).toEqual(['main', 'proxy']);
    expect(spec.initContainers.map(({ name }: any) => name)).toEqual(['migrate']);
    expect(spec.volumes).toEqual([{ name: 'cache', emptyDir: {} }]);
    expect(spec.containers[0].volumeMounts).toEqual([{ mountPath: '/cache', name: 'cache' }]);
    expect(spec.hostAliases).toEqual([{ ip: '10.0.0.1', hostnames: ['db'] }, { ip: '10.0.0.2', hostnames: ['queue'] }]);
  });

  test('are spread over hosts and zones once, however often they are rendered', () => {
    const chart = testChart();
    new CanaryRollout(chart, 'Api', { metadata, containers, spread: true });
    const topologies = () => manifestsOf(chart).find('Rollout').spec.template.spec.affinity.podAntiAffinity
      .preferredDuringSchedulingIgnoredDuringExecution.map(({ podAffinityTerm }: any) => podAffinityTerm.topologyKey);
    expect(topologies()).toEqual(['kubernetes.io/hostname', 'topology.kubernetes.io/zone']);
    expect(topologies()).toEqual(['kubernetes.io/hostname', 'topology.kubernetes.io/zone']);
  });
});

describe('pods of a workload reference', () => {
  test('leave the template and the selector to the Deployment', () => {
    const { spec } = synthesize((chart) => new CanaryRollout(chart, 'Api', { metadata, workloadRef: WorkloadReference.of(oldApi(chart)) })).find('Rollout');
    expect(spec).toEqual({
      workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'old-api' },
      strategy: { canary: {} },
    });
  });

  test('are selected by the rollout itself where a PodTemplate has them', () => {
    const { spec } = synthesize((chart) => new CanaryRollout(chart, 'Api', {
      metadata, workloadRef: WorkloadReference.fromName('pods', { kind: 'PodTemplate', podLabels: { app: 'old' } }),
    })).find('Rollout');
    expect(spec.selector).toEqual({ matchLabels: { app: 'old' } });
  });

  test('have a selector where one is given', () => {
    const { spec } = synthesize((chart) => new CanaryRollout(chart, 'Api', {
      metadata, selector: { app: 'old' }, workloadRef: WorkloadReference.of(oldApi(chart, { podMetadata: { labels: { app: 'old' } } })),
    })).find('Rollout');
    expect(spec.selector).toEqual({ matchLabels: { app: 'old' } });
  });

  test.each([
    { scaleDown: undefined, replicas: 4 },
    { scaleDown: WorkloadScaleDown.NEVER, replicas: 4 },
    { scaleDown: WorkloadScaleDown.ON_SUCCESS, replicas: undefined },
    { scaleDown: WorkloadScaleDown.PROGRESSIVELY, replicas: undefined },
  ])('with scale down $scaleDown leave the Deployment $replicas replicas', ({ scaleDown, replicas }) => {
    const manifests = synthesize((chart) => new CanaryRollout(chart, 'Api', {
      metadata, workloadRef: WorkloadReference.of(oldApi(chart, { replicas: 4 }), { scaleDown }),
    }));
    expect(manifests.find('Deployment').spec.replicas).toBe(replicas);
    expect(manifests.find('Rollout').spec.workloadRef.scaleDown).toBe(scaleDown);
  });

  test('are found by the labels and ports of the Deployment', () => {
    const manifests = synthesize((chart) => new BlueGreenRollout(chart, 'Api', { metadata, workloadRef: WorkloadReference.of(oldApi(chart)) }));
    const labels = manifests.find('Deployment').spec.selector.matchLabels;
    expect(Object.keys(labels)).toHaveLength(1);
    expect(manifests.find('Service', 'api-active').spec).toEqual({ selector: labels, ports: [{ port: 8080 }] });
    expect(manifests.find('Service', 'api-preview').spec).toEqual({ selector: labels, ports: [{ port: 8080 }] });
  });

  test('are found by the labels and ports that are told about a workload elsewhere', () => {
    const workloadRef = WorkloadReference.fromName('old-api', { podLabels: { app: 'old' }, ports: [8000, 9000] });
    const manifests = synthesize((chart) => new BlueGreenRollout(chart, 'Api', { metadata, workloadRef, servicePorts: [{ port: 80, targetPort: 8000 }] }));
    expect(manifests.find('Service', 'api-active').spec).toEqual({ selector: { app: 'old' }, ports: [{ port: 80, targetPort: 8000 }] });
  });
});

describe('pods of a raw template', () => {
  test('are as in YAML, with unknown fields, number ports and limits', () => {
    const { spec } = synthesize((chart) => new BlueGreenRollout(chart, 'Api', { metadata, podTemplate: POD_TEMPLATE })).find('Rollout');
    expect(spec.template).toEqual(POD_TEMPLATE);
  });

  test('are found by the selector, on the ports of the template', () => {
    const manifests = synthesize((chart) => new BlueGreenRollout(chart, 'Api', { metadata, podTemplate: POD_TEMPLATE }));
    expect(manifests.find('Service', 'api-active').spec).toEqual({
      selector: NAME_LABEL,
      ports: [{ name: 'http', port: 8080 }, { name: 'metrics', port: 9090, protocol: 'TCP' }],
    });
  });

  test('cannot be given together with containers', () => {
    expect(() => new CanaryRollout(testChart(), 'Api', { metadata, containers, podTemplate: POD_TEMPLATE }))
      .toThrow('[test/Api] got both "containers" and "podTemplate": the pods of a rollout come from one of them, or from "workloadRef"');
  });
});

describe.each<{ source: string; props: RolloutProps }>([
  { source: 'workloadRef', props: { metadata, workloadRef: WorkloadReference.fromName('old-api', { podLabels: { app: 'old' } }) } },
  { source: 'podTemplate', props: { metadata, podTemplate: POD_TEMPLATE } },
])('the pods of $source are not changed by the pod API', ({ source, props }) => {
  const chart = testChart();
  const rollout = new CanaryRollout(chart, 'Api', props);
  test.each<[string, () => void]>([
    ['addContainer', () => rollout.addContainer(containers[0])],
    ['attachContainer', () => rollout.attachContainer(new kplus.Container(containers[0]))],
    ['addInitContainer', () => rollout.addInitContainer(containers[0])],
    ['addVolume', () => rollout.addVolume(kplus.Volume.fromEmptyDir(chart, 'Volume', 'volume'))],
    ['addHostAlias', () => rollout.addHostAlias({ ip: '10.0.0.1', hostnames: ['db'] })],
  ])('%s says where to change them', (method, call) => {
    expect(call).toThrow(`[test/Api] ${method} has no effect: the pods of this rollout come from "${source}". Change them there`);
  });
});

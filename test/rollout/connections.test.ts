import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CanaryRollout, RolloutProps, WorkloadReference, WorkloadScaleDown } from '../../src';
import { manifestsOf } from '../synthesize';
import { POD_TEMPLATE } from './cases';

const containers = [{ image: 'registry.example/api:1', portNumber: 8080 }];

/** The network policies of a rollout, in the order in which they are made. */
function policies(props: (chart: Chart) => RolloutProps, connect: (rollout: CanaryRollout, client: kplus.Pod) => void): any[] {
  const chart = new Chart(new App(), 'test');
  const rollout = new CanaryRollout(chart, 'Api', { metadata: { name: 'api' }, ...props(chart) });
  const client = new kplus.Pod(chart, 'Client', { metadata: { name: 'client' }, containers: [{ image: 'registry.example/client:1' }] });
  connect(rollout, client);
  const manifests = manifestsOf(chart);
  return manifests.ids.filter((id) => id.startsWith('NetworkPolicy/')).map((id) => manifests.find('NetworkPolicy', id.split('/')[1]).spec);
}

const SOURCES: { source: string; props: (chart: Chart) => RolloutProps; pods: Record<string, any> }[] = [
  { source: 'containers', props: () => ({ containers }), pods: { 'cdk8s.io/metadata.addr': 'api' } },
  { source: 'a raw template', props: () => ({ podTemplate: POD_TEMPLATE }), pods: { 'app.kubernetes.io/name': 'api' } },
  {
    source: 'a Deployment',
    props: (chart) => ({ workloadRef: WorkloadReference.of(new kplus.Deployment(chart, 'Old', { containers, replicas: 0 }), { scaleDown: WorkloadScaleDown.ON_SUCCESS }) }),
    pods: { 'cdk8s.io/metadata.addr': expect.stringMatching(/^test-Old-/) },
  },
  {
    source: 'a workload elsewhere',
    props: () => ({ workloadRef: WorkloadReference.fromName('old-api', { podLabels: { app: 'old' } }) }),
    pods: { app: 'old' },
  },
];

describe.each(SOURCES)('pods from $source', ({ props, pods }) => {
  test('are what a client may connect to', () => {
    const [ingress, egress] = policies(props, (rollout, client) => {
      rollout.connections.allowFrom(client, { ports: [kplus.NetworkPolicyPort.tcp(8080)] });
    });
    expect(ingress).toEqual({
      podSelector: { matchLabels: pods },
      policyTypes: ['Ingress'],
      ingress: [{
        from: [{ podSelector: { matchLabels: { 'cdk8s.io/metadata.addr': expect.stringMatching(/^test-Client-/) } } }],
        ports: [{ port: 8080, protocol: 'TCP' }],
      }],
    });
    expect(egress.egress[0].to).toEqual([{ podSelector: { matchLabels: pods } }]);
  });

  test('are what may connect to a server', () => {
    const [egress] = policies(props, (rollout, server) => rollout.connections.allowTo(server, { ports: [kplus.NetworkPolicyPort.tcp(5432)] }));
    expect(egress.podSelector).toEqual({ matchLabels: pods });
  });

  test('are isolated by a policy that selects them', () => {
    const [isolation] = policies((chart) => ({ ...props(chart), isolate: true }), () => {});
    expect(isolation).toEqual({ podSelector: { matchLabels: pods }, policyTypes: ['Egress', 'Ingress'] });
  });
});

test('a client may connect to the ports of the containers where it names none', () => {
  const [ingress] = policies(() => ({ containers }), (rollout, client) => rollout.connections.allowFrom(client));
  expect(ingress.ingress[0].ports).toEqual([{ port: 8080, protocol: 'TCP' }]);
});

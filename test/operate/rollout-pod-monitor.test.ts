import { App, Chart, Duration, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { RelabelAction } from '../../src/operate/monitoring/relabeling';
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

test('finds the pods in the namespace of the rollout from another one', () => {
  const { metadata, spec } = monitor({ metadata: { namespace: 'monitoring' } });
  expect(metadata).toEqual({ name: 'api', namespace: 'monitoring' });
  expect(spec.namespaceSelector).toEqual({ matchNames: ['shop'] });
});

test('refuses another namespace than the rollout\'s where that is not known', () => {
  const chart = new Chart(new App(), 'test');
  const rollout = new CanaryRollout(chart, 'Api', { metadata: { name: 'api' }, containers: CONTAINERS });
  new RolloutPodMonitor(chart, 'Monitor', { rollout, port: 'http', metadata: { namespace: 'monitoring' } });
  expect(() => Testing.synth(chart)).toThrow('PodMonitor "api" in namespace "monitoring" refers to Rollout "api" in no given namespace');
});

test('takes everything that a scrape can be told', () => {
  const secret = kplus.Secret.fromSecretName(new Chart(new App(), 'secrets'), 'Tls', 'metrics-tls');
  const { spec } = monitor({
    params: { 'match[]': ['{job="api"}'] },
    interval: Duration.seconds(30),
    scrapeTimeout: Duration.seconds(10),
    tls: {
      ca: { secret, key: 'ca.crt' }, cert: { secret, key: 'tls.crt' }, key: { secret, key: 'tls.key' }, serverName: 'api.shop.svc', insecureSkipVerify: false,
    },
    bearerToken: { secret, key: 'token' },
    honorLabels: true,
    relabelings: [{ sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' }],
    metricRelabelings: [{ action: RelabelAction.DROP, sourceLabels: ['__name__', 'le'], separator: '@', regex: 'go_.+@.*' }],
    podTargetLabels: ['team'],
    jobLabel: 'app.kubernetes.io/name',
    sampleLimit: 5000,
  });
  expect(spec).toEqual({
    jobLabel: 'app.kubernetes.io/name',
    podTargetLabels: ['rollouts-pod-template-hash', 'team'],
    sampleLimit: 5000,
    podMetricsEndpoints: [{
      port: 'http',
      params: { 'match[]': ['{job="api"}'] },
      interval: '30s',
      scrapeTimeout: '10s',
      scheme: 'https',
      tlsConfig: {
        ca: { secret: { name: 'metrics-tls', key: 'ca.crt' } },
        cert: { secret: { name: 'metrics-tls', key: 'tls.crt' } },
        keySecret: { name: 'metrics-tls', key: 'tls.key' },
        serverName: 'api.shop.svc',
        insecureSkipVerify: false,
      },
      authorization: { credentials: { name: 'metrics-tls', key: 'token' } },
      honorLabels: true,
      relabelings: [{ sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' }],
      metricRelabelings: [{ action: 'drop', sourceLabels: ['__name__', 'le'], separator: '@', regex: 'go_.+@.*' }],
    }],
    selector: { matchLabels: { 'app.kubernetes.io/name': 'api' } },
  });
});

test('takes each action and field of a relabeling', () => {
  const relabelings = Object.values(RelabelAction).map((action) => ({ action, modulus: 4, replacement: '$1', regex: '(.+)', sourceLabels: ['pod'], targetLabel: 'a' }));
  expect(monitor({ relabelings, tls: {} }).spec.podMetricsEndpoints).toEqual([{ port: 'http', scheme: 'https', tlsConfig: {}, relabelings }]);
});

test('scrapes further ports, with a name and a password', () => {
  const secret = kplus.Secret.fromSecretName(new Chart(new App(), 'secrets'), 'Login', 'login');
  const ports = [...CONTAINERS[0].ports, { number: 9102, name: 'exporter' }];
  const { spec } = monitor({
    additionalEndpoints: [{ port: 'exporter', path: '/probe', basicAuth: { username: { secret, key: 'user' }, password: { secret, key: 'password' } } }],
  }, { containers: [{ ...CONTAINERS[0], ports }] });
  expect(spec.podMetricsEndpoints).toEqual([
    { port: 'http' },
    { port: 'exporter', path: '/probe', basicAuth: { username: { name: 'login', key: 'user' }, password: { name: 'login', key: 'password' } } },
  ]);
});

test('two of one rollout have a name each', () => {
  const chart = new Chart(new App(), 'test', { namespace: 'shop' });
  const rollout = new CanaryRollout(chart, 'Api', { metadata: { name: 'api' }, containers: CONTAINERS });
  new RolloutPodMonitor(chart, 'Monitor', { rollout, port: 'http' });
  new RolloutPodMonitor(chart, 'Business', { rollout, port: 'http', path: '/business', metadata: { name: 'api-business' } });
  const monitors = Testing.synth(chart).filter(({ kind }) => kind === 'PodMonitor');
  expect(monitors.map(({ metadata }) => metadata.name)).toEqual(['api', 'api-business']);
});

describe('refuses', () => {
  const chart = new Chart(new App(), 'secrets', { namespace: 'shop' });
  const value = { secret: new kplus.Secret(chart, 'Own', { metadata: { name: 'own' } }), key: 'a' };

  test.each<[string, Partial<RolloutPodMonitorProps>, string]>([
    ['two proofs', { bearerToken: value, basicAuth: { username: value, password: value } },
      '[test/Monitor] port "http" is scraped with one proof of who asks, got both "bearerToken" and "basicAuth"'],
    ['a certificate without its key', { tls: { cert: value } }, '[test/Monitor] "tls" of port "http" needs "cert" and "key" together, got only "cert"'],
    ['a key without its certificate', { tls: { key: value } }, '[test/Monitor] "tls" of port "http" needs "cert" and "key" together, got only "key"'],
    ['a scrape that outlasts the interval', { interval: Duration.seconds(10), scrapeTimeout: Duration.seconds(15) },
      '[test/Monitor] "scrapeTimeout" of port "http" must not be longer than "interval", got 15s and 10s'],
    ['a further port that the pods do not have', { additionalEndpoints: [{ port: 'metrics' }] }, '/spec/podMetricsEndpoints/1/port'],
  ])('%s', (_, options, message) => {
    expect(() => monitor(options)).toThrow(message);
  });

  test('a Secret of another namespace', () => {
    const app = new App();
    const [shop, other] = [new Chart(app, 'shop', { namespace: 'shop' }), new Chart(app, 'other', { namespace: 'other' })];
    const secret = new kplus.Secret(other, 'Token', { metadata: { name: 'token' } });
    const rollout = new CanaryRollout(shop, 'Api', { metadata: { name: 'api' }, containers: CONTAINERS });
    new RolloutPodMonitor(shop, 'Monitor', { rollout, port: 'http', bearerToken: { secret, key: 'token' } });
    expect(() => Testing.synth(shop)).toThrow('PodMonitor "api" in namespace "shop" refers to Secret "token" in namespace "other"');
  });
});

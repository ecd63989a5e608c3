import { ApiObject, App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  CanaryRollout, CanaryStep, HashedConfigMap, HashedSecret, PrometheusAnalysis, PrometheusMetric, PrometheusSource, RolloutPodMonitor, Threshold,
} from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'shop', {
  namespace: 'shop',
  labels: { 'app.kubernetes.io/name': 'shop', 'app.kubernetes.io/part-of': 'shop' },
});

// What deletes objects that are no longer in git is told to keep these: an older version may still need them.
const annotations = { 'argocd.argoproj.io/sync-options': 'Prune=false', 'argocd.argoproj.io/compare-options': 'IgnoreExtraneous' };
const labels = { 'app.kubernetes.io/part-of': 'shop', 'shop.example/configures': 'shop' };

// The flags. A change of them is a release: another name, so another pod template.
const flags = new HashedConfigMap(chart, 'Flags', {
  metadata: { name: 'shop-flags', labels, annotations },
  data: {
    'flags.json': JSON.stringify({
      'new-checkout': { enabled: true, groups: ['beta-testers'] },
      'dark-mode': { enabled: true },
    }, undefined, 2),
  },
});

// So is a rotation of the password. The value stays in the store: its version is all that is known here.
const remoteRef = { key: 'shop/database', property: 'password', version: '7' };
const database = new HashedSecret(chart, 'Database', { name: 'shop-database', hashInput: remoteRef });
new ApiObject(chart, 'DatabaseSecret', {
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
  metadata: { name: database.name, labels, annotations },
  spec: {
    refreshPolicy: 'CreatedOnce',
    secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
    target: { name: database.name, immutable: true },
    data: [{ secretKey: 'password', remoteRef }],
  },
});

// Whether a flag does harm is measured like any other change.
const health = new PrometheusAnalysis(chart, 'Health', {
  metadata: { name: 'shop-health' },
  address: 'http://kube-prometheus-stack-prometheus.monitoring:9090',
  initialDelay: Duration.seconds(0),
  interval: Duration.seconds(30),
  count: 10,
  failureLimit: 3,
  metrics: [PrometheusMetric.successRate({ source: PrometheusSource.application(), healthy: Threshold.atLeast(0.99) })],
});

const shop = new CanaryRollout(chart, 'Shop', {
  metadata: { name: 'shop' },
  replicas: 4,
  containers: [{
    name: 'shop',
    image: 'registry.example/shop:3.2.0',
    imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
    ports: [{ name: 'http', number: 8080 }],
    volumeMounts: [{ path: '/etc/shop', readOnly: true, volume: kplus.Volume.fromConfigMap(chart, 'FlagsVolume', flags, { name: 'flags' }) }],
    envVariables: { DATABASE_PASSWORD: database.envValue('password') },
    readiness: kplus.Probe.fromHttpGet('/ready', { port: 8080 }),
    liveness: kplus.Probe.fromTcpSocket({ port: 8080 }),
    resources: {
      cpu: { request: kplus.Cpu.millis(100), limit: kplus.Cpu.millis(500) },
      memory: { request: Size.mebibytes(128), limit: Size.mebibytes(256) },
    },
    securityContext: { seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT }, capabilities: { drop: [kplus.Capability.ALL] } },
  }],
  podMetadata: { labels: { 'app.kubernetes.io/part-of': 'shop' } },
  spread: true,
  progressDeadlineAbort: true,
  rollbackWindow: { revisions: 3 },
  revisionHistoryLimit: 3,
  steps: [
    CanaryStep.weight(25),
    CanaryStep.pause(Duration.minutes(2)),
    CanaryStep.analysis({ templates: [health] }),
    CanaryStep.weight(50),
    CanaryStep.pause(Duration.minutes(5)),
    CanaryStep.analysis({ templates: [health] }),
  ],
});
shop.exposeViaService({ name: 'shop', ports: [{ name: 'http', port: 80, targetPort: 8080 }] });

new RolloutPodMonitor(chart, 'PodMonitor', {
  rollout: shop,
  port: 'http',
  interval: Duration.seconds(15),
  selectorLabels: { release: 'kube-prometheus-stack' },
});

app.synth();

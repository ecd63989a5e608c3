import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { AnalysisMetric, AnalysisRun, AnalysisTemplate, ArgumentValue, Measurements, MetricProvider } from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'orders-check', { namespace: 'shop' });

// The template that the rollouts of `orders` use, too. A rollout supplies the Service and its port by itself.
const smoke = new AnalysisTemplate(chart, 'Smoke', {
  metadata: { name: 'orders-smoke' },
  metrics: [new AnalysisMetric({
    name: 'ready',
    provider: MetricProvider.web({ path: '/ready', https: true, portName: 'https', insecure: true, jsonPath: '{$.status}' }),
    successCondition: 'result == "ok"',
    measurements: Measurements.over(Duration.minutes(2), { interval: Duration.seconds(30), failureLimit: 1 }),
    consecutiveErrorLimit: 0,
  })],
});

// Does the database answer in time, with the account of the service? Asked once, by a tool of the database, from a node that may reach it.
const database = new AnalysisMetric({
  name: 'database',
  provider: MetricProvider.job({
    activeDeadline: Duration.minutes(3),
    imagePullSecrets: [kplus.Secret.fromSecretName(chart, 'Registry', 'registry')],
    nodeSelector: { 'example.com/zone': 'data' },
    tolerations: [{ key: 'example.com/data', operator: 'Exists', effect: 'NoSchedule' }],
    securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } },
    podMetadata: { annotations: { 'sidecar.istio.io/inject': 'false' } },
    initContainers: [container('resolve', ['getent', 'hosts', 'orders-db.data'])],
    containers: [container('probe', ['pg_isready', '--host=orders-db.data', '--timeout=30'])],
  }),
});

new AnalysisRun(chart, 'Check', {
  // a run measures once: the next one needs another name
  metadata: { name: 'orders-check-2026-11-30' },
  templates: [smoke],
  metrics: [database],
  args: [
    ArgumentValue.of('service', 'orders-stable'), ArgumentValue.of('namespace', 'shop'), ArgumentValue.of('service-port-https', '443'),
  ],
  ttlStrategy: { afterCompletion: Duration.days(7), afterSuccess: Duration.hours(1) },
});

app.synth();

function container(name: string, command: string[]): kplus.ContainerProps {
  return {
    name,
    command,
    image: 'registry.example/tools/postgres:17.2',
    imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
    resources: {
      cpu: { request: kplus.Cpu.millis(50), limit: kplus.Cpu.millis(200) },
      memory: { request: Size.mebibytes(64), limit: Size.mebibytes(128) },
    },
    securityContext: {
      seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
      capabilities: { drop: [kplus.Capability.ALL] },
    },
  };
}

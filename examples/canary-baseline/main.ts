import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AnalysisArgument, CanaryRollout, CanaryStep, IstioTrafficRouting, PrometheusAnalysis, PrometheusMetric, RolloutAlerts, RolloutPodMonitor, Threshold,
} from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'checkout', {
  namespace: 'shop',
  labels: { 'app.kubernetes.io/name': 'checkout', 'app.kubernetes.io/part-of': 'shop' },
});

// Both hashes, which the experiment fills in: those of its own pods.
const baseline = AnalysisArgument.stablePodTemplateHash('baseline-hash');
const canary = AnalysisArgument.latestPodTemplateHash('canary-hash');

const errorRatio = (hash: AnalysisArgument) => {
  const requests = (...matchers: string[]) => `sum(rate(http_requests_total{${['namespace="shop"', `rollouts_pod_template_hash="${hash}"`, ...matchers].join(',')}}[2m]))`;
  return `(${requests('status=~"5.."')} or vector(0)) / ${requests()}`;
};
const p95 = (hash: AnalysisArgument) => 'histogram_quantile(0.95, sum by (le) (rate('
  + `http_request_duration_seconds_bucket{namespace="shop",rollouts_pod_template_hash="${hash}"}[2m])))`;

const compare = new PrometheusAnalysis(chart, 'Compare', {
  metadata: { name: 'checkout-compare' },
  address: 'http://prometheus-operated.monitoring:9090',
  arguments: [baseline, canary],
  interval: Duration.minutes(1),
  count: 10,
  failureLimit: 2,
  metrics: [
    // of a hundred requests at most one more may fail
    PrometheusMetric.query({ name: 'more-errors', query: `(${errorRatio(canary)}) - (${errorRatio(baseline)})`, healthy: Threshold.atMost(0.01) }),
    // the slow ones may take a fifth longer
    PrometheusMetric.query({ name: 'slower', query: `${p95(canary)} / ${p95(baseline)}`, healthy: Threshold.atMost(1.2) }),
  ],
});

const checkout = new CanaryRollout(chart, 'Checkout', {
  metadata: { name: 'checkout' },
  replicas: 4,
  podMetadata: { labels: { 'app.kubernetes.io/part-of': 'shop' } },
  containers: [{
    name: 'checkout',
    image: 'registry.example/checkout:3.1.0',
    imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
    ports: [{ name: 'http', number: 8080 }],
    readiness: kplus.Probe.fromHttpGet('/ready', { port: 8080 }),
    liveness: kplus.Probe.fromTcpSocket({ port: 8080 }),
    // requests still come for a moment after a pod is told to end
    lifecycle: { preStop: kplus.Handler.fromCommand(['sleep', '10']) },
    resources: {
      cpu: { request: kplus.Cpu.millis(200), limit: kplus.Cpu.millis(1000) },
      memory: { request: Size.mebibytes(256), limit: Size.mebibytes(256) },
    },
    securityContext: {
      user: 10001,
      allowPrivilegeEscalation: false,
      capabilities: { drop: [kplus.Capability.ALL] },
      seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
    },
  }],
  servicePorts: [{ name: 'http', port: 80, targetPort: 8080 }],
  spread: true,
  steps: [
    // a pod of either version, as fresh as the other, with 5 % of the traffic each
    CanaryStep.baselineAndCanary({ template: compare, weight: 5 }),
    CanaryStep.weight(25),
    CanaryStep.pause(Duration.minutes(5)),
    CanaryStep.weight(50),
    CanaryStep.pause(Duration.minutes(5)),
  ],
});

new IstioTrafficRouting(chart, 'Traffic', { rollout: checkout, hosts: ['checkout.shop.example'], gateways: ['istio-ingress/public'] });

const selectorLabels = { release: 'kube-prometheus-stack' };
new RolloutPodMonitor(chart, 'Monitor', { rollout: checkout, port: 'http', selectorLabels });
new RolloutAlerts(chart, 'Alerts', { rollouts: [checkout], selectorLabels, runbookUrl: 'https://runbooks.example/rollouts' });

app.synth();

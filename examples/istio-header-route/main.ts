import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  CanaryRollout, CanaryScale, CanaryStep, IstioTrafficRouting, PrometheusAnalysis, PrometheusMetric, PrometheusSource, RolloutAlerts,
  StringMatch, Threshold,
} from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'checkout', {
  namespace: 'shop',
  labels: { 'app.kubernetes.io/name': 'checkout', 'app.kubernetes.io/part-of': 'shop' },
});

// Requests as the gateway counted them, told apart by the Service that they went to.
const source = PrometheusSource.istio();
const health = new PrometheusAnalysis(chart, 'Health', {
  metadata: { name: 'checkout-health' },
  address: 'http://prometheus.istio-system:9090',
  metrics: [
    PrometheusMetric.successRate({ source, healthy: Threshold.atLeast(0.99) }),
    PrometheusMetric.latency({ source, quantile: 0.95, atMost: Duration.millis(400) }),
  ],
});

const checkout = new CanaryRollout(chart, 'Checkout', {
  metadata: { name: 'checkout' },
  replicas: 4,
  containers: [{
    name: 'checkout',
    image: 'registry.example/checkout:3.1.0',
    imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
    ports: [{ name: 'http', number: 8080 }],
    readiness: kplus.Probe.fromHttpGet('/ready', { port: 8080 }),
    // requests still come for a moment after a pod is told to end
    lifecycle: { preStop: kplus.Handler.fromCommand(['sleep', '10']) },
    resources: {
      cpu: { request: kplus.Cpu.millis(200), limit: kplus.Cpu.millis(1000) },
      memory: { request: Size.mebibytes(256), limit: Size.mebibytes(256) },
    },
    securityContext: {
      capabilities: { drop: [kplus.Capability.ALL] },
      seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
    },
  }],
  servicePorts: [{ name: 'http', port: 80, targetPort: 8080 }],
  spread: true,
  steps: [
    // one pod and no traffic yet
    CanaryStep.canaryScale(CanaryScale.replicas(1)),

    // testers alone: whoever sends this header gets the new version, until someone promotes it
    CanaryStep.headerRoute('testers', [{ name: 'x-canary', value: StringMatch.exact('checkout-3') }]),
    CanaryStep.pause(),

    // real reads: a copy of some of them, whose answers nobody gets
    CanaryStep.mirrorRoute('shadow', {
      match: [{ method: StringMatch.exact('GET'), path: StringMatch.prefix('/cart') }],
      percentage: 25,
    }),
    CanaryStep.pause(Duration.minutes(10)),
    CanaryStep.mirrorRoute('shadow'),

    // real users: the weight comes first, because pods that follow a weight of 0 are none
    CanaryStep.weight(20),
    CanaryStep.canaryScale(CanaryScale.matchTrafficWeight()),
    CanaryStep.pause(Duration.minutes(3)),
    CanaryStep.analysis({ templates: [health] }),
    CanaryStep.weight(50),
    CanaryStep.pause(Duration.minutes(3)),
    CanaryStep.analysis({ templates: [health] }),
  ],
});

new IstioTrafficRouting(chart, 'Traffic', {
  rollout: checkout,
  hosts: ['checkout.shop.example'],
  gateways: ['istio-ingress/public'],
});

new RolloutAlerts(chart, 'Alerts', {
  rollouts: [checkout],
  selectorLabels: { release: 'kube-prometheus-stack' },
  runbookUrl: 'https://runbooks.example/rollouts',
  // testers may take a day
  overrides: {
    RolloutPausedTooLong: { after: Duration.hours(24) },
    RolloutInFlightTooLong: { after: Duration.hours(26) },
  },
});

app.synth();

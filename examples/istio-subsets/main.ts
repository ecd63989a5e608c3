import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  CanaryRollout, CanaryStep, IstioTrafficRouting, PrometheusAnalysis, PrometheusMetric, PrometheusSource, RolloutPodMonitor, StringMatch, Threshold,
} from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'pricing', {
  namespace: 'shop',
  labels: { 'app.kubernetes.io/name': 'pricing', 'app.kubernetes.io/part-of': 'shop' },
});

// Both versions share one Service, so Istio's own numbers do not tell them apart: the application's do, by the pod-template hash.
const health = new PrometheusAnalysis(chart, 'Health', {
  metadata: { name: 'pricing-health' },
  address: 'http://prometheus-operated.monitoring:9090',
  metrics: [PrometheusMetric.successRate({ source: PrometheusSource.application(), healthy: Threshold.atLeast(0.99) })],
});

const pricing = new CanaryRollout(chart, 'Pricing', {
  metadata: { name: 'pricing' },
  replicas: 3,
  containers: [{
    name: 'pricing',
    image: 'registry.example/pricing:2.4.0',
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
    CanaryStep.weight(10),
    CanaryStep.pause(Duration.minutes(3)),
    CanaryStep.analysis({ templates: [health] }),
    CanaryStep.weight(50),
    CanaryStep.pause(Duration.minutes(3)),
    CanaryStep.analysis({ templates: [health] }),
  ],
});

new IstioTrafficRouting(chart, 'Traffic', {
  rollout: pricing,
  subsets: {
    // a new version that fails is left out sooner
    canaryTrafficPolicy: { outlierDetection: { consecutive5xxErrors: 3, interval: '10s', baseEjectionTime: '1m', maxEjectionPercent: 100 } },
  },
  trafficPolicy: {
    connectionPool: { http: { http1MaxPendingRequests: 100 } },
    outlierDetection: { consecutive5xxErrors: 10, interval: '30s', baseEjectionTime: '1m' },
  },
  http: [
    // quotes may be asked for again, orders may not
    {
      name: 'quotes',
      match: [{ uri: StringMatch.prefix('/quotes'), method: StringMatch.exact('GET') }],
      timeout: Duration.seconds(2),
      retries: { attempts: 2, perTryTimeout: Duration.millis(800), retryOn: ['connect-failure', '5xx'] },
    },
    { name: 'others', timeout: Duration.seconds(10) },
  ],
});

new RolloutPodMonitor(chart, 'Monitor', { rollout: pricing, port: 'http', selectorLabels: { release: 'kube-prometheus-stack' } });

app.synth();

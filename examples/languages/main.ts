import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  CanaryRamp, CanaryRollout, CanaryStep, Lint, NginxTrafficRouting, PrometheusAnalysis, PrometheusMetric, PrometheusSource, RolloutAlerts, Threshold,
} from 'cdk8s-argo-rollouts';
import { OwnRegistry } from './own-registry';

const app = new App();
const chart = new Chart(app, 'api', {
  namespace: 'shop',
  labels: { 'app.kubernetes.io/name': 'api', 'app.kubernetes.io/part-of': 'shop' },
});

// A rule of ours, beside all those of the library.
Lint.configure(chart, { ownRules: [new OwnRegistry('registry.example')] });

// What decides: requests as ingress-nginx counts them.
const source = PrometheusSource.ingressNginx();
const health = new PrometheusAnalysis(chart, 'Health', {
  metadata: { name: 'api-health' },
  address: 'http://prometheus.monitoring:9090',
  metrics: [
    PrometheusMetric.successRate({ source, healthy: Threshold.atLeast(0.95) }),
    PrometheusMetric.latency({ source, quantile: 0.99, atMost: Duration.millis(500) }),
  ],
});

const api = new CanaryRollout(chart, 'Api', {
  metadata: { name: 'api' },
  replicas: 5,
  containers: [{
    image: 'registry.example/api:2.0.0',
    ports: [{ name: 'http', number: 8000 }],
    // requests still come for a moment after a pod is told to end
    lifecycle: { preStop: kplus.Handler.fromCommand(['sleep', '10']) },
    resources: {
      cpu: { request: kplus.Cpu.millis(100) },
      memory: { request: Size.mebibytes(128), limit: Size.mebibytes(256) },
    },
    securityContext: {
      capabilities: { drop: [kplus.Capability.ALL] },
      seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
    },
  }],
  podMetadata: { labels: { 'app.kubernetes.io/part-of': 'shop' } },
  servicePorts: [{ name: 'http', port: 80, targetPort: 8000 }],
  spread: true,
  steps: [
    CanaryStep.weight(10),
    CanaryStep.pause(Duration.minutes(5)),
    CanaryStep.analysis({ templates: [health] }),
    ...CanaryRamp.linear(25, { pause: Duration.minutes(2) }),
  ],
});

new NginxTrafficRouting(chart, 'Traffic', { rollout: api, host: 'api.example' });
new RolloutAlerts(chart, 'Alerts', { rollouts: [api] });

app.synth();

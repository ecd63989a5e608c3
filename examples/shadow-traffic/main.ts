import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  CanaryRollout, CanaryScale, CanaryStep, IstioTrafficRouting, PrometheusAnalysis, PrometheusMetric, PrometheusSource, RolloutPodMonitor,
  StringMatch, Threshold,
} from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'search', {
  namespace: 'search',
  labels: { 'app.kubernetes.io/name': 'search', 'app.kubernetes.io/part-of': 'search' },
});

// What Istio counts of copies is not among the canary's numbers, so the new version's own metrics decide.
const health = new PrometheusAnalysis(chart, 'Health', {
  metadata: { name: 'search-health' },
  address: 'http://prometheus.monitoring:9090',
  metrics: [
    PrometheusMetric.successRate({ source: PrometheusSource.application(), healthy: Threshold.atLeast(0.99) }),
    PrometheusMetric.latency({ source: PrometheusSource.application(), quantile: 0.95, atMost: Duration.millis(300) }),
  ],
});

const search = new CanaryRollout(chart, 'Search', {
  metadata: { name: 'search' },
  replicas: 6,
  containers: [{
    name: 'search',
    image: 'registry.example/search:7.0.0',
    ports: [{ name: 'http', number: 8080 }],
    readiness: kplus.Probe.fromHttpGet('/ready', { port: 8080 }),
    // requests still come for a moment after a pod is told to end
    lifecycle: { preStop: kplus.Handler.fromCommand(['sleep', '10']) },
    resources: {
      cpu: { request: kplus.Cpu.millis(500), limit: kplus.Cpu.millis(2000) },
      memory: { request: Size.mebibytes(512), limit: Size.mebibytes(512) },
    },
    securityContext: {
      capabilities: { drop: [kplus.Capability.ALL] },
      seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
    },
  }],
  spread: true,
  progressDeadlineAbort: true,
  steps: [
    // half of the reads, copied to three pods whose answers nobody gets
    CanaryStep.canaryScale(CanaryScale.replicas(3)),
    CanaryStep.mirrorRoute('shadow', { match: [{ method: StringMatch.exact('GET') }], percentage: 50 }),
    CanaryStep.pause(Duration.minutes(30)),
    CanaryStep.analysis({ templates: [health] }),
    CanaryStep.mirrorRoute('shadow'),

    // then real users
    CanaryStep.weight(25),
    CanaryStep.canaryScale(CanaryScale.matchTrafficWeight()),
    CanaryStep.pause(Duration.minutes(10)),
    CanaryStep.analysis({ templates: [health] }),
  ],
});

new IstioTrafficRouting(chart, 'Traffic', { rollout: search, hosts: ['search.example'], gateways: ['istio-ingress/public'] });
new RolloutPodMonitor(chart, 'PodMonitor', { rollout: search, port: 'http', selectorLabels: { release: 'kube-prometheus-stack' } });

app.synth();

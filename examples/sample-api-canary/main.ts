import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  CanaryRollout, CanaryStep, Monitoring, NginxTrafficRouting, PrometheusAnalysis, PrometheusMetric, PrometheusSource, RolloutAlerts,
  RolloutDisruptionBudget, RolloutPodMonitor, Threshold,
} from 'cdk8s-argo-rollouts';

const version = '2.0.0';

const app = new App();
const chart = new Chart(app, 'sample-api', {
  namespace: 'sample-app',
  labels: { 'app.kubernetes.io/name': 'sample-api', 'app.kubernetes.io/part-of': 'sample-app' },
});

// What decides: the application's own metrics, of the pods of the new version alone.
const source = PrometheusSource.application();
const measured = {
  address: 'http://kube-prometheus-stack-prometheus.monitoring:9090',
  // there is a pause before every gate, so there is something to see at once
  initialDelay: Duration.seconds(0),
  interval: Duration.seconds(30),
  count: 10,
  failureLimit: 3,
};

const requests = new PrometheusAnalysis(chart, 'Requests', {
  ...measured,
  metadata: { name: 'sample-api-requests' },
  metrics: [
    PrometheusMetric.successRate({ source, healthy: Threshold.atLeast(0.95) }),
    PrometheusMetric.latency({ source, quantile: 0.99, atMost: Duration.millis(500) }),
  ],
});

const errors = new PrometheusAnalysis(chart, 'Errors', {
  ...measured,
  metadata: { name: 'sample-api-errors' },
  metrics: [PrometheusMetric.count({ counter: 'app_errors_total', healthy: Threshold.atMost(10) })],
});

const cpu = new PrometheusAnalysis(chart, 'Cpu', {
  ...measured,
  metadata: { name: 'sample-api-cpu' },
  metrics: [PrometheusMetric.cpu({ container: 'sample-api', healthy: Threshold.atMost(0.8) })],
});

const api = new CanaryRollout(chart, 'Api', {
  metadata: { name: 'sample-api' },
  replicas: 5,
  podMetadata: { labels: { 'app.kubernetes.io/version': version, 'app.kubernetes.io/part-of': 'sample-app' } },
  containers: [{
    name: 'sample-api',
    image: `registry.example/sample-api:${version}`,
    imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
    ports: [{ name: 'http', number: 8000 }],
    readiness: kplus.Probe.fromHttpGet('/health/ready', { port: 8000 }),
    liveness: kplus.Probe.fromTcpSocket({ port: 8000 }),
    // requests still come for a moment after a pod is told to end
    lifecycle: { preStop: kplus.Handler.fromCommand(['sleep', '10']) },
    resources: {
      cpu: { request: kplus.Cpu.millis(100), limit: kplus.Cpu.millis(500) },
      memory: { request: Size.mebibytes(128), limit: Size.mebibytes(256) },
    },
    securityContext: {
      capabilities: { drop: [kplus.Capability.ALL] },
      seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
    },
  }],
  servicePorts: [{ name: 'http', port: 80, targetPort: 8000 }],
  // on nodes and in zones of their own, where there are enough: what is lost takes one pod
  spread: true,
  progressDeadlineAbort: true,
  rollbackWindow: { revisions: 3 },

  // A step's analysis holds the next weight back until it has succeeded ...
  steps: [
    CanaryStep.weight(10),
    CanaryStep.pause(Duration.minutes(2)),
    CanaryStep.analysis({ templates: [requests] }),
    CanaryStep.weight(25),
    CanaryStep.pause(Duration.minutes(2)),
    CanaryStep.analysis({ templates: [requests, errors] }),
    CanaryStep.weight(50),
    CanaryStep.pause(Duration.minutes(5)),
    CanaryStep.analysis({ templates: [requests, cpu] }),
    CanaryStep.weight(100),
    CanaryStep.pause(Duration.minutes(10)),
  ],

  // ... and one in the background watches the pauses too, from the moment there is something to see.
  analysis: { templates: [requests, errors, cpu], startingStep: 2 },
});

new NginxTrafficRouting(chart, 'Traffic', { rollout: api, host: 'app.local' });

// The label is the one that kube-prometheus-stack looks for.
Monitoring.configure(chart, { selectorLabels: { release: 'kube-prometheus-stack' }, runbookUrl: 'https://runbooks.example/rollouts' });

// What puts the pod-template hash on the application's metrics, and the version.
new RolloutPodMonitor(chart, 'PodMonitor', { rollout: api, port: 'http', interval: Duration.seconds(15), podTargetLabels: ['app.kubernetes.io/version'] });
new RolloutAlerts(chart, 'Alerts', { rollouts: [api] });

// A drain of nodes takes one pod at a time, of either version.
new RolloutDisruptionBudget(chart, 'DisruptionBudget', { rollout: api });

app.synth();

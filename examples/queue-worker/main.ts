import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  CanaryRollout, CanaryStep, Lint, Monitoring, PrometheusAnalysis, PrometheusMetric, RolloutAlerts, RolloutPodMonitor, Threshold,
} from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'mailer', {
  namespace: 'mail',
  labels: { 'app.kubernetes.io/name': 'mailer', 'app.kubernetes.io/part-of': 'mail' },
});
const measured = { address: 'http://prometheus.monitoring:9090', interval: Duration.minutes(1), count: 5, failureLimit: 1 };

// What the new version does: messages that it could not handle. A counter that never counted is zero, as long as its pods are scraped.
const failures = new PrometheusAnalysis(chart, 'Failures', {
  ...measured,
  metadata: { name: 'mailer-failures' },
  metrics: [PrometheusMetric.count({ counter: 'mailer_messages_failed_total', healthy: Threshold.atMost(3) })],
});

// What becomes of the queue: it belongs to both versions, and must not grow longer while they share it.
const lag = new PrometheusAnalysis(chart, 'Lag', {
  ...measured,
  metadata: { name: 'mailer-lag' },
  metrics: [PrometheusMetric.query({
    name: 'lag',
    query: 'sum(kafka_consumergroup_lag{consumergroup="mailer"})',
    healthy: Threshold.atMost(5000),
  })],
});

const mailer = new CanaryRollout(chart, 'Mailer', {
  metadata: { name: 'mailer' },
  // one for each partition of the topic: one more would have nothing to do
  replicas: 8,
  maxSurge: kplus.PercentOrAbsolute.absolute(0),
  maxUnavailable: kplus.PercentOrAbsolute.absolute(1),
  containers: [{
    name: 'mailer',
    image: 'registry.example/mailer:3.4.0',
    // for its metrics alone; its work comes from the queue
    ports: [{ name: 'metrics', number: 9100 }],
    readiness: kplus.Probe.fromHttpGet('/ready', { port: 9100 }),
    resources: {
      cpu: { request: kplus.Cpu.millis(100), limit: kplus.Cpu.millis(500) },
      memory: { request: Size.mebibytes(128), limit: Size.mebibytes(256) },
    },
    securityContext: {
      capabilities: { drop: [kplus.Capability.ALL] },
      seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
    },
    // who it was when it started: a canary takes a few messages at a time
    envVariables: { ROLE: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_LABEL, { key: 'role' }) },
  }],
  spread: true,
  // a worker needs time to give its messages back
  terminationGracePeriod: Duration.minutes(2),
  progressDeadlineAbort: true,

  // the label follows the pod: after the update the canary's pods are stable
  canaryMetadata: { labels: { role: 'canary' } },
  stableMetadata: { labels: { role: 'stable' } },

  // without a router the share of pods is the share of partitions: one, four, all
  steps: [
    CanaryStep.weight(12),
    CanaryStep.pause(Duration.minutes(5)),
    CanaryStep.analysis({ templates: [failures, lag] }),
    CanaryStep.weight(50),
    CanaryStep.pause(Duration.minutes(5)),
    CanaryStep.analysis({ templates: [failures, lag] }),
  ],
});

Lint.suppress(mailer, 'promql-new-version', 'the lag belongs to both versions, and is measured beside the new one\'s own failures');

Monitoring.configure(chart, { selectorLabels: { release: 'kube-prometheus-stack' }, runbookUrl: 'https://runbooks.example/rollouts' });
new RolloutPodMonitor(chart, 'PodMonitor', { rollout: mailer, port: 'metrics' });
new RolloutAlerts(chart, 'Alerts', { rollouts: [mailer] });

app.synth();

import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AnalysisTemplate, CanaryRollout, CanaryStep, NginxTrafficRouting, PrometheusAnalysis, PrometheusMetric, PrometheusSource, RolloutAlerts, Threshold,
  WaitCondition, WaitMetric, Weekday,
} from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'checkout', {
  namespace: 'shop',
  labels: { 'app.kubernetes.io/name': 'checkout', 'app.kubernetes.io/part-of': 'shop' },
});
const address = 'http://kube-prometheus-stack-prometheus.monitoring:9090';

// All of these hold at the same time, so they are one condition. The hours are UTC, and fit Berlin in summer and in winter.
const open = new AnalysisTemplate(chart, 'Open', {
  metadata: { name: 'checkout-open' },
  metrics: [new WaitMetric({
    name: 'open',
    address,
    until: WaitCondition.allOf(
      WaitCondition.releaseWindow({
        opens: '08:00', closes: '14:00', days: [Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY],
      }),
      WaitCondition.noFreeze({ namespace: 'platform', configMap: 'release-freeze' }),
      WaitCondition.noAlerts({ labels: { namespace: 'shop', severity: 'critical' }, watchdog: 'Watchdog' }),
    ),
  })],
});

// Checkout calls the new version of inventory, which is deployed at the same time.
const inventory = new AnalysisTemplate(chart, 'Inventory', {
  metadata: { name: 'checkout-inventory' },
  metrics: [new WaitMetric({ name: 'inventory', address, until: WaitCondition.rolloutCompleted('inventory') })],
});

// Gates that wait say nothing of the new version: this one does.
const health = new PrometheusAnalysis(chart, 'Health', {
  metadata: { name: 'checkout-health' },
  address,
  metrics: [PrometheusMetric.successRate({ source: PrometheusSource.ingressNginx(), healthy: Threshold.atLeast(0.99) })],
});

const checkout = new CanaryRollout(chart, 'Checkout', {
  metadata: { name: 'checkout' },
  replicas: 5,
  containers: [{
    name: 'checkout',
    image: 'registry.example/checkout:3.4.0',
    portNumber: 8080,
    readiness: kplus.Probe.fromHttpGet('/ready', { port: 8080 }),
    liveness: kplus.Probe.fromTcpSocket({ port: 8080 }),
    // requests still come for a moment after a pod is told to end
    lifecycle: { preStop: kplus.Handler.fromCommand(['sleep', '10']) },
    resources: {
      cpu: { request: kplus.Cpu.millis(200), limit: kplus.Cpu.millis(1000) },
      memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) },
    },
    securityContext: {
      seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
      capabilities: { drop: [kplus.Capability.ALL] },
    },
  }],
  spread: true,
  progressDeadlineAbort: true,
  // a rollback takes no steps, so it does not wait
  rollbackWindow: { revisions: 3 },
  steps: [
    CanaryStep.waitFor({ templates: [open] }),
    CanaryStep.waitFor({ templates: [inventory] }),
    CanaryStep.weight(20),
    CanaryStep.pause(Duration.minutes(5)),
    CanaryStep.analysis({ templates: [health] }),
    // whoever started on Thursday before the window closed does not go on in the night
    CanaryStep.waitFor({ templates: [open] }),
    CanaryStep.weight(60),
    CanaryStep.pause(Duration.minutes(5)),
    CanaryStep.analysis({ templates: [health] }),
  ],
});

new NginxTrafficRouting(chart, 'Traffic', { rollout: checkout, host: 'checkout.example' });

new RolloutAlerts(chart, 'Alerts', {
  rollouts: [checkout],
  selectorLabels: { release: 'kube-prometheus-stack' },
  runbookUrl: 'https://runbooks.example/rollouts',
  // from Thursday 14:00 to Monday 08:00 are 90 hours, in which the window is closed: these say that a gate is stuck
  overrides: { AnalysisRunRunningTooLong: { after: Duration.hours(91) }, RolloutInFlightTooLong: { after: Duration.hours(92) } },
});

app.synth();

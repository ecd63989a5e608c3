import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CanaryRollout, CanaryStep, NginxTrafficRouting, RolloutAlerts } from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'payments', {
  namespace: 'billing',
  labels: { 'app.kubernetes.io/name': 'payments', 'app.kubernetes.io/part-of': 'billing' },
});

const payments = new CanaryRollout(chart, 'Payments', {
  metadata: { name: 'payments' },
  replicas: 5,
  containers: [{
    name: 'payments',
    image: 'registry.example/payments:5.0.0',
    portNumber: 8080,
    readiness: kplus.Probe.fromHttpGet('/ready', { port: 8080 }),
    // requests still come for a moment after a pod is told to end
    lifecycle: { preStop: kplus.Handler.fromCommand(['sleep', '10']) },
    resources: {
      cpu: { request: kplus.Cpu.millis(200), limit: kplus.Cpu.millis(1000) },
      memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) },
    },
    securityContext: {
      capabilities: { drop: [kplus.Capability.ALL] },
      seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
    },
  }],
  spread: true,
  progressDeadlineAbort: true,
  steps: [
    CanaryStep.weight(20),
    // until somebody says: kubectl argo rollouts promote payments
    CanaryStep.pause(),
    CanaryStep.weight(60),
    CanaryStep.pause(Duration.minutes(30)),
  ],
});

new NginxTrafficRouting(chart, 'Traffic', { rollout: payments, host: 'payments.example' });

new RolloutAlerts(chart, 'Alerts', {
  rollouts: [payments],
  selectorLabels: { release: 'kube-prometheus-stack' },
  runbookUrl: 'https://runbooks.example/rollouts',
  // somebody looks within the working day
  overrides: { RolloutPausedTooLong: { after: Duration.hours(8) }, RolloutInFlightTooLong: { after: Duration.hours(9) } },
});

app.synth();

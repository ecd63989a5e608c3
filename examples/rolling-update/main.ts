import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CanaryRollout, RolloutAlerts } from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'thumbnails', {
  namespace: 'media',
  labels: { 'app.kubernetes.io/name': 'thumbnails', 'app.kubernetes.io/part-of': 'media' },
});

// A canary without steps is a rolling update: new pods come up a quarter at a time, and as many old ones go.
const thumbnails = new CanaryRollout(chart, 'Thumbnails', {
  metadata: { name: 'thumbnails' },
  replicas: 8,
  containers: [{
    name: 'thumbnails',
    image: 'registry.example/thumbnails:4.2.0',
    portNumber: 8080,
    readiness: kplus.Probe.fromHttpGet('/ready', { port: 8080 }),
    // requests still come for a moment after a pod is told to end
    lifecycle: { preStop: kplus.Handler.fromCommand(['sleep', '10']) },
    resources: {
      cpu: { request: kplus.Cpu.millis(250), limit: kplus.Cpu.millis(1000) },
      memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) },
    },
    securityContext: {
      capabilities: { drop: [kplus.Capability.ALL] },
      seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
    },
  }],
  spread: true,
  maxSurge: kplus.PercentOrAbsolute.percent(25),
  maxUnavailable: kplus.PercentOrAbsolute.absolute(0),
  // a pod that is ready for less than this may still fall over
  minReady: Duration.seconds(20),
  // a version that does not come up is taken back by itself, which no Deployment does
  progressDeadline: Duration.minutes(10),
  progressDeadlineAbort: true,
});
thumbnails.exposeViaService({ name: 'thumbnails' });

new RolloutAlerts(chart, 'Alerts', {
  rollouts: [thumbnails],
  selectorLabels: { release: 'kube-prometheus-stack' },
  runbookUrl: 'https://runbooks.example/rollouts',
});

app.synth();

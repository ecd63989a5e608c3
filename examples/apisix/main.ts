import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { ApisixTrafficRouting, CanaryRollout, CanaryScale, CanaryStep, StringMatch } from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'orders', {
  namespace: 'shop',
  labels: { 'app.kubernetes.io/name': 'orders', 'app.kubernetes.io/part-of': 'shop' },
});

const orders = new CanaryRollout(chart, 'Orders', {
  metadata: { name: 'orders' },
  replicas: 4,
  containers: [{
    name: 'orders',
    image: 'registry.example/orders:7.0.1',
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
      capabilities: { drop: [kplus.Capability.ALL] },
      seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
    },
  }],
  servicePorts: [{ name: 'http', port: 80, targetPort: 8080 }],
  spread: true,
  progressDeadlineAbort: true,
  steps: [
    // testers alone, by a header
    CanaryStep.canaryScale(CanaryScale.replicas(1)),
    CanaryStep.headerRoute('orders-testers', [{ name: 'x-canary', value: StringMatch.exact('orders-7') }]),
    CanaryStep.pause(),

    // users, in two weights
    CanaryStep.weight(20),
    CanaryStep.canaryScale(CanaryScale.matchTrafficWeight()),
    CanaryStep.pause(Duration.minutes(10)),
    CanaryStep.weight(50),
    CanaryStep.pause(Duration.minutes(10)),
  ],
});

new ApisixTrafficRouting(chart, 'Traffic', {
  rollout: orders,
  host: 'shop.example.com',
  paths: ['/orders', '/orders/*'],
  timeouts: { connect: Duration.seconds(3), read: Duration.seconds(30) },
});

app.synth();

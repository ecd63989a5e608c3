import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { AmbassadorTrafficRouting, CanaryRollout, CanaryStep } from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'search', {
  namespace: 'shop',
  labels: { 'app.kubernetes.io/name': 'search', 'app.kubernetes.io/part-of': 'shop' },
});

const search = new CanaryRollout(chart, 'Search', {
  metadata: { name: 'search' },
  replicas: 4,
  containers: [{
    name: 'search',
    image: 'registry.example/search:3.4.2',
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
    CanaryStep.weight(5),
    CanaryStep.pause(Duration.minutes(5)),
    CanaryStep.weight(25),
    CanaryStep.pause(Duration.minutes(10)),
    // somebody looks before half of the users have it
    CanaryStep.weight(50),
    CanaryStep.pause(),
  ],
});

new AmbassadorTrafficRouting(chart, 'Traffic', {
  rollout: search,
  host: 'shop.example.com',
  paths: ['/search/'],
  timeout: Duration.seconds(10),
  retryPolicy: { retryOn: 'gateway-error', numRetries: 2 },
});

app.synth();

import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CanaryRollout, CanaryStep, SmiTrafficRouting } from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'prices', {
  namespace: 'shop',
  labels: { 'app.kubernetes.io/name': 'prices', 'app.kubernetes.io/part-of': 'shop' },
});

const prices = new CanaryRollout(chart, 'Prices', {
  metadata: { name: 'prices' },
  replicas: 4,
  containers: [{
    name: 'prices',
    image: 'registry.example/prices:1.8.0',
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

  // Linkerd's proxy beside each pod
  podMetadata: { annotations: { 'linkerd.io/inject': 'enabled' } },

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

// Clients in the mesh ask prices-root, and Linkerd splits their requests.
new SmiTrafficRouting(chart, 'Traffic', { rollout: prices });

app.synth();

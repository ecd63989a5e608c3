import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CanaryRollout, CanaryStep, WorkloadReference, WorkloadScaleDown } from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'orders', {
  namespace: 'shop',
  labels: { 'app.kubernetes.io/name': 'orders', 'app.kubernetes.io/part-of': 'shop' },
});

// The Deployment as it runs today. Its selector cannot be changed on a live object, so it is stated as it is.
const labels = { 'app.kubernetes.io/name': 'orders' };
const deployment = new kplus.Deployment(chart, 'Deployment', {
  metadata: { name: 'orders' },
  replicas: 5,
  select: false,
  podMetadata: { labels },
  containers: [{
    name: 'orders',
    image: 'registry.example/orders:1.4.2',
    imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
    ports: [{ name: 'http', number: 8080 }],
    readiness: kplus.Probe.fromHttpGet('/ready', { port: 8080 }),
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
});
deployment.select(kplus.LabelSelector.of({ labels }));
deployment.scheduling.spread({ topology: kplus.Topology.HOSTNAME, weight: 100 });

// The Service stays as it is, and reaches the pods of both: the Rollout's carry the same labels.
const service = new kplus.Service(chart, 'Service', {
  metadata: { name: 'orders' },
  ports: [{ name: 'http', port: 80, targetPort: 8080 }],
});
service.selectLabel('app.kubernetes.io/name', 'orders');

// The Rollout takes the pod template over. As its pods become ready, those of the Deployment go.
new CanaryRollout(chart, 'Rollout', {
  metadata: { name: 'orders' },
  replicas: 5,
  workloadRef: WorkloadReference.of(deployment, { scaleDown: WorkloadScaleDown.PROGRESSIVELY }),
  steps: [
    CanaryStep.weight(20),
    CanaryStep.pause(Duration.minutes(10)),
    CanaryStep.weight(60),
    CanaryStep.pause(Duration.minutes(10)),
  ],
});

app.synth();

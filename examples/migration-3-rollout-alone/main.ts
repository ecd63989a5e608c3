import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CanaryRollout, CanaryStep, MigrationPhase, RolloutDisruptionBudget, RolloutMigration } from 'cdk8s-argo-rollouts';

// The one line that differs from phase to phase.
const phase = MigrationPhase.ROLLOUT_ALONE;

const app = new App();
const chart = new Chart(app, 'payments', {
  namespace: 'shop',
  labels: { 'app.kubernetes.io/name': 'payments', 'app.kubernetes.io/part-of': 'shop' },
});

// The Deployment as it runs today. Its selector cannot be changed on a live object, so it is stated as it is.
const labels = { 'app.kubernetes.io/name': 'payments' };
const deployment = new kplus.Deployment(chart, 'Deployment', {
  metadata: { name: 'payments' },
  select: false,
  podMetadata: { labels },
  containers: [{
    name: 'payments',
    image: 'registry.example/payments:1.4.2',
    imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
    ports: [{ name: 'http', number: 8080 }],
    readiness: kplus.Probe.fromHttpGet('/ready', { port: 8080 }),
    liveness: kplus.Probe.fromTcpSocket({ port: 8080 }),
    resources: {
      cpu: { request: kplus.Cpu.millis(100), limit: kplus.Cpu.millis(500) },
      memory: { request: Size.mebibytes(128), limit: Size.mebibytes(256) },
    },
    securityContext: { seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT }, capabilities: { drop: [kplus.Capability.ALL] } },
  }],
});
deployment.select(kplus.LabelSelector.of({ labels }));

// The Service stays as it is, and reaches the pods of both: the Rollout's carry the same labels.
const service = new kplus.Service(chart, 'Service', {
  metadata: { name: 'payments' },
  ports: [{ name: 'http', port: 80, targetPort: 8080 }],
});
service.selectLabel('app.kubernetes.io/name', 'payments');

// When it is busy it has five pods. An autoscaler owns their number.
const migration = RolloutMigration.of(deployment, { phase, replicas: 5, autoscaled: true });

const rollout = new CanaryRollout(chart, 'Rollout', {
  metadata: { name: 'payments' },
  workloadRef: migration.workloadRef,
  replicas: migration.replicas,
  steps: [
    CanaryStep.weight(20),
    CanaryStep.pause(Duration.minutes(10)),
    CanaryStep.weight(60),
    CanaryStep.pause(Duration.minutes(10)),
  ],
});

// The autoscaler has the name that it always had. Before the migration its target was the Deployment, and its least number 2.
new kplus.HorizontalPodAutoscaler(chart, 'Autoscaler', {
  metadata: { name: 'payments' },
  target: rollout,
  minReplicas: migration.minReplicas(2),
  maxReplicas: 12,
  metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(70))],
});
new RolloutDisruptionBudget(chart, 'DisruptionBudget', { rollout });

app.synth();

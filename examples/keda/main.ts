import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  CanaryRollout, CanaryStep, RolloutDisruptionBudget, RolloutScaledObject, RolloutVerticalPodAutoscaler, ScaleTrigger, VerticalUpdateMode,
} from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'invoices', {
  namespace: 'shop',
  labels: { 'app.kubernetes.io/name': 'invoices', 'app.kubernetes.io/part-of': 'shop' },
});

// A worker that takes its work from Kafka. It states no replicas: KEDA owns them.
const invoices = new CanaryRollout(chart, 'Invoices', {
  metadata: { name: 'invoices' },
  containers: [{
    name: 'invoices',
    image: 'registry.example/invoices:5.0.1',
    imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
    ports: [{ name: 'health', number: 8081 }],
    readiness: kplus.Probe.fromHttpGet('/ready', { port: 8081 }),
    liveness: kplus.Probe.fromTcpSocket({ port: 8081 }),
    resources: {
      cpu: { request: kplus.Cpu.millis(250), limit: kplus.Cpu.millis(1000) },
      memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) },
    },
    securityContext: { seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT }, capabilities: { drop: [kplus.Capability.ALL] } },
  }],
  terminationGracePeriod: Duration.minutes(1),
  spread: true,
  progressDeadlineAbort: true,
  steps: [
    CanaryStep.weight(25),
    CanaryStep.pause(Duration.minutes(10)),
    CanaryStep.weight(50),
    CanaryStep.pause(Duration.minutes(10)),
  ],
});

// The lag decides how many pods there are. On working days they are there before the work is.
new RolloutScaledObject(chart, 'Scaling', {
  rollout: invoices,
  minReplicas: 4,
  maxReplicas: 24,
  fallback: { failureThreshold: 3, replicas: 8 },
  behavior: { scaleDown: { stabilizationWindowSeconds: 600 } },
  triggers: [
    ScaleTrigger.kafka({ bootstrapServers: ['kafka.messaging:9092'], consumerGroup: 'invoices', topic: 'orders', lagThreshold: 50 }),
    ScaleTrigger.cron({ timezone: 'Europe/Berlin', start: '30 7 * * 1-5', end: '0 18 * * 1-5', desiredReplicas: 8 }),
  ],
});

// New pods ask for the memory and the CPU that the worker needs. The number of pods has nothing to do with either.
new RolloutVerticalPodAutoscaler(chart, 'Requests', {
  rollout: invoices,
  updateMode: VerticalUpdateMode.INITIAL,
  containers: [{
    container: 'invoices',
    minMemory: Size.mebibytes(128),
    maxMemory: Size.gibibytes(1),
    minCpu: kplus.Cpu.millis(100),
    maxCpu: kplus.Cpu.units(1),
  }],
});

// A drain of nodes takes a quarter of the pods at once, of either version, and never waits for one that does not become ready.
new RolloutDisruptionBudget(chart, 'DisruptionBudget', {
  rollout: invoices,
  maxUnavailable: kplus.PercentOrAbsolute.percent(25),
  evictUnready: true,
});

app.synth();

import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { AnalysisArgument, CanaryRollout, CanaryStep, HookJob } from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'orders', {
  namespace: 'shop',
  labels: { 'app.kubernetes.io/name': 'orders', 'app.kubernetes.io/part-of': 'shop' },
});

const database = kplus.Secret.fromSecretName(chart, 'Database', 'orders-database');
const securityContext: kplus.ContainerSecurityContextProps = {
  seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
  capabilities: { drop: [kplus.Capability.ALL] },
};
const resources: kplus.ContainerResources = {
  cpu: { request: kplus.Cpu.millis(100), limit: kplus.Cpu.millis(500) },
  memory: { request: Size.mebibytes(128), limit: Size.mebibytes(256) },
};

// Both Jobs have the image of the version that is on its way, also where that is an older one.
const image = AnalysisArgument.rolloutField('image', 'spec.template.spec.containers[0].image');

// Before there is a pod of the new version: what it needs is added to the database, and what the old one needs stays.
const migrate = new HookJob(chart, 'Migrate', {
  name: 'orders-migrate',
  arguments: [image],
  containers: [{
    name: 'migrate',
    image: image.placeholder,
    imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
    command: ['/app/migrate', '--lock-timeout=30s', 'up'],
    envVariables: { DATABASE_URL: database.envValue('url') },
    resources,
    securityContext,
  }],
  backoffLimit: 2,
  activeDeadline: Duration.minutes(15),
  podMetadata: { labels: { 'app.kubernetes.io/name': 'orders-migrate', 'app.kubernetes.io/part-of': 'orders' } },
});

// Once all traffic is with the new version, and before it is the stable one: is what it has written right?
const reconcile = new HookJob(chart, 'Reconcile', {
  name: 'orders-reconcile',
  arguments: [image],
  containers: [{
    name: 'reconcile',
    image: image.placeholder,
    imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
    command: ['/app/reconcile', '--since=1h'],
    envVariables: { DATABASE_URL: database.envValue('url') },
    resources,
    securityContext,
  }],
  podMetadata: { labels: { 'app.kubernetes.io/name': 'orders-reconcile', 'app.kubernetes.io/part-of': 'orders' } },
});

const orders = new CanaryRollout(chart, 'Orders', {
  metadata: { name: 'orders' },
  replicas: 4,
  containers: [{
    name: 'orders',
    image: 'registry.example/orders:2.3.0',
    imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
    ports: [{ name: 'http', number: 8080 }],
    envVariables: { DATABASE_URL: database.envValue('url') },
    readiness: kplus.Probe.fromHttpGet('/ready', { port: 8080 }),
    liveness: kplus.Probe.fromTcpSocket({ port: 8080 }),
    resources,
    securityContext,
  }],
  podMetadata: { labels: { 'app.kubernetes.io/part-of': 'orders' } },
  spread: true,
  progressDeadlineAbort: true,
  steps: [
    CanaryStep.analysis({ templates: [migrate] }),
    CanaryStep.weight(25),
    CanaryStep.pause(Duration.minutes(10)),
    CanaryStep.weight(100),
    CanaryStep.analysis({ templates: [reconcile] }),
  ],
});
orders.exposeViaService({ name: 'orders', ports: [{ name: 'http', port: 80, targetPort: 8080 }] });

app.synth();

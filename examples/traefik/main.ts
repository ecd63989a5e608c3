import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CanaryRollout, CanaryStep, TraefikTrafficRouting } from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'catalog', {
  namespace: 'shop',
  labels: { 'app.kubernetes.io/name': 'catalog', 'app.kubernetes.io/part-of': 'shop' },
});

const catalog = new CanaryRollout(chart, 'Catalog', {
  metadata: { name: 'catalog' },
  replicas: 4,
  containers: [{
    name: 'catalog',
    image: 'registry.example/catalog:2.3.0',
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

new TraefikTrafficRouting(chart, 'Traffic', {
  rollout: catalog,
  host: 'shop.example.com',
  paths: ['/catalog'],
  entryPoints: ['websecure'],
  tls: { certResolver: 'letsencrypt' },
  // a customer who has seen the new pages keeps them
  stickyCookie: { name: 'catalog-version', secure: true, httpOnly: true, sameSite: 'lax' },
});

app.synth();

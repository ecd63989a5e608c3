import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { AlbScheme, AlbTrafficRouting, CanaryRollout, CanaryScale, CanaryStep, StringMatch } from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'shop', {
  namespace: 'shop',
  labels: { 'app.kubernetes.io/name': 'shop', 'app.kubernetes.io/part-of': 'shop' },
});

const shop = new CanaryRollout(chart, 'Shop', {
  metadata: { name: 'shop' },
  replicas: 4,
  containers: [{
    name: 'shop',
    image: 'registry.example/shop:5.2.0',
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

  // Two Services that take turns: none of them changes its pods while the load balancer sends it requests.
  pingPong: {},

  steps: [
    // testers alone, by a header
    CanaryStep.canaryScale(CanaryScale.replicas(1)),
    CanaryStep.headerRoute('testers', [{ name: 'x-canary', value: StringMatch.exact('shop-5') }]),
    CanaryStep.pause(),

    // users, in two weights
    CanaryStep.weight(10),
    CanaryStep.canaryScale(CanaryScale.matchTrafficWeight()),
    CanaryStep.pause(Duration.minutes(10)),
    CanaryStep.weight(50),
    CanaryStep.pause(Duration.minutes(10)),
  ],
});

new AlbTrafficRouting(chart, 'Traffic', {
  rollout: shop,
  host: 'shop.example.com',
  scheme: AlbScheme.INTERNET_FACING,
  certificateArns: ['arn:aws:acm:eu-central-1:123456789012:certificate/0d3a7c52-6a0e-4c8b-9f1f-4a1f7f6d2c11'],
  redirectToHttps: true,
  healthCheck: { path: '/ready', interval: Duration.seconds(10) },
});

app.synth();

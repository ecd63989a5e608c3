import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CanaryRollout, CanaryStep, GatewayApiTrafficRouting, GatewayRoute, RouteParent } from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'web', {
  namespace: 'shop',
  labels: { 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/part-of': 'shop' },
});

const web = new CanaryRollout(chart, 'Web', {
  metadata: { name: 'web' },
  replicas: 4,
  containers: [{
    name: 'web',
    image: 'registry.example/web:7.1.0',
    imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
    ports: [{ name: 'http', number: 8080 }],
    readiness: kplus.Probe.fromHttpGet('/ready', { port: 8080 }),
    // requests still come for a moment after a pod is told to end
    lifecycle: { preStop: kplus.Handler.fromCommand(['sleep', '10']) },
    resources: {
      cpu: { request: kplus.Cpu.millis(100), limit: kplus.Cpu.millis(500) },
      memory: { request: Size.mebibytes(128), limit: Size.mebibytes(128) },
    },
    securityContext: {
      capabilities: { drop: [kplus.Capability.ALL] },
      seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
    },
  }],
  servicePorts: [{ name: 'http', port: 80, targetPort: 8080 }],
  spread: true,
  steps: [
    CanaryStep.weight(10),
    CanaryStep.pause(Duration.minutes(5)),
    CanaryStep.weight(50),
    CanaryStep.pause(Duration.minutes(5)),
  ],
});

new GatewayApiTrafficRouting(chart, 'Gateway', {
  rollout: web,
  routes: [
    GatewayRoute.http({
      parents: [RouteParent.gateway('public', { namespace: 'edge', sectionName: 'https' })],
      hostnames: ['web.shop.example'],
    }),
  ],
});

app.synth();

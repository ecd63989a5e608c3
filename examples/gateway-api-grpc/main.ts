import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CanaryRollout, CanaryStep, GatewayApiTrafficRouting, GatewayRoute, RouteParent } from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'stock', {
  namespace: 'shop',
  labels: { 'app.kubernetes.io/name': 'stock', 'app.kubernetes.io/part-of': 'shop' },
});

const stock = new CanaryRollout(chart, 'Stock', {
  metadata: { name: 'stock' },
  replicas: 3,
  containers: [{
    name: 'stock',
    image: 'registry.example/stock:1.9.0',
    imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
    ports: [{ name: 'grpc', number: 9000 }],
    readiness: kplus.Probe.fromTcpSocket({ port: 9000 }),
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
  servicePorts: [{ name: 'grpc', port: 9000, targetPort: 9000 }],
  spread: true,
  // HTTP/2 without TLS between the gateway and the pods
  services: { appProtocol: 'kubernetes.io/h2c' },
  steps: [
    CanaryStep.weight(10),
    CanaryStep.pause(Duration.minutes(10)),
    CanaryStep.weight(40),
    CanaryStep.pause(Duration.minutes(10)),
  ],
});

new GatewayApiTrafficRouting(chart, 'Traffic', {
  rollout: stock,
  routes: [
    GatewayRoute.grpc({
      parents: [RouteParent.gateway('internal', { namespace: 'edge' })],
      hostnames: ['stock.shop.example'],
      rules: [{ matches: [{ service: 'shop.stock.v1.Stock' }, { service: 'grpc.health.v1.Health' }] }],
    }),
  ],
});

app.synth();

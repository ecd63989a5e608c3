import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CanaryRollout, CanaryStep, GatewayApiTrafficRouting, GatewayRoute, RouteParent, ServiceReference } from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'prices', {
  namespace: 'shop',
  labels: { 'app.kubernetes.io/name': 'prices', 'app.kubernetes.io/part-of': 'shop' },
});

const prices = new CanaryRollout(chart, 'Prices', {
  metadata: { name: 'prices' },
  replicas: 4,
  podMetadata: { annotations: { 'linkerd.io/inject': 'enabled' } },
  containers: [{
    name: 'prices',
    image: 'registry.example/prices:4.2.0',
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

// The Service that clients ask for. It leads to all pods; where its clients are in the mesh, the route decides instead.
const service = new kplus.Service(chart, 'Service', {
  metadata: { name: 'prices' },
  selector: prices,
  ports: [{ name: 'http', port: 80, targetPort: 8080 }],
});

new GatewayApiTrafficRouting(chart, 'Traffic', {
  rollout: prices,
  routes: [
    GatewayRoute.http({
      parents: [RouteParent.service(ServiceReference.of(service), { group: 'core', port: 80 })],
      rules: [{ timeout: Duration.seconds(2) }],
    }),
  ],
});

app.synth();

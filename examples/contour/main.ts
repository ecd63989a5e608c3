import { ApiObject, App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CanaryRollout, CanaryStep, PluginTrafficRouting, ObjectReference, TrafficPlugin } from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'catalogue', {
  namespace: 'shop',
  labels: { 'app.kubernetes.io/name': 'catalogue', 'app.kubernetes.io/part-of': 'shop' },
});

// A plugin's route object is yours. In each of its routes both Services stand, and their weights make 100.
const proxy = new ApiObject(chart, 'Proxy', {
  apiVersion: 'projectcontour.io/v1',
  kind: 'HTTPProxy',
  metadata: { name: 'catalogue' },
  spec: {
    virtualhost: { fqdn: 'catalogue.shop.example', tls: { secretName: 'catalogue-tls' } },
    routes: [{
      conditions: [{ prefix: '/' }],
      timeoutPolicy: { response: '10s' },
      services: [
        { name: 'catalogue-stable', port: 80, weight: 100 },
        { name: 'catalogue-canary', port: 80, weight: 0 },
      ],
    }],
  },
});

const catalogue = new CanaryRollout(chart, 'Catalogue', {
  metadata: { name: 'catalogue' },
  replicas: 4,
  containers: [{
    name: 'catalogue',
    image: 'registry.example/catalogue:2.3.0',
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
    CanaryStep.weight(5),
    CanaryStep.pause(),
    CanaryStep.weight(25),
    CanaryStep.pause(Duration.minutes(10)),
    CanaryStep.weight(60),
    CanaryStep.pause(Duration.minutes(10)),
  ],
});

new PluginTrafficRouting(chart, 'Traffic', {
  rollout: catalogue,
  plugin: TrafficPlugin.contour({ httpProxies: [ObjectReference.of(proxy)] }),
});

app.synth();

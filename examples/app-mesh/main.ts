import { ApiObject, App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { AppMeshTrafficRouting, CanaryRollout, CanaryStep, ObjectReference } from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'payments', {
  namespace: 'shop',
  labels: { 'app.kubernetes.io/name': 'payments', 'app.kubernetes.io/part-of': 'shop' },
});

const payments = new CanaryRollout(chart, 'Payments', {
  metadata: { name: 'payments' },
  replicas: 4,
  containers: [{
    name: 'payments',
    image: 'registry.example/payments:4.0.3',
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

// What clients in the mesh ask for. App Mesh wants its name to be in the DNS.
new kplus.Service(chart, 'Name', { metadata: { name: 'payments' }, selector: payments, ports: [{ name: 'http', port: 80, targetPort: 8080 }] });

const API = 'appmesh.k8s.aws/v1beta2';

function virtualNode(version: string): ApiObject {
  return new ApiObject(chart, `Node${version}`, {
    apiVersion: API,
    kind: 'VirtualNode',
    metadata: { name: `payments-${version}` },
    spec: {
      // until the controller has written the hash, it is no pod's
      podSelector: { matchLabels: { ...payments.matchLabels, 'rollouts-pod-template-hash': version } },
      listeners: [{ portMapping: { port: 8080, protocol: 'http' } }],
      serviceDiscovery: { dns: { hostname: `payments-${version}.shop.svc.cluster.local` } },
    },
  });
}

const stable = virtualNode('stable');
const canary = virtualNode('canary');

const router = new ApiObject(chart, 'Router', {
  apiVersion: API,
  kind: 'VirtualRouter',
  metadata: { name: 'payments' },
  spec: {
    listeners: [{ portMapping: { port: 80, protocol: 'http' } }],
    routes: [{
      name: 'all',
      httpRoute: {
        match: { prefix: '/' },
        action: {
          weightedTargets: [
            { virtualNodeRef: { name: stable.name }, weight: 100 },
            { virtualNodeRef: { name: canary.name }, weight: 0 },
          ],
        },
      },
    }],
  },
});

const virtualService = new ApiObject(chart, 'VirtualService', {
  apiVersion: API,
  kind: 'VirtualService',
  metadata: { name: 'payments' },
  spec: {
    awsName: 'payments.shop.svc.cluster.local',
    provider: { virtualRouter: { virtualRouterRef: { name: router.name } } },
  },
});

new AppMeshTrafficRouting(chart, 'Traffic', {
  rollout: payments,
  virtualService: ObjectReference.of(virtualService),
  stableVirtualNode: ObjectReference.of(stable),
  canaryVirtualNode: ObjectReference.of(canary),
});

app.synth();

import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  ArgoRolloutsInstall, CanaryRollout, CanaryScale, CanaryStep, GatewayApiTrafficRouting, GatewayRoute, InstallPlugin, RouteFilter, RouteParent,
  StringMatch,
} from 'cdk8s-argo-rollouts';

const app = new App();

// Once for the cluster: Argo Rollouts with the plugin that moves the weights.
new ArgoRolloutsInstall(new Chart(app, 'argo-rollouts'), 'Install', {
  installCrds: false,
  plugins: [
    InstallPlugin.gatewayApi({
      version: 'v0.15.0',
      // take the digest of the file that you have looked at
      sha256: '7f3b8a3c5d2e1f4a6b9c0d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f8a',
    }),
  ],
});

const chart = new Chart(app, 'store', {
  namespace: 'shop',
  labels: { 'app.kubernetes.io/name': 'store', 'app.kubernetes.io/part-of': 'shop' },
});

const store = new CanaryRollout(chart, 'Store', {
  metadata: { name: 'store' },
  replicas: 4,
  containers: [{
    name: 'store',
    image: 'registry.example/store:5.0.0',
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
    // one pod, for testers alone
    CanaryStep.canaryScale(CanaryScale.replicas(1)),
    CanaryStep.headerRoute('testers', [{ name: 'x-canary', value: StringMatch.exact('store-5') }]),
    CanaryStep.pause(),

    // and then users
    CanaryStep.weight(20),
    CanaryStep.canaryScale(CanaryScale.matchTrafficWeight()),
    CanaryStep.pause(Duration.minutes(10)),
    CanaryStep.weight(50),
    CanaryStep.pause(Duration.minutes(10)),
  ],
});

new GatewayApiTrafficRouting(chart, 'Traffic', {
  rollout: store,
  routes: [
    GatewayRoute.http({
      parents: [RouteParent.gateway('public', { namespace: 'edge', sectionName: 'https' })],
      hostnames: ['store.shop.example'],
      rules: [
        { matches: [{ path: StringMatch.prefix('/api') }], timeout: Duration.seconds(10) },
        {
          matches: [{ path: StringMatch.prefix('/static') }],
          filters: [RouteFilter.responseHeaders({ set: { 'cache-control': 'public, max-age=3600' } })],
        },
      ],
    }),
  ],
});

app.synth();

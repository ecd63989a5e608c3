import { App, Chart, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  CanaryRamp, CanaryRollout, ControllerDashboard, ControllerServiceMonitor, Monitoring, NginxTrafficRouting, PrometheusSource, RolloutDashboard,
} from 'cdk8s-argo-rollouts';

const app = new App();

// Of the team: what its rollout does, and the requests that ingress-nginx counted for each version.
const shop = new Chart(app, 'shop', {
  namespace: 'shop',
  labels: { 'app.kubernetes.io/name': 'api', 'app.kubernetes.io/part-of': 'shop' },
});
const api = new CanaryRollout(shop, 'Api', {
  metadata: { name: 'api' },
  replicas: 4,
  containers: [{
    name: 'api',
    image: 'registry.example/api:2.0.0',
    ports: [{ name: 'http', number: 8000 }],
    readiness: kplus.Probe.fromHttpGet('/ready', { port: 8000 }),
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
  spread: true,
  steps: CanaryRamp.linear(25),
});
new NginxTrafficRouting(shop, 'Traffic', { rollout: api, host: 'api.example' });
new RolloutDashboard(shop, 'Dashboard', {
  rollouts: [api],
  requests: PrometheusSource.ingressNginx({ namespaceLabel: 'exported_namespace' }),
  folder: 'Shop',
});

// Of the platform: every rollout of the cluster, and the controller.
const platform = new Chart(app, 'platform', { namespace: 'argo-rollouts' });
Monitoring.configure(platform, { selectorLabels: { release: 'kube-prometheus-stack' }, dashboardFolder: 'Argo Rollouts' });
new ControllerServiceMonitor(platform, 'Metrics');
new RolloutDashboard(platform, 'Rollouts');
new ControllerDashboard(platform, 'Controller');

app.synth();

import { App, Chart } from 'cdk8s';
import {
  CanaryRamp, CanaryRollout, ControllerDashboard, ControllerServiceMonitor, NginxTrafficRouting, PrometheusSource, RolloutDashboard,
} from 'cdk8s-argo-rollouts';

const app = new App();

// Of the team: what its rollout does, and the requests that ingress-nginx counted for each version.
const shop = new Chart(app, 'shop', { namespace: 'shop' });
const api = new CanaryRollout(shop, 'Api', {
  metadata: { name: 'api' },
  replicas: 4,
  containers: [{ image: 'registry.example/api:2.0.0', portNumber: 8000 }],
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
new ControllerServiceMonitor(platform, 'Metrics', { selectorLabels: { release: 'kube-prometheus-stack' } });
new RolloutDashboard(platform, 'Rollouts', { folder: 'Argo Rollouts' });
new ControllerDashboard(platform, 'Controller', { folder: 'Argo Rollouts' });

app.synth();

import { App, Chart, Duration } from 'cdk8s';
import { ArgoRolloutsInstall, ArgoRolloutsVersion, CanaryRollout, CanaryStep, InstallScope } from 'cdk8s-argo-rollouts';

const app = new App();

// What needs rights on the cluster, for its administrator. Applied once, before the other chart.
const crds = new Chart(app, 'argo-rollouts-crds');

// The rest needs rights on the namespace "shop" alone, and handles the rollouts there that carry its instance id.
const install = new ArgoRolloutsInstall(new Chart(app, 'argo-rollouts'), 'Install', {
  version: ArgoRolloutsVersion.V1_9,
  scope: InstallScope.NAMESPACED,
  namespace: 'shop',
  instanceId: 'shop',
  installCrds: true,
  crdChart: crds,
});

// Where the rollouts and their analysis templates go: every object of this chart carries the id.
const shop = new Chart(app, 'shop', { namespace: 'shop', labels: install.instanceLabels });

new CanaryRollout(shop, 'Api', {
  metadata: { name: 'api' },
  replicas: 4,
  containers: [{ image: 'registry.example.com/shop/api:1.4.2', portNumber: 8080 }],
  steps: [CanaryStep.weight(25), CanaryStep.pause(Duration.minutes(10))],
});

app.synth();

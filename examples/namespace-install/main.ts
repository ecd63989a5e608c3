import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  ArgoRolloutsInstall, ArgoRolloutsVersion, CanaryRollout, CanaryStep, InstallScope, RolloutAccess, RolloutRole,
} from 'cdk8s-argo-rollouts';

const app = new App();

// What needs rights on the cluster, for its administrator. Applied once, before the other chart.
const crds = new Chart(app, 'argo-rollouts-crds');

// The rest needs rights on the namespace "shop" alone, and handles the rollouts there that carry its instance id.
const install = new ArgoRolloutsInstall(new Chart(app, 'argo-rollouts'), 'Install', {
  version: ArgoRolloutsVersion.V1_9,
  installScope: InstallScope.NAMESPACED,
  namespace: 'shop',
  instanceId: 'shop',
  installCrds: true,
  crdChart: crds,
});

// Where the rollouts and their analysis templates go: every object of this chart carries the id.
const shop = new Chart(app, 'shop', {
  namespace: 'shop',
  labels: { ...install.instanceLabels, 'app.kubernetes.io/name': 'api', 'app.kubernetes.io/part-of': 'shop' },
});

new CanaryRollout(shop, 'Api', {
  metadata: { name: 'api' },
  replicas: 4,
  containers: [{
    name: 'api',
    image: 'registry.example/shop/api:1.4.2',
    ports: [{ name: 'http', number: 8080 }],
    readiness: kplus.Probe.fromHttpGet('/ready', { port: 8080 }),
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
  steps: [CanaryStep.weight(25), CanaryStep.pause(Duration.minutes(10))],
});

// Who may do what there: without rights on the cluster its own roles do not know rollouts.
new RolloutAccess(shop, 'Team', { role: RolloutRole.OPERATOR, groups: ['shop'] });
new RolloutAccess(shop, 'Support', { role: RolloutRole.VIEWER, groups: ['support'] });

app.synth();

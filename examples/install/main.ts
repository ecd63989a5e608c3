import { App, Chart } from 'cdk8s';
import { ArgoRolloutsInstall } from 'cdk8s-argo-rollouts';

const app = new App();

// A chart of its own, applied before any other: a cluster accepts no Rollout until it knows the CRDs.
new ArgoRolloutsInstall(new Chart(app, 'argo-rollouts'), 'Install');

app.synth();

import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { ArgoRolloutsInstall, ControllerAlerts, ControllerServiceMonitor } from 'cdk8s-argo-rollouts';
import { Cluster } from './cluster';

export const CONTROLLER_NAMESPACE = 'argo-rollouts';

/** The controller of the cluster, as our pages say that it is installed. Once more, it puts right what a scenario has changed. */
export async function installController(cluster: Cluster) {
  const outdir = join(cluster.folder, 'installation');
  const app = new App({ outdir });
  const chart = new Chart(app, 'argo-rollouts');
  // the CRD of SMI has no v1alpha1 any more
  new ArgoRolloutsInstall(chart, 'Install', { settings: { trafficSplitApiVersion: 'v1alpha3' } });
  const selectorLabels = { release: 'kube-prometheus-stack' };
  new ControllerServiceMonitor(chart, 'Metrics', { selectorLabels });
  new ControllerAlerts(chart, 'Alerts', { selectorLabels });
  app.synth();
  await cluster.kubectl.succeeds(`kubectl apply --server-side -f ${outdir}/argo-rollouts.k8s.yaml`);
  await cluster.kubectl.succeeds(`kubectl -n ${CONTROLLER_NAMESPACE} rollout status deployment/argo-rollouts`);
}

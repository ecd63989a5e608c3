import { ApiObject, App, Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CanaryRollout, CanaryStep, NginxTrafficRouting, PrometheusAnalysis, PrometheusMetric, PrometheusSource, Threshold } from 'cdk8s-argo-rollouts';
import { leaveUnchecked } from '../../lib/src/synth/check';

/** Adds the objects of one application to a chart. */
export type AddSet = (chart: Chart, name: string) => void;

export const OBJECTS_A_SET = 5;

const CONTAINERS: kplus.ContainerProps[] = [{ image: 'registry.example/api:2.0.0', portNumber: 8000 }];
const SERVICE_PORTS: kplus.ServicePort[] = [{ port: 80, targetPort: 8000 }];

/** A Rollout, its two Services, an Ingress and an AnalysisTemplate. */
export function addCanarySet(chart: Chart, name: string) {
  const health = new PrometheusAnalysis(chart, `${name}-health`, {
    metadata: { name: `${name}-health` },
    address: 'http://prometheus.monitoring:9090',
    metrics: [PrometheusMetric.successRate({ source: PrometheusSource.ingressNginx(), healthy: Threshold.atLeast(0.95) })],
  });
  const rollout = new CanaryRollout(chart, name, {
    metadata: { name },
    replicas: 5,
    containers: CONTAINERS,
    servicePorts: SERVICE_PORTS,
    steps: [
      CanaryStep.weight(20),
      CanaryStep.pause(Duration.minutes(2)),
      CanaryStep.analysis({ templates: [health] }),
      CanaryStep.weight(60),
      CanaryStep.pause(Duration.minutes(2)),
    ],
  });
  new NginxTrafficRouting(chart, `${name}-traffic`, { rollout, host: `${name}.example` });
}

/** The same application with what cdk8s-plus has: a Deployment, two Services and an Ingress, and the AnalysisTemplate by hand. */
export function addDeploymentSet(chart: Chart, name: string) {
  addRaw(chart, canaryManifests(name).filter(({ kind }) => kind === 'AnalysisTemplate'));
  const deployment = new kplus.Deployment(chart, name, { metadata: { name }, replicas: 5, containers: CONTAINERS });
  const [stable] = ['stable', 'canary'].map((role) => new kplus.Service(chart, `${name}-${role}`, {
    metadata: { name: `${name}-${role}` },
    selector: deployment,
    ports: SERVICE_PORTS,
  }));
  const backend = kplus.IngressBackend.fromService(stable);
  new kplus.Ingress(chart, `${name}-ingress`, {
    metadata: { name },
    className: 'nginx',
    rules: [{ host: `${name}.example`, path: '/', pathType: kplus.HttpIngressPathType.PREFIX, backend }],
  });
}

/** The manifests of the canary set, all by hand. */
export function addRawSet(chart: Chart, name: string) {
  addRaw(chart, canaryManifests(name));
}

/** What a canary set renders to. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

function addRaw(chart: Chart, manifests: readonly Manifest[]) {
  for (const manifest of manifests) {
    new ApiObject(chart, `${manifest.kind}-${manifest.metadata.name}`, manifest);
  }
}

const TEMPLATE_NAME = 'name-of-the-application';
const TEMPLATE = renderTemplate();

function renderTemplate(): string {
  const app = new App();
  leaveUnchecked(app);
  const chart = new Chart(app, 'template');
  addCanarySet(chart, TEMPLATE_NAME);
  return JSON.stringify(chart.toJson());
}

/** Each set gets manifests of its own, as if somebody had written them out. */
export function canaryManifests(name: string): Manifest[] {
  return JSON.parse(TEMPLATE.replaceAll(TEMPLATE_NAME, name));
}

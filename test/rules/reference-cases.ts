import { RolloutCase } from './rollout-cases';

const rollout = (spec: string, metadata = 'name: api') => `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {${metadata}}, spec: {${spec}}}`;
const canary = (fields: string, metadata?: string) => rollout(`strategy: {canary: {stableService: api-stable, canaryService: api-canary, ${fields}}}`, metadata);
const routed = (routing: string, fields = '') => canary(`trafficRouting: {${routing}}, ${fields}`);
const service = (metadata: string) => `{apiVersion: v1, kind: Service, metadata: {${metadata}}}`;
const together = (...documents: string[]) => documents.join('\n---\n');

const ROUTING = '/spec/strategy/canary/trafficRouting';
const WORKLOADS = 'a workload must be a Deployment or a ReplicaSet of apps/v1, or a PodTemplate of v1';
const MESH = 'istio: {virtualService: {name: mesh}}';
const NAMED_MESH = 'istio: {virtualServices: [{name: mesh.edge, routes: [primary]}]}';
const MANAGED_BY = (name: string) => `annotations: {argo-rollouts.argoproj.io/managed-by-rollouts: ${name}}`;

export const REFERENCE_CASES: Record<string, RolloutCase> = {
  'workload-known': {
    accepts: [['apps/v1', 'Deployment'], ['apps/v1', 'ReplicaSet'], ['v1', 'PodTemplate']]
      .map(([apiVersion, kind]) => rollout(`workloadRef: {apiVersion: ${apiVersion}, kind: ${kind}, name: api}`)),
    rejects: Object.fromEntries([['apps/v1', 'StatefulSet'], ['v1', 'Deployment'], ['apps/v1', 'PodTemplate'], ['constructor/v1', 'Deployment']]
      .map(([apiVersion, kind]) => [
        `/spec/workloadRef: ${WORKLOADS}, got ${kind} of ${apiVersion}`,
        rollout(`workloadRef: {apiVersion: ${apiVersion}, kind: ${kind}, name: api}`),
      ])),
  },
  'service-of-one-rollout': {
    accepts: [
      together(canary(''), service(`name: api-stable, ${MANAGED_BY('api')}`)),
      together(canary(''), canary('')),
      together(canary('', 'name: api, namespace: a'), canary('', 'name: web, namespace: b')),
    ],
    rejects: {
      '/spec/strategy/canary/stableService: a Service belongs to one rollout, got "api-stable", which belongs to "web": give this rollout a Service of its own':
        together(canary(''), service(`name: api-stable, ${MANAGED_BY('web')}`)),
      '/spec/strategy/blueGreen/activeService: a Service belongs to one rollout, got "api-canary", which belongs to "api": give this rollout a Service of its own':
        together(canary(''), rollout('strategy: {blueGreen: {activeService: api-canary}}', 'name: web')),
    },
  },
  'router-names-objects': {
    accepts: ['nginx: {stableIngress: a}', 'nginx: {stableIngresses: [a, b]}', 'alb: {ingress: a}', MESH, NAMED_MESH, 'smi: {}']
      .map((routing) => routed(routing)),
    rejects: {
      [`${ROUTING}/nginx: nginx needs exactly one of "stableIngress" and "stableIngresses", got neither`]: routed('nginx: {}'),
      [`${ROUTING}/nginx: nginx needs exactly one of "stableIngress" and "stableIngresses", got both`]:
        routed('nginx: {stableIngress: a, stableIngresses: [b]}'),
      [`${ROUTING}/alb: alb needs exactly one of "ingress" and "ingresses", got both`]: routed('alb: {ingress: a, ingresses: []}'),
      [`${ROUTING}/istio: istio needs exactly one of "virtualService" and "virtualServices", got neither`]: routed('istio: {virtualServices: []}'),
      [`${ROUTING}/istio: istio needs exactly one of "virtualService" and "virtualServices", got both`]:
        routed('istio: {virtualService: {name: a}, virtualServices: [{name: b}]}'),
    },
  },
  'router-fields-given': {
    accepts: ['ambassador: {mappings: [a]}', 'apisix: {route: {name: a}}', 'traefik: {weightedTraefikServiceName: a}', 'nginx: {}'].map((routing) => routed(routing)),
    rejects: {
      [`${ROUTING}/ambassador/mappings: ambassador needs a Mapping in "mappings", got none`]: routed('ambassador: {mappings: []}'),
      [`${ROUTING}/apisix/route: apisix needs an ApisixRoute in "route", got none`]: routed('apisix: {}'),
      [[`${ROUTING}/appMesh/virtualService: appMesh needs a VirtualService in "virtualService", got none`,
        `${ROUTING}/appMesh/virtualNodeGroup: appMesh needs a VirtualNode of each version in "virtualNodeGroup", got none`].join('\n')]: routed('appMesh: {}'),
      [`${ROUTING}/traefik/weightedTraefikServiceName: traefik needs a TraefikService in "weightedTraefikServiceName", got none`]:
        routed('traefik: {weightedTraefikServiceName: ""}'),
    },
  },
};

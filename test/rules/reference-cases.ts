import { RolloutCase } from './rollout-cases';

const rollout = (spec: string, metadata = 'name: api') => `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {${metadata}}, spec: {${spec}}}`;
const canary = (fields: string, metadata?: string) => rollout(`strategy: {canary: {stableService: api-stable, canaryService: api-canary, ${fields}}}`, metadata);
const routed = (routing: string, fields = '') => canary(`trafficRouting: {${routing}}, ${fields}`);
const service = (metadata: string) => `{apiVersion: v1, kind: Service, metadata: {${metadata}}}`;
const ingress = (spec: string) => `{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: front}, spec: {${spec}}}`;
const path = (name: string) => `rules: [{http: {paths: [{backend: {service: {name: ${name}}}}]}}]`;
const virtualService = (http: string, metadata = 'name: mesh', api = 'networking.istio.io/v1') =>
  `{apiVersion: ${api}, kind: VirtualService, metadata: {${metadata}}, spec: {http: [${http}]}}`;
const route = (name: string, ...destinations: string[]) => `{name: ${name}, route: [${destinations.map((one) => `{destination: {${one}}}`).join(', ')}]}`;
const together = (...documents: string[]) => documents.join('\n---\n');

const ROUTING = '/spec/strategy/canary/trafficRouting';
const BOTH = ['host: api-stable.prod.svc.cluster.local', 'host: api-canary'];
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
    accepts: ['nginx: {stableIngress: a}', 'nginx: {stableIngresses: [a, b]}', 'alb: {ingress: a, ingresses: []}', MESH, NAMED_MESH, 'smi: {}']
      .map((routing) => routed(routing)),
    rejects: {
      [`${ROUTING}/nginx: nginx needs exactly one of "stableIngress" and "stableIngresses", got neither`]: routed('nginx: {}'),
      [`${ROUTING}/nginx: nginx needs exactly one of "stableIngress" and "stableIngresses", got both`]:
        routed('nginx: {stableIngress: a, stableIngresses: [b]}'),
      [`${ROUTING}/alb: alb needs exactly one of "ingress" and "ingresses", got both`]: routed('alb: {ingress: a, ingresses: [b]}'),
      [`${ROUTING}/istio: istio needs exactly one of "virtualService" and "virtualServices", got neither`]: routed('istio: {virtualServices: []}'),
      [`${ROUTING}/istio: istio needs exactly one of "virtualService" and "virtualServices", got both`]:
        routed('istio: {virtualService: {name: a}, virtualServices: [{name: b}]}'),
    },
  },
  'ingress-leads-to-service': {
    accepts: [
      together(routed('nginx: {stableIngress: front}'), ingress(path('api-stable'))),
      together(routed('alb: {ingress: front, rootService: root}'), ingress(path('root'))),
      together(routed('nginx: {stableIngress: front}, alb: {ingress: elsewhere}'), ingress(path('web'))),
      together(routed('nginx: {stableIngress: front}'), ingress(path('web')).replace('networking.k8s.io', 'example.com')),
      routed('nginx: {stableIngress: front}'),
    ],
    rejects: {
      [`${ROUTING}/nginx/stableIngress: Ingress "front" needs a rule with a path to Service "api-stable", got paths to: web`]:
        together(routed('nginx: {stableIngress: front}'), ingress(path('web'))),
      [`${ROUTING}/nginx/stableIngresses/1: Ingress "front" needs a rule with a path to Service "api-stable", got paths to: none`]:
        together(routed('nginx: {stableIngresses: [back, front]}'), ingress('defaultBackend: {service: {name: api-stable}}')),
      [`${ROUTING}/alb/ingress: Ingress "front" needs a rule with a path to Service "root", got paths to: api-stable`]:
        together(routed('alb: {ingress: front, rootService: root}'), ingress(path('api-stable'))),
    },
  },
  'virtual-service-splits': {
    accepts: [
      together(routed(MESH), virtualService(route('primary', ...BOTH))),
      together(routed(MESH), virtualService(route('primary', 'host: web'), 'name: mesh', 'appmesh.k8s.aws/v1')),
      together(routed(NAMED_MESH), virtualService(`${route('primary', ...BOTH)}, ${route('other', 'host: web')}`, 'name: mesh, namespace: edge')),
      together(routed(NAMED_MESH), virtualService(route('other', 'host: web'), 'name: mesh, namespace: elsewhere')),
      together(routed(`${MESH}, managedRoutes: [{name: header}]`), virtualService(`${route('header', 'host: api-canary')}, ${route('""', ...BOTH)}`)),
      together(
        routed('istio: {virtualService: {name: mesh}, destinationRule: {name: a, canarySubsetName: new, stableSubsetName: old}}'),
        virtualService(route('primary', 'host: api, subset: old', 'host: api, subset: new')),
      ),
      together(
        rollout(`strategy: {canary: {pingPong: {pingService: ping, pongService: pong}, trafficRouting: {${MESH}}}}`),
        virtualService(route('primary', 'host: ping', 'host: pong')),
      ),
    ],
    rejects: {
      [`${ROUTING}/istio/virtualService/routes: VirtualService "mesh" has 2 http routes, so the rollout must name its own, got none`]:
        together(routed(MESH), virtualService(`${route('a', ...BOTH)}, ${route('b', ...BOTH)}`)),
      [`${ROUTING}/istio/virtualServices/0/routes/0: VirtualService "mesh" has no http route "primary", allowed are: other`]:
        together(routed(NAMED_MESH), virtualService(route('other', ...BOTH), 'name: mesh, namespace: edge')),
      [`${ROUTING}/istio/virtualService: VirtualService "mesh" must lead to "api-canary" in its http route "primary", got api-stable`]:
        together(routed(MESH), virtualService(route('primary', 'host: api-stable'))),
      [`${ROUTING}/istio/virtualServices/0/routes/0: VirtualService "mesh" must lead to "api-stable" in its http route "primary", got api-canary, web`]:
        together(routed(NAMED_MESH), virtualService(route('primary', 'host: api-canary', 'host: web'), 'name: mesh, namespace: edge')),
      [`${ROUTING}/istio/virtualService: VirtualService "mesh" must lead to "new" in its http route "primary", got old`]: together(
        routed('istio: {virtualService: {name: mesh}, destinationRule: {name: a, canarySubsetName: new, stableSubsetName: old}}'),
        virtualService(route('primary', 'host: api, subset: old')),
      ),
    },
  },
};

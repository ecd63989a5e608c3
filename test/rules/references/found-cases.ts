import { RuleCases } from '../rule-cases';

const rollout = (spec: string, metadata = 'name: api') => `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {${metadata}}, spec: {${spec}}}`;
const canary = (fields: string, metadata?: string) => rollout(`strategy: {canary: {${fields}}}`, metadata);
const routed = (routing: string, metadata?: string) => canary(`trafficRouting: {${routing}}`, metadata);
const object = (apiVersion: string, kind: string, metadata: string, spec = '') => `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {${metadata}}, spec: {${spec}}}`;
const template = (name: string, spec = '', kind = 'AnalysisTemplate') => object('argoproj.io/v1alpha1', kind, `name: ${name}`, spec);
const scaler = (name: string, apiVersion = 'argoproj.io/v1alpha1') =>
  object('autoscaling/v2', 'HorizontalPodAutoscaler', 'name: cpu', `scaleTargetRef: {apiVersion: ${apiVersion}, kind: Rollout, name: ${name}}`);
const together = (...documents: string[]) => documents.join('\n---\n');

const CANARY = '/spec/strategy/canary';
const ROUTING = `${CANARY}/trafficRouting`;
const GATEWAY = 'plugins: {argoproj-labs/gatewayAPI: {namespace: edge, httpRoutes: [{name: shop}]}}';
const missing = (kind: string, name: string, where = '') => `no ${kind} "${name}" is among what is checked${where}: correct the name, or add it`;
const strays = (kind: string, name: string, where: string, stray: string) =>
  `no ${kind} "${name}" is among what is checked${where && `, in namespace "${where}"`}, but ${stray}`;
const elsewhere = (kind: string, name: string, where: string, other: string) =>
  strays(kind, name, where, `one is in namespace "${other}", where it is not looked for: move one of the two`);
const inTeam = (fields: string) => canary(fields, 'name: api, namespace: team');
const away = (apiVersion: string, kind: string, name: string) => object(apiVersion, kind, `name: ${name}, namespace: edge`);
const secretArgument = (kind = 'AnalysisTemplate', metadata = 'name: health, namespace: team') =>
  object('argoproj.io/v1alpha1', kind, metadata, 'metrics: [], args: [{name: token, valueFrom: {secretKeyRef: {name: prometheus, key: token}}}]');
const secret = (metadata: string) => `{apiVersion: v1, kind: Secret, metadata: {${metadata}}, stringData: {token: x}}`;

/** Other routers, where each names an object, and an object of that kind. */
const ROUTES: [string, string, string, string][] = [
  ['ambassador: {mappings: [shop]}', 'ambassador/mappings/0', 'Mapping', 'getambassador.io/v2'],
  ['traefik: {weightedTraefikServiceName: shop}', 'traefik/weightedTraefikServiceName', 'TraefikService', 'traefik.io/v1alpha1'],
  ['appMesh: {virtualService: {name: shop}}', 'appMesh/virtualService/name', 'VirtualService.appmesh.k8s.aws', 'appmesh.k8s.aws/v1beta2'],
  ['apisix: {route: {name: shop}}', 'apisix/route/name', 'ApisixRoute', 'apisix.apache.org/v2'],
  ['plugins: {argoproj-labs/gatewayAPI: {grpcRoute: shop}}', 'plugins/argoproj-labs~1gatewayAPI/grpcRoute', 'GRPCRoute', 'gateway.networking.k8s.io/v1'],
];

export const FOUND_CASES: Record<string, RuleCases> = {
  'service-found': {
    accepts: [
      together(canary('stableService: api-stable'), object('v1', 'Service', 'name: api-stable, namespace: shop')),
      canary('stableService: api-stable'),
      // for an ALB it may be the name of an action alone
      together(routed('alb: {ingress: a, rootService: root}'), object('v1', 'Service', 'name: web')),
      together(canary('stableService: api-stable', 'name: api, namespace: shop'), object('v1', 'Service', 'name: web, namespace: other')),
    ],
    rejects: {
      [`${CANARY}/stableService: ${missing('Service', 'api-stabel')}`]:
        together(canary('stableService: api-stabel'), object('v1', 'Service', 'name: api-stable')),
      [`${CANARY}/pingPong/pingService: ${missing('Service', 'ping', ', in namespace "shop"')}`]:
        together(canary('pingPong: {pingService: ping, pongService: pong}', 'name: api, namespace: shop'), object('v1', 'Service', 'name: pong')),
      [`${CANARY}/stableService: ${elsewhere('Service', 'api', 'team', 'edge')}`]: together(inTeam('stableService: api'), away('v1', 'Service', 'api')),
      [`${ROUTING}/smi/rootService: ${missing('Service', 'root')}`]: together(routed('smi: {rootService: root}'), object('v1', 'Service', 'name: web')),
    },
  },
  'ingress-found': {
    accepts: [
      together(routed('nginx: {stableIngress: front}'), object('networking.k8s.io/v1', 'Ingress', 'name: front')),
      routed('nginx: {stableIngress: front}'),
    ],
    rejects: {
      [`${ROUTING}/nginx/stableIngress: ${missing('Ingress', 'fornt')}`]:
        together(routed('nginx: {stableIngress: fornt}'), object('networking.k8s.io/v1', 'Ingress', 'name: front')),
      [`${ROUTING}/alb/ingresses/1: ${missing('Ingress', 'back')}`]:
        together(routed('alb: {ingresses: [front, back]}'), object('networking.k8s.io/v1', 'Ingress', 'name: front')),
      [`${ROUTING}/nginx/stableIngress: ${elsewhere('Ingress', 'front', 'team', 'edge')}`]:
        together(inTeam('trafficRouting: {nginx: {stableIngress: front}}'), away('networking.k8s.io/v1', 'Ingress', 'front')),
    },
  },
  'virtual-service-found': {
    accepts: [
      together(routed('istio: {virtualService: {name: mesh}}'), object('networking.istio.io/v1', 'VirtualService', 'name: mesh')),
      together(routed('istio: {virtualService: {name: mesh.eu.edge}}'), object('networking.istio.io/v1', 'VirtualService', 'name: mesh.eu, namespace: edge')),
      together(routed('istio: {virtualService: {name: mesh.edge.cluster.local}}'), object('networking.istio.io/v1', 'VirtualService', 'name: mesh, namespace: edge')),
    ],
    rejects: {
      [`${ROUTING}/istio/virtualService/name: ${missing('VirtualService', 'mash')}`]:
        together(routed('istio: {virtualService: {name: mash}}'), object('networking.istio.io/v1', 'VirtualService', 'name: mesh')),
      [`${ROUTING}/istio/virtualServices/0/name: ${missing('VirtualService', 'mash', ', in namespace "edge"')}`]:
        together(routed('istio: {virtualServices: [{name: mash.edge}]}'), object('networking.istio.io/v1', 'VirtualService', 'name: mesh')),
      [`${ROUTING}/istio/virtualService/name: ${elsewhere('VirtualService', 'mesh', 'team', 'edge')}`]:
        together(inTeam('trafficRouting: {istio: {virtualService: {name: mesh}}}'), away('networking.istio.io/v1', 'VirtualService', 'mesh')),
    },
  },
  'destination-rule-found': {
    accepts: [
      together(routed('istio: {destinationRule: {name: api}}'), object('networking.istio.io/v1', 'DestinationRule', 'name: api')),
      routed('istio: {destinationRule: {name: api}}'),
    ],
    rejects: {
      [`${ROUTING}/istio/destinationRule/name: ${missing('DestinationRule', 'ap')}`]:
        together(routed('istio: {destinationRule: {name: ap, canarySubsetName: a, stableSubsetName: b}}'), object('networking.istio.io/v1', 'DestinationRule', 'name: api')),
    },
  },
  'route-found': {
    accepts: [
      ...ROUTES.map(([routing, , kind, api]) => together(routed(routing), object(api, kind.split('.')[0], 'name: shop'))),
      together(routed(GATEWAY), object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'name: shop, namespace: edge')),
      routed('plugins: {acme/router: {httpRoute: shop}}'),
    ],
    rejects: {
      ...Object.fromEntries(ROUTES.map(([routing, place, kind, api]) => [
        `${ROUTING}/${place}: ${missing(kind, 'shop')}`, together(routed(routing), object(api, kind.split('.')[0], 'name: other')),
      ])),
      [`${ROUTING}/plugins/argoproj-labs~1gatewayAPI/httpRoutes/0/name: ${missing('HTTPRoute', 'shop', ', in namespace "edge"')}`]:
        together(routed(GATEWAY), object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'name: other, namespace: edge')),
      [`${ROUTING}/plugins/argoproj-labs~1gatewayAPI/grpcRoute: ${strays('GRPCRoute', 'shop', '', 'there is HTTPRoute "shop": refer to that kind')}`]:
        together(routed('plugins: {argoproj-labs/gatewayAPI: {grpcRoute: shop}}'), object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'name: shop')),
    },
  },
  'template-found': {
    accepts: [
      together(canary('analysis: {templates: [{templateName: health}]}'), template('health')),
      together(canary('analysis: {templates: [{templateName: health, clusterScope: true}]}'), template('up')),
      together(template('all', 'templates: [{templateName: health}]'), template('health')),
      together(template('all', 'templates: [{templateName: health}]', 'ClusterAnalysisTemplate'), away('argoproj.io/v1alpha1', 'AnalysisTemplate', 'health')),
      canary('analysis: {templates: [{templateName: helth}]}'),
    ],
    rejects: {
      [`${CANARY}/analysis/templates/0/templateName: ${elsewhere('AnalysisTemplate', 'health', 'team', 'edge')}`]:
        together(inTeam('analysis: {templates: [{templateName: health}]}'), away('argoproj.io/v1alpha1', 'AnalysisTemplate', 'health')),
      [`${CANARY}/analysis/templates/0/templateName: ${strays('AnalysisTemplate', 'up', '', 'there is ClusterAnalysisTemplate "up": add clusterScope: true to refer to it')}`]:
        together(canary('analysis: {templates: [{templateName: up}]}'), template('up', '', 'ClusterAnalysisTemplate')),
      [`${CANARY}/analysis/templates/0/templateName: ${strays('ClusterAnalysisTemplate', 'up', '',
        'there is AnalysisTemplate "up": leave clusterScope out to refer to it in its own namespace')}`]:
        together(canary('analysis: {templates: [{templateName: up, clusterScope: true}]}'), template('up')),
      [`${CANARY}/analysis/templates/0/templateName: ${strays('ClusterAnalysisTemplate', 'up', '',
        'there is AnalysisTemplate "up" in namespace "edge": leave clusterScope out to refer to it in its own namespace')}`]:
        together(inTeam('analysis: {templates: [{templateName: up, clusterScope: true}]}'), away('argoproj.io/v1alpha1', 'AnalysisTemplate', 'up')),
      // a namespace without any template
      [`${CANARY}/analysis/templates/0/templateName: ${missing('AnalysisTemplate', 'up', ', in namespace "team"')}`]:
        together(inTeam('analysis: {templates: [{templateName: up}]}'), away('argoproj.io/v1alpha1', 'AnalysisTemplate', 'health')),
      [`${CANARY}/analysis/templates/0/templateName: ${missing('AnalysisTemplate', 'hlth')}`]:
        together(canary('analysis: {templates: [{templateName: hlth}]}'), template('health', '', 'ClusterAnalysisTemplate')),
      [`${CANARY}/analysis/templates/0: ${elsewhere('AnalysisTemplate', 'health', 'team', 'edge')}`]: together(
        inTeam('analysis: {templates: [{templateName: all, clusterScope: true}]}'), template('all', 'templates: [{templateName: health}]', 'ClusterAnalysisTemplate'),
        away('argoproj.io/v1alpha1', 'AnalysisTemplate', 'health'),
      ),
      [`${CANARY}/analysis/templates/0/templateName: ${missing('AnalysisTemplate', 'helth')}`]:
        together(canary('analysis: {templates: [{templateName: helth}]}'), template('health')),
      [`${CANARY}/steps/0/experiment/analyses/0/templateName: ${missing('ClusterAnalysisTemplate', 'helth')}`]: together(
        canary('steps: [{experiment: {templates: [], analyses: [{name: a, templateName: helth, clusterScope: true}]}}]'),
        template('health', '', 'ClusterAnalysisTemplate'),
      ),
      [`/spec/templates/0/templateName: ${missing('AnalysisTemplate', 'health')}`]: template('all', 'templates: [{templateName: health}]'),
      [`/spec/analyses/0/templateName: ${missing('AnalysisTemplate', 'helth')}`]: together(
        object('argoproj.io/v1alpha1', 'Experiment', 'name: try', 'templates: [], analyses: [{name: a, templateName: helth}]'), template('health'),
      ),
    },
  },
  'secret-found': {
    accepts: [
      together(secretArgument(), secret('name: prometheus, namespace: team')),
      together(secretArgument(), secret('name: prometheus')),
      // made by somebody else
      together(secretArgument(), secret('name: other, namespace: team')),
      together(secretArgument('ClusterAnalysisTemplate', 'name: health'), secret('name: prometheus, namespace: edge')),
    ],
    rejects: {
      [`/spec/args/0/valueFrom/secretKeyRef/name: ${elsewhere('Secret', 'prometheus', 'team', 'edge')}`]:
        together(secretArgument(), secret('name: prometheus, namespace: edge')),
      [`${CANARY}/analysis/templates: ${elsewhere('Secret', 'prometheus', 'team', 'edge')}`]: together(
        inTeam('analysis: {templates: [{templateName: health, clusterScope: true}]}'), secretArgument('ClusterAnalysisTemplate', 'name: health'),
        secret('name: prometheus, namespace: edge'),
      ),
    },
  },
  'workload-found': {
    accepts: [
      together(rollout('workloadRef: {apiVersion: apps/v1, kind: Deployment, name: api}'), object('apps/v1', 'Deployment', 'name: api')),
      rollout('workloadRef: {apiVersion: apps/v1, kind: Deployment, name: api}'),
    ],
    rejects: {
      [`/spec/workloadRef/name: ${missing('Deployment', 'app')}`]:
        together(rollout('workloadRef: {apiVersion: apps/v1, kind: Deployment, name: app}'), object('apps/v1', 'Deployment', 'name: api')),
      [`/spec/workloadRef/name: ${elsewhere('Deployment', 'api', 'team', 'edge')}`]: together(
        rollout('workloadRef: {apiVersion: apps/v1, kind: Deployment, name: api}', 'name: api, namespace: team'), away('apps/v1', 'Deployment', 'api'),
      ),
      [`/spec/workloadRef/name: ${strays('Deployment', 'api', '', 'there is ReplicaSet "api": refer to that kind')}`]:
        together(rollout('workloadRef: {apiVersion: apps/v1, kind: Deployment, name: api}'), object('apps/v1', 'ReplicaSet', 'name: api')),
    },
  },
  'scale-target-found': {
    accepts: [together(scaler('api'), rollout('')), scaler('api'), together(scaler('web', 'example.com/v1'), rollout(''))],
    rejects: {
      [`/spec/scaleTargetRef/name: ${missing('Rollout', 'web')}`]: together(scaler('web'), rollout('')),
    },
  },
};

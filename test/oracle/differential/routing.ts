import { Plan } from './plan';

type Fields = Record<string, any>;

const TURNS = ['alb', 'istio', 'plugins'];
const BOTH = ['stable', 'canary'];
const PAIR = { canaryService: 'canary', stableService: 'stable' };

/** Whether Services take turns: not every router can follow. */
export function takesTurns({ pingPong, router }: Plan): boolean {
  return pingPong && TURNS.includes(router);
}

/** How traffic is split: the strategy's fields, and the objects that the router changes. */
export function routingOf(plan: Plan): { trafficRouting?: Fields; services: Fields; objects: Fields[] } {
  if (plan.router === 'none' || plan.strategy === 'blueGreen') {
    return { services: plan.several ? PAIR : {}, objects: [] };
  }
  const services = takesTurns(plan) ? { pingPong: { pingService: 'ping', pongService: 'pong' } }
    : plan.router === 'istio' && plan.subsets && plan.several ? {} : PAIR;
  const { fields, objects } = MAKERS[plan.router](plan);
  const managed = { managedRoutes: [{ name: 'header' }, { name: 'mirror' }] };
  return { trafficRouting: { [plan.router]: fields, ...managed }, services, objects };
}

interface Routed {
  readonly fields: Fields;
  readonly objects: Fields[];
}

const MAKERS: Record<Exclude<Plan['router'], 'none'>, (plan: Plan) => Routed> = {
  nginx: ({ several }) => ({
    fields: several ? { stableIngresses: ['web', 'web-2'] } : { stableIngress: 'web' },
    objects: [ingress('web', 'stable'), ingress('web-2', 'stable')],
  }),
  alb: (plan) => ({
    fields: {
      ...plan.several ? { ingresses: ['web', 'web-2'] } : { ingress: 'web' },
      servicePort: 80,
      ...takesTurns(plan) || plan.subsets ? { rootService: 'root' } : {},
    },
    objects: ['web', 'web-2'].map((name) => ingress(name, takesTurns(plan) || plan.subsets ? 'root' : 'stable', { name: 'use-annotation' })),
  }),
  istio: istioOf,
  smi: () => ({ fields: { trafficSplitName: 'split' }, objects: [] }),
  ambassador: () => ({
    fields: { mappings: ['web'] },
    objects: [{ apiVersion: 'getambassador.io/v2', kind: 'Mapping', metadata: { name: 'web' }, spec: { prefix: '/', service: 'stable' } }],
  }),
  appMesh: () => ({
    fields: {
      virtualService: { name: 'web' },
      virtualNodeGroup: { canaryVirtualNodeRef: { name: 'canary' }, stableVirtualNodeRef: { name: 'stable' } },
    },
    objects: mesh(),
  }),
  traefik: () => ({
    fields: { weightedTraefikServiceName: 'web' },
    objects: [{
      apiVersion: 'traefik.io/v1alpha1', kind: 'TraefikService', metadata: { name: 'web' }, spec: { weighted: { services: BOTH.map((name) => ({ name, port: 80 })) } },
    }],
  }),
  apisix: () => ({
    fields: { route: { name: 'web', rules: ['all'] } },
    objects: [{
      apiVersion: 'apisix.apache.org/v2',
      kind: 'ApisixRoute',
      metadata: { name: 'web' },
      spec: { http: [{ name: 'all', match: { paths: ['/*'] }, backends: BOTH.map((serviceName) => ({ serviceName, servicePort: 80, weight: 50 })) }] },
    }],
  }),
  plugins: () => ({ fields: { 'example/router': { route: 'web' } }, objects: [] }),
};

function ingress(name: string, service: string, port: Fields = { number: 80 }): Fields {
  const paths = ['other', service].map((backend) => ({ path: '/', pathType: 'Prefix', backend: { service: { name: backend, port } } }));
  return { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name }, spec: { rules: [{ http: { paths } }] } };
}

const ADDING_STEPS = ['setHeaderRoute', 'setMirrorRoute'];

function istioOf(plan: Plan): Routed {
  const names = plan.several ? ['web', 'web-2'] : ['web'];
  // beside a route that a step adds, the controller would lose one that has no name here
  const isBeside = plan.steps.some(({ kind }) => ADDING_STEPS.includes(kind));
  const references = names.map((name, index) => ({ name, ...isBeside || (index === 0 && plan.numbers % 2 === 0) ? { routes: ['primary'] } : {} }));
  const rule = { destinationRule: { name: 'api', canarySubsetName: 'canary', stableSubsetName: 'stable' } };
  return {
    fields: {
      ...plan.several ? { virtualServices: references } : { virtualService: references[0] },
      ...plan.subsets ? rule : {},
    },
    objects: [...names.map((name) => virtualService(name, destinationsOf(plan))), ...plan.subsets ? [SUBSETS] : []],
  };
}

const SUBSETS = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'DestinationRule',
  metadata: { name: 'api' },
  spec: { host: 'api', subsets: BOTH.map((name) => ({ name, labels: { app: 'api' } })) },
};

function destinationsOf(plan: Plan): Fields[] {
  if (plan.subsets) {
    return BOTH.map((subset) => ({ host: 'api', subset }));
  }
  return (takesTurns(plan) ? ['ping', 'pong'] : BOTH).map((host) => ({ host: plan.pod % 2 === 0 ? host : `${host}.shop.svc` }));
}

function virtualService(name: string, destinations: readonly Fields[]): Fields {
  const route = destinations.map((destination, index) => ({ destination, weight: index === 0 ? 100 : 0 }));
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name },
    spec: { hosts: ['api'], http: [{ name: 'primary', route }] },
  };
}

const WEIGHTED = { action: { weightedTargets: BOTH.map((name) => ({ virtualNodeRef: { name }, weight: 50 })) } };

function mesh(): Fields[] {
  const apiVersion = 'appmesh.k8s.aws/v1beta2';
  return [
    { apiVersion, kind: 'VirtualService', metadata: { name: 'web' }, spec: { provider: { virtualRouter: { virtualRouterRef: { name: 'web' } } } } },
    { apiVersion, kind: 'VirtualRouter', metadata: { name: 'web' }, spec: { routes: [{ name: 'all', httpRoute: WEIGHTED }] } },
    ...BOTH.map((name) => ({ apiVersion, kind: 'VirtualNode', metadata: { name }, spec: { podSelector: { matchLabels: { app: 'api' } } } })),
  ];
}

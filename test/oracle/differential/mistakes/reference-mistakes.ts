import { atObject, atStrategy, Mistake, routedBy } from '../mistake';
import { Plan } from '../plan';

type Fields = Record<string, any>;

const ROUTING = 'trafficRouting';
const ONE = { several: false };
const PLAIN = { several: false, subsets: false, pingPong: false };

function route(name: string | undefined, ...hosts: string[]): Fields {
  return { ...name ? { name } : {}, route: hosts.map((host) => ({ destination: { host } })) };
}

const BOTH = ['stable', 'canary'];

const SERVICES: readonly Mistake[] = [
  atObject('a Service that selects other pods', 'Service', 'spec/selector', [{ app: 'other' }, { app: 'api', gone: 'x' }], routedBy('nginx')),
  atObject('a Service that another rollout manages', 'Service', 'metadata/annotations',
    [{ 'argo-rollouts.argoproj.io/managed-by-rollouts': 'other' }], routedBy('nginx')),
];

const INGRESSES: readonly Mistake[] = [
  atStrategy('no Ingress named', 'canary', `${ROUTING}/nginx/stableIngress`, [undefined], routedBy('nginx', ONE)),
  atStrategy('Ingresses named twice', 'canary', `${ROUTING}/nginx/stableIngresses`, [['web-2']], routedBy('nginx', ONE)),
  atStrategy('no Ingress named', 'canary', `${ROUTING}/alb/ingress`, [undefined, ''], routedBy('alb', ONE)),
  atStrategy('Ingresses named twice', 'canary', `${ROUTING}/alb/ingresses`, [['web-2']], routedBy('alb', ONE)),
  ...(['nginx', 'alb'] as const).map((router) => (
    atObject(`an Ingress of ${router} that leads elsewhere`, 'Ingress', 'spec/rules', [[], undefined, [{ host: 'a' }]], routedBy(router)))),
];

const TLS = [{ match: [{ port: 443, sniHosts: ['a'] }], route: BOTH.map((host) => ({ destination: { host } })) }];
const TCP = [{ match: [{ port: 3306 }], route: BOTH.map((host) => ({ destination: { host } })) }];

/** A VirtualService, and what the rollout names of it. */
function virtualService(what: string, spec: Fields, reference: Fields = {}): Mistake {
  return {
    what,
    needs: routedBy('istio', PLAIN),
    make({ objects, rollout }) {
      const istio = rollout.spec.strategy.canary?.trafficRouting?.istio;
      const found = objects.find(({ kind }) => kind === 'VirtualService');
      if (istio?.virtualService && found) {
        found.spec = structuredClone(spec);
        istio.virtualService = { name: 'web', ...reference };
      }
    },
  };
}

/** How the rollout names a route of a list, where it has to. */
const NAMED: Fields = { tls: { tlsRoutes: [{ port: 443 }] }, tcp: { tcpRoutes: [{ port: 3306 }] } };

/** No mistakes: what only looks like one is accepted, and must be by us. */
const NEAR_MISSES: readonly Mistake[] = [
  virtualService('tls routes that are none, beside http routes', { http: [route('primary', ...BOTH)], tls: 'all' }),
  atObject('a Service that selects one version', 'Service', 'spec/selector', [{ 'app': 'api', 'rollouts-pod-template-hash': 'abc' }], routedBy('nginx')),
];

const VIRTUAL_SERVICES: readonly Mistake[] = [
  atStrategy('no VirtualService named', 'canary', `${ROUTING}/istio/virtualService`, [undefined], routedBy('istio', ONE)),
  atStrategy('VirtualServices named twice', 'canary', `${ROUTING}/istio/virtualServices`, [[{ name: 'web-2' }]], routedBy('istio', ONE)),
  virtualService('a VirtualService of nothing', { hosts: ['api'] }),
  virtualService('http routes that are none', { http: 'all' }),
  virtualService('http routes that are a map', { http: { route: [] } }),
  virtualService('tls routes that are none', { tls: 'all' }),
  virtualService('tcp routes that are none', { tcp: 'all' }),
  ...['http', 'tls', 'tcp'].map((list) => virtualService('a route that is none', { [list]: ['all'] }, NAMED[list])),
  virtualService('a route that is none', { http: [{ name: 5, route: [] }] }),
  virtualService('a route that is none', { http: [{ name: 'primary', route: 'all' }] }),
  virtualService('no tls route beside http routes', { http: [route('primary', ...BOTH)], tls: [] }),
  virtualService('no tcp route beside http routes', { http: [route('primary', ...BOTH)], tcp: [] }),
  virtualService('a route that is not there', { http: [route('primary', ...BOTH)] }, { routes: ['other'] }),
  virtualService('a route without the canary', { http: [route('primary', 'stable')] }),
  virtualService('a route without the stable version', { http: [route('primary', 'canary')] }, { routes: ['primary'] }),
  virtualService('two routes and no name', { http: [route('a', ...BOTH), route('b', ...BOTH)] }),
  virtualService('no route', { http: [] }),
  virtualService('a tls route that is not there', { tls: TLS }, { tlsRoutes: [{ port: 8443 }] }),
  virtualService('a tls route without the canary', { tls: [{ ...TLS[0], route: [{ destination: { host: 'stable' } }] }] }),
  virtualService('two tls routes and no name', { tls: [...TLS, ...TLS] }),
  virtualService('a tcp route that is not there', { tcp: TCP }, { tcpRoutes: [{ port: 1 }] }),
  virtualService('a tcp route without the canary', { tcp: [{ ...TCP[0], route: [{ destination: { host: 'stable' } }] }] }),
  virtualService('two tcp routes and no name', { tcp: [...TCP, ...TCP] }),
  atObject('a subset that no route leads to', 'VirtualService', 'spec/http',
    [[{ name: 'primary', route: [{ destination: { host: 'api', subset: 'stable' } }] }]], routedBy('istio', { subsets: true, several: false })),
];

const TARGETS = 'spec/routes/0/httpRoute/action/weightedTargets';

const MESHES: readonly Mistake[] = [
  atStrategy('no Mapping', 'canary', `${ROUTING}/ambassador/mappings`, [[]], routedBy('ambassador')),
  atObject('a Mapping with a weight', 'Mapping', 'spec/weight', [1, 50], routedBy('ambassador')),
  atStrategy('no virtual service of App Mesh', 'canary', `${ROUTING}/appMesh/virtualService`, [undefined], routedBy('appMesh')),
  atObject('a virtual router without routes', 'VirtualRouter', 'spec/routes', [[], undefined], routedBy('appMesh')),
  atObject('a virtual route of no kind', 'VirtualRouter', 'spec/routes/0', [{ name: 'all' }, { name: 'all', otherRoute: {} }], routedBy('appMesh')),
  atObject('not two targets', 'VirtualRouter', TARGETS, [undefined, [], [{ weight: 1 }]], routedBy('appMesh')),
];

/** An object of a kind has another name than the rollout knows. */
function gone(kind: string, needs: Partial<Plan>): Mistake {
  return atObject(`a ${kind} that is not there`, kind, 'metadata/name', ['gone'], needs);
}

const GONE: readonly Mistake[] = [
  gone('Service', routedBy('nginx')),
  gone('Ingress', routedBy('nginx')),
  gone('VirtualService', routedBy('istio')),
  gone('Mapping', routedBy('ambassador')),
  { ...gone('VirtualService', routedBy('appMesh')), what: 'a virtual service of App Mesh that is not there' },
];

export const REFERENCE_MISTAKES: readonly Mistake[] = [...SERVICES, ...NEAR_MISSES, ...INGRESSES, ...VIRTUAL_SERVICES, ...MESHES, ...GONE];

import { RuleCases } from '../rule-cases';

const rollout = (spec: string) => `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {${spec}}}`;
const routed = (routing: string, fields = '') =>
  rollout(`strategy: {canary: {stableService: api-stable, canaryService: api-canary, trafficRouting: {${routing}}, ${fields}}}`);
const virtualService = (http: string, metadata = 'name: mesh', api = 'networking.istio.io/v1') =>
  `{apiVersion: ${api}, kind: VirtualService, metadata: {${metadata}}, spec: {http: [${http}]}}`;
const mesh = (spec: string) => `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: mesh}, spec: {${spec}}}`;
const route = (name: string, ...destinations: string[]) => `{name: ${name}, route: [${destinations.map((one) => `{destination: {${one}}}`).join(', ')}]}`;
const together = (...documents: string[]) => documents.join('\n---\n');

const ROUTING = '/spec/strategy/canary/trafficRouting';
const BOTH = ['host: api-stable.prod.svc.cluster.local', 'host: api-canary'];
const both = `route: [${BOTH.map((one) => `{destination: {${one}}}`).join(', ')}]`;
const MESH = 'istio: {virtualService: {name: mesh}}';
const NAMED_MESH = 'istio: {virtualServices: [{name: mesh.edge, routes: [primary]}]}';
const stream = (routes: string) => `istio: {virtualService: {name: mesh, ${routes}}}`;

const MANAGED = `${MESH}, managedRoutes: [{name: beta}]`;
const HEADER = 'steps: [{setHeaderRoute: {name: beta, match: [{headerName: a, headerValue: {exact: b}}]}}]';
const MIRROR = 'steps: [{setMirrorRoute: {name: beta, match: [{method: {exact: GET}}]}}]';
const lost = (remedy: string) => `${ROUTING}/istio/virtualService/routes: VirtualService "mesh" gets further routes from steps, `
  + `so the rollout must name the one that it splits, got none: ${remedy}`;

const weighted = (...destinations: string[]) => mesh(`http: [{route: [${destinations.map((one) => `{destination: {${one}}, weight: 10}`).join(', ')}]}]`);
const SUBSETS = routed('istio: {virtualService: {name: mesh}, destinationRule: {name: subsets, canarySubsetName: new, stableSubsetName: old}}');

export const VIRTUAL_SERVICE_CASES: Record<string, RuleCases> = {
  'virtual-service-has-routes': {
    accepts: [together(routed(MESH), mesh('tcp: [{}]')), together(routed(stream('tcpRoutes: [{port: 1}]')), mesh('tcp: []')), together(routed(MESH), mesh('http: []'))],
    rejects: {
      [`${ROUTING}/istio/virtualService: VirtualService "mesh" needs routes in http, tls or tcp, got none`]: together(routed(MESH), mesh('hosts: [api]')),
      [`${ROUTING}/istio/virtualService: VirtualService "mesh" needs a tls route, got an empty list: add one, or leave "tls" out`]:
        together(routed(MESH), mesh(`http: [{${both}}], tls: []`)),
    },
  },
  'virtual-service-readable': {
    accepts: [
      together(routed(MESH), mesh(`http: [{name: primary, ${both}, timeout: 5s, retries: {attempts: 3}, match: [{uri: {prefix: /}, headers: {a: {exact: b}}}]}]`)),
      together(routed(stream('tcpRoutes: [{port: 5432}]')), mesh(`tcp: [{match: [{port: 5432, sourceLabels: {app: api}}], ${both}}]`)),
    ],
    rejects: {
      [`${ROUTING}/istio/virtualService: VirtualService "mesh" has a value at /spec/http/0/route/0/weight that must be a whole number, got "100": leave the quotes out`]:
        together(routed(MESH), mesh('http: [{route: [{destination: {host: api-stable}, weight: "100"}, {destination: {host: api-canary}}]}]')),
      [`${ROUTING}/istio/virtualService: VirtualService "mesh" has a value at /spec/http/0/name that must be a string, got 5: put it in quotes`]: together(routed(MESH), mesh(`http: [{name: 5, ${both}}]`)),
      [`${ROUTING}/istio/virtualService: VirtualService "mesh" has a value at /spec/http/1 that must be an object, got "all"`]: together(routed(MESH), mesh(`http: [{${both}}, all]`)),
      [`${ROUTING}/istio/virtualService: VirtualService "mesh" has a value at /spec/tls/0/match that must be a list, got an object`]:
        together(routed(MESH), mesh(`http: [{${both}}], tls: [{match: {port: 443}, ${both}}]`)),
      [`${ROUTING}/istio/virtualService: VirtualService "mesh" has a value at /spec/tcp/0/match/0/sourceLabels/port that must be a string, got 1: put it in quotes`]:
        together(routed(MESH), mesh(`tcp: [{match: [{sourceLabels: {port: 1}}], ${both}}]`)),
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
      together(routed(MESH), mesh(`tls: [{${both}}], tcp: [{${both}}]`)),
      together(routed(stream('tlsRoutes: [{port: 443, sniHosts: [b, a]}]')), mesh(`tls: [{match: [{port: 80}]}, {match: [{port: 443, sniHosts: [a, b]}], ${both}}]`)),
      together(routed(stream('tcpRoutes: [{port: 5432}]')), mesh(`tcp: [{match: [{port: 5432}], ${both}}, {match: [{port: 6379}]}]`)),
      together(routed(stream('tcpRoutes: [{}]')), mesh(`tcp: [{${both}}]`)),
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
      [`${ROUTING}/istio/virtualService/tlsRoutes: VirtualService "mesh" has 2 tls routes, so the rollout must name its own, got none`]:
        together(routed(MESH), mesh(`tls: [{${both}}, {${both}}]`)),
      [`${ROUTING}/istio/virtualService/tlsRoutes/0: VirtualService "mesh" has no tls route of port 443 for a`]:
        together(routed(stream('tlsRoutes: [{port: 443, sniHosts: [a]}]')), mesh(`tls: [{match: [{port: 443, sniHosts: [a, b]}], ${both}}]`)),
      [`${ROUTING}/istio/virtualService/tcpRoutes/0: VirtualService "mesh" has no tcp route of port 5432`]:
        together(routed(stream('tcpRoutes: [{port: 5432}]')), mesh(`tcp: [{match: [{port: 5432}, {port: 5433}], ${both}}]`)),
      [`${ROUTING}/istio/virtualService/tcpRoutes/0: VirtualService "mesh" must lead to "api-canary" in its tcp route, got api-stable`]:
        together(routed(stream('tcpRoutes: [{port: 5432}]')), mesh('tcp: [{match: [{port: 5432}], route: [{destination: {host: api-stable}}]}]')),
      [['api-canary', 'api-stable'].map((service) => `${ROUTING}/istio/virtualService: VirtualService "mesh" must lead to "${service}" in its tcp route, got db: `
        + 'give other tcp traffic a VirtualService of its own').join('\n')]:
        together(routed(MESH), mesh(`http: [{${both}}], tcp: [{route: [{destination: {host: db}}]}]`)),
    },
  },
  'split-route-named': {
    accepts: [
      together(routed(`${stream('routes: [primary]')}, managedRoutes: [{name: beta}]`, HEADER), virtualService(route('primary', ...BOTH))),
      together(routed(MANAGED, HEADER), mesh(`http: [{${both}}]`)),
      together(routed(MANAGED, 'steps: [{setMirrorRoute: {name: beta}}, {setHeaderRoute: {name: beta}}]'), virtualService(route('primary', ...BOTH))),
      routed(MANAGED, MIRROR),
    ],
    rejects: {
      [lost('write "primary"')]: together(routed(MANAGED, HEADER), virtualService(route('primary', ...BOTH))),
      [lost('give the http route a name, and write it here')]: together(routed(MANAGED, MIRROR), mesh(`http: [{${both}}]`)),
    },
  },
  'routes-told-apart': {
    accepts: [
      together(routed(MANAGED), virtualService(`${route('a')}, ${route('""')}`)),
      together(routed(MESH), mesh('http: [{}, {}]')),
      together(routed(MANAGED), virtualService(`${route('beta')}, ${route('beta')}`)),
    ],
    rejects: {
      [`${ROUTING}/istio/virtualService: VirtualService "mesh" needs http routes with a name of their own beside managedRoutes, got "" twice`]:
        together(routed(MANAGED), mesh('http: [{name: a}, {}, {}]')),
      [`${ROUTING}/istio/virtualService: VirtualService "mesh" needs http routes with a name of their own beside managedRoutes, got "a" twice`]:
        together(routed(MANAGED), mesh('http: [{name: a}, {name: a}]')),
    },
  },
  'route-steps-need-http': {
    accepts: [together(routed(MANAGED, HEADER), mesh('http: []')), together(routed(MESH), mesh(`tcp: [{${both}}]`)), routed(MANAGED, HEADER)],
    rejects: {
      [`${ROUTING}/istio/virtualService: VirtualService "mesh" needs http routes for setHeaderRoute, got none: leave the step out`]:
        together(routed(MANAGED, HEADER), mesh(`tcp: [{${both}}]`)),
    },
  },
  'destinations-kept': {
    accepts: [
      together(routed(MESH), weighted('host: api-stable', 'host: api-canary')), together(routed(MESH), mesh(`http: [{${both}}]`)),
      together(routed(stream('routes: [primary]')), weighted('host: web').replace('http: [', 'http: [{name: primary}, ')),
      together(SUBSETS.replace('stableSubsetName', 'additionalSubsetNames: [more], stableSubsetName'), weighted('host: api, subset: old', 'host: api, subset: more')),
    ],
    rejects: {
      [`${ROUTING}/istio/virtualService: VirtualService "mesh" may lead to "api-canary" and "api-stable" only in its http route, got web, files: give others a route of their own`]:
        together(routed(MESH), weighted('host: api-stable', 'host: api-canary', 'host: web', 'host: files')),
      [`${ROUTING}/istio/virtualService: VirtualService "mesh" may lead to "new" and "old" only in its http route, got more: give others a route of their own`]:
        together(SUBSETS, weighted('host: api, subset: old', 'host: api, subset: more')),
    },
  },
};

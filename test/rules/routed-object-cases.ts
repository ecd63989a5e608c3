import { RolloutCase } from './rollout-cases';

const canary = (fields: string) => '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: '
  + `{stableService: api-stable, canaryService: api-canary, ${fields}}}}}`;
const routed = (routing: string) => canary(`trafficRouting: {${routing}}`);
const together = (...documents: string[]) => documents.join('\n---\n');
const ingress = (spec: string) => `{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: front}, spec: {${spec}}}`;
const paths = (...backends: string[]) => `{http: {paths: [${backends.map((backend) => `{backend: {${backend}}}`).join(', ')}]}}`;
const to = (name: string) => `service: {name: ${name}}`;
const path = (name: string) => `rules: [${paths(to(name))}]`;
const FILES = 'resource: {kind: StorageBucket, name: files}';
const ROUTING = '/spec/strategy/canary/trafficRouting';
const NGINX = 'nginx: {stableIngress: front}';
const ALB = 'alb: {ingress: front}';
const unreadable = (...places: string[]) => `Ingress "front" needs a Service behind each path of each rule, got none at ${places.join(', ')}: `
  + 'give other traffic an Ingress of its own';

const sticky = (enabled: boolean, seconds: number) => routed(`alb: {ingress: front, stickinessConfig: {enabled: ${enabled}, durationSeconds: ${seconds}}}`);
const stickiness = (got: number) => `${ROUTING}/alb/stickinessConfig/durationSeconds: durationSeconds must lie between 1 and 604800 (a week), got ${got}`;

const MAPPINGS = routed('ambassador: {mappings: [web]}');
const mapping = (spec: string, api = 'getambassador.io/v2') => together(MAPPINGS, `{apiVersion: ${api}, kind: Mapping, metadata: {name: web}, spec: {${spec}}}`);

const TRAEFIK = routed('traefik: {weightedTraefikServiceName: web}');
const traefik = (spec: string) => together(TRAEFIK, `{apiVersion: traefik.io/v1alpha1, kind: TraefikService, metadata: {name: web}, spec: {${spec}}}`);
const weighted = (...services: string[]) => traefik(`weighted: {services: [${services.map((service) => `{${service}}`).join(', ')}]}`);

const APISIX = routed('apisix: {route: {name: web}}');
const apisix = (http: string, rollout = APISIX) => together(rollout, `{apiVersion: apisix.apache.org/v2, kind: ApisixRoute, metadata: {name: web}, spec: {http: [${http}]}}`);
const backends = (...names: string[]) => `backends: [${names.map((name) => `{serviceName: ${name}}`).join(', ')}]`;
const apisixRoute = (says: string) => `${ROUTING}/apisix/route/name: ApisixRoute "web" ${says}`;

const APP_MESH = routed('appMesh: {virtualService: {name: web}, virtualNodeGroup: {canaryVirtualNodeRef: {name: new}, stableVirtualNodeRef: {name: old}}}');
const ONE_ROUTE = APP_MESH.replace('{name: web}', '{name: web, routes: [all]}');
const appMesh = (routes: string, rollout = APP_MESH) => together(
  rollout,
  '{apiVersion: appmesh.k8s.aws/v1beta2, kind: VirtualService, metadata: {name: web}, spec: {provider: {virtualRouter: {virtualRouterRef: {name: router}}}}}',
  `{apiVersion: appmesh.k8s.aws/v1beta2, kind: VirtualRouter, metadata: {name: router}, spec: {routes: [${routes}]}}`,
);
const meshRoute = (name: string, ...nodes: string[]) =>
  `{name: ${name}, httpRoute: {action: {weightedTargets: [${nodes.map((node) => `{virtualNodeRef: {name: ${node}}, weight: 1}`).join(', ')}]}}}`;
const router = (place: string, says: string) => `${ROUTING}/appMesh/${place}: VirtualRouter "router" ${says}`;

const GATEWAY = 'plugins/argoproj-labs~1gatewayAPI';
const gateway = (fields: string) => routed(`plugins: {argoproj-labs/gatewayAPI: {${fields}}}`);
const PLUGIN_ROUTE = gateway('namespace: shop, httpRoute: web');
const httpRoute = (...services: string[]) => together(PLUGIN_ROUTE, '{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: web, namespace: shop}, spec: '
  + `{rules: [${services.map((service) => `{backendRefs: [{name: ${service}}]}`).join(', ')}]}}`);

const active = (spec: string) => `{apiVersion: v1, kind: Service, metadata: {name: api-stable}, ${spec}}`;
const PODS = '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {template: {spec: {initContainers: [{name: proxy, ports: [{name: mesh}]}], '
  + 'containers: [{name: api, ports: [{name: http}, {containerPort: 1}]}]}}, strategy: {blueGreen: {activeService: api-stable}}}}';
const reached = (target: string) => together(PODS, active(`spec: {selector: {a: b}, ports: [{targetPort: ${target}}]}`));

export const ROUTED_OBJECT_CASES: Record<string, RolloutCase> = {
  'ingress-leads-to-service': {
    accepts: [
      together(routed('nginx: {stableIngress: front}'), ingress(path('api-stable'))),
      together(routed('alb: {ingress: front, rootService: root}'), ingress(path('root'))),
      together(routed('nginx: {stableIngress: elsewhere}, alb: {ingress: front, rootService: root}'), ingress(path('root'))),
      together(routed('nginx: {stableIngress: front}'), ingress(path('web')).replace('networking.k8s.io', 'example.com')),
      routed('nginx: {stableIngress: front}'),
    ],
    rejects: {
      [`${ROUTING}/nginx/stableIngress: Ingress "front" needs a rule with a path to Service "api-stable", got paths to: web`]:
        together(routed('nginx: {stableIngress: front}'), ingress(path('web'))),
      [`${ROUTING}/nginx/stableIngresses/1: Ingress "front" needs a rule with a path to Service "api-stable", got paths to: none`]:
        together(routed('nginx: {stableIngresses: [back, front]}'), ingress('defaultBackend: {service: {name: api-stable}}')),
      [`${ROUTING}/nginx/stableIngress: Ingress "front" needs a rule with a path to Service "api-stable", got paths to: root`]:
        together(routed('nginx: {stableIngress: front}, alb: {ingress: elsewhere, rootService: root}'), ingress(path('root'))),
      [`${ROUTING}/alb/ingress: Ingress "front" needs a rule with a path to Service "root", got paths to: api-stable`]:
        together(routed('alb: {ingress: front, rootService: root}'), ingress(path('api-stable'))),
    },
  },
  'ingress-readable': {
    accepts: [
      together(routed(NGINX), ingress(`rules: [${paths(to('web'), to('api-stable'))}]`)),
      together(routed(ALB), ingress(`rules: [{host: a}, ${paths(to('api-stable'), FILES)}]`)),
      together(routed(NGINX), ingress(`rules: [${paths('serviceName: api-stable')}]`).replace('/v1', '/v1beta1')),
      routed(NGINX),
    ],
    rejects: {
      [`${ROUTING}/nginx/stableIngress: ${unreadable('spec.rules[0].http.paths[1]')}`]:
        together(routed(NGINX), ingress(`rules: [${paths(to('api-stable'), FILES)}]`)),
      [`${ROUTING}/nginx/stableIngress: ${unreadable('spec.rules[0]', 'spec.rules[1].http.paths[0]')}`]:
        together(routed(NGINX), ingress(`rules: [{host: a}, ${paths(FILES, to('api-stable'))}]`)),
      [`${ROUTING}/alb/ingress: ${unreadable('spec.rules[0].http.paths[0]')}`]:
        together(routed(ALB), ingress(`rules: [${paths(FILES, to('api-stable'), FILES)}]`)),
      [`${ROUTING}/alb/ingress: ${unreadable('spec.rules[0].http.paths[1]', 'spec.rules[1]')}`]:
        together(routed(`${ALB}, managedRoutes: [{name: beta}]`), ingress(`rules: [${paths(to('api-stable'), FILES)}, {host: a}]`)),
    },
  },
  'stickiness-in-range': {
    accepts: [sticky(true, 604800), sticky(true, 1), sticky(false, 0), routed(ALB), routed(NGINX)],
    rejects: { [stickiness(0)]: sticky(true, 0), [stickiness(604801)]: sticky(true, 604801) },
  },
  'mapping-has-no-weight': {
    accepts: [mapping('service: api-stable'), mapping('weight: 0'), mapping('weight: 5', 'example.com/v1'), MAPPINGS],
    rejects: { [`${ROUTING}/ambassador/mappings/0: Mapping "web" must have no weight, got 5: leave it out`]: mapping('weight: 5') },
  },
  'mapping-leads-to-service': {
    accepts: ['api-stable', 'api-stable:80', '"http://api-stable.shop:80"'].map((service) => mapping(`service: ${service}`)),
    rejects: {
      [`${ROUTING}/ambassador/mappings/0: Mapping "web" must lead to "api-stable", got "web:80"`]: mapping('service: "web:80"'),
      [`${ROUTING}/ambassador/mappings/0: Mapping "web" must lead to "api-stable", got "no service"`]: mapping('prefix: /'),
    },
  },
  'traefik-service-splits': {
    accepts: [weighted('name: api-stable', 'name: api-canary'), weighted('name: api-stable', 'name: api-canary', 'kind: Service'), TRAEFIK],
    rejects: {
      [`${ROUTING}/traefik/weightedTraefikServiceName: TraefikService "web" needs "api-canary" among its weighted.services, got api-stable`]: weighted('name: api-stable'),
      [`${ROUTING}/traefik/weightedTraefikServiceName: TraefikService "web" needs "api-stable" among its weighted.services, got api-canary, one without a name, api-stable`]:
        weighted('name: api-canary', 'kind: Service', 'name: api-stable'),
      [['api-canary', 'api-stable'].map((service) => `${ROUTING}/traefik/weightedTraefikServiceName: TraefikService "web" needs "${service}" among its weighted.services, got none`)
        .join('\n')]: traefik('mirroring: {name: api-stable}'),
    },
  },
  'apisix-route-splits': {
    accepts: [
      apisix(`{name: web, ${backends('api-stable', 'api-canary')}}`), APISIX,
      apisix(`{name: other}, {name: main, ${backends('api-stable', 'api-canary', 'web')}}, {}`, APISIX.replace('{name: web}', '{name: web, rules: [main]}')),
    ],
    rejects: {
      [apisixRoute('needs the rule "web" in http, got main')]: apisix('{name: main}'),
      [apisixRoute('needs the rule "web" in http, got one without a name, web')]: apisix('{}, {name: web}'),
      [apisixRoute('needs the backend "api-canary" in its rule "web", got api-stable')]: apisix(`{name: web, ${backends('api-stable')}}`),
      [apisixRoute('needs the backend "api-stable" in its rule "web", got api-canary, one without a Service, api-stable')]:
        apisix('{name: web, backends: [{serviceName: api-canary}, {}, {serviceName: api-stable}]}'),
    },
  },
  'virtual-service-has-router': {
    accepts: [appMesh(meshRoute('all', 'new', 'old')), APP_MESH, together(APP_MESH, '{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: web}}')],
    rejects: {
      [`${ROUTING}/appMesh/virtualService/name: VirtualService "web" needs a provider.virtualRouter.virtualRouterRef, got none`]:
        together(APP_MESH, '{apiVersion: appmesh.k8s.aws/v1beta2, kind: VirtualService, metadata: {name: web}, spec: {provider: {virtualNode: {virtualNodeRef: {name: old}}}}}'),
    },
  },
  'virtual-router-splits': {
    accepts: [appMesh(meshRoute('all', 'new', 'old')), APP_MESH],
    rejects: {
      [router('virtualService/name', 'needs routes, got none')]: appMesh(''),
      [router('virtualService/name', 'needs one of httpRoute, tcpRoute, http2Route, grpcRoute in its route "all", got name, httpsRoute')]:
        appMesh('{name: all, httpsRoute: {}}'),
      [router('virtualService/name', 'needs two weightedTargets in its route "b", got 1')]: appMesh(`${meshRoute('a', 'new', 'old')}, ${meshRoute('b', 'old')}`),
      [router('virtualService/name', 'needs two weightedTargets in its route "all", got 0')]: appMesh('{name: all, httpRoute: {match: {}}}'),
    },
  },
  'virtual-nodes-weighted': {
    accepts: [
      appMesh(meshRoute('all', 'new', 'old')), APP_MESH, appMesh(`${meshRoute('all', 'new', 'old')}, ${meshRoute('other', 'a', 'b')}`, ONE_ROUTE),
    ],
    rejects: {
      [router('virtualService/routes/0', 'has no route "all", allowed are: every')]: appMesh(meshRoute('every', 'new', 'old'), ONE_ROUTE),
      [router('virtualNodeGroup/canaryVirtualNodeRef/name', 'must lead to VirtualNode "new" in its route "other", got a, old')]:
        appMesh(`${meshRoute('all', 'new', 'old')}, ${meshRoute('other', 'a', 'old')}`),
    },
  },
  'gateway-routes-given': {
    accepts: [PLUGIN_ROUTE, gateway('grpcRoutes: [{name: a}]'), gateway('tlsRouteSelector: {matchLabels: {a: b}}'), routed('plugins: {example/router: {}}')],
    rejects: {
      [`${ROUTING}/${GATEWAY}: argoproj-labs/gatewayAPI needs a route, such as "httpRoute", got none`]: gateway(''),
      [`${ROUTING}/${GATEWAY}: argoproj-labs/gatewayAPI needs a route, such as "httpRoute", got namespace, httpRoutes`]: gateway('namespace: shop, httpRoutes: []'),
    },
  },
  'gateway-namespace-given': {
    accepts: [PLUGIN_ROUTE, routed('plugins: {example/router: {}}')],
    rejects: {
      [`${ROUTING}/${GATEWAY}/namespace: argoproj-labs/gatewayAPI needs the namespace of its routes, got none: write that of the rollout`]: gateway('httpRoute: web'),
      [`${ROUTING}/${GATEWAY}/namespace: argoproj-labs/gatewayAPI needs the namespace of its routes, got none: write "shop"`]:
        gateway('httpRoute: web').replace('name: api', 'name: api, namespace: shop'),
    },
  },
  'gateway-route-splits': {
    accepts: [httpRoute('api-stable', 'api-canary'), PLUGIN_ROUTE, httpRoute('web').replace('namespace: shop}, spec', 'namespace: other}, spec')],
    rejects: {
      [`${ROUTING}/${GATEWAY}/httpRoute: HTTPRoute "web" needs a backendRef to Service "api-canary", got api-stable`]: httpRoute('api-stable'),
      [['api-canary', 'api-stable'].map((name) => `${ROUTING}/${GATEWAY}/httpRoute: HTTPRoute "web" needs a backendRef to Service "${name}", got none`).join('\n')]: httpRoute(),
    },
  },
  'service-has-selector': {
    accepts: [together(PODS, active('spec: {selector: {app: api}}')), together(PODS, active('status: {}')), active('spec: {}')],
    rejects: {
      '/spec/strategy/blueGreen/activeService: Service "api-stable" should select the pods of the rollout by their labels, got no selector':
        together(PODS, active('spec: {ports: [{port: 80}]}')),
    },
  },
  'service-port-reaches': {
    accepts: [...['http', 'mesh', '8080', '"8080"'].map(reached), reached('http').replace('template: {spec', 'other: {spec')],
    rejects: {
      '/spec/strategy/blueGreen/activeService: Service "api-stable" leads to the port "web", but the containers have mesh, http': reached('web'),
    },
  },
};

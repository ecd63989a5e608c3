import { RuleCases } from '../rule-cases';

const rollout = (fields: string) => '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api, namespace: shop}, spec: {strategy: {canary: '
  + `{stableService: api-stable, canaryService: api-canary, ${fields}}}}}`;
const routed = (routing: string, others = '') => rollout(`trafficRouting: {${routing}}${others}`);
const together = (...documents: string[]) => documents.join('\n---\n');
const ROUTING = '/spec/strategy/canary/trafficRouting';
const STEPS = '/spec/strategy/canary/steps';

const GATEWAY = `${ROUTING}/plugins/argoproj-labs~1gatewayAPI`;
const gateway = (fields: string, others = '') => routed(`plugins: {argoproj-labs/gatewayAPI: {${fields}}}`, others);

/** How an installation says which release of the plugin it has. */
const config = (location: string) => '{apiVersion: v1, kind: ConfigMap, metadata: {name: argo-rollouts-config}, data: {trafficRouterPlugins: '
  + `${JSON.stringify(`- name: argoproj-labs/gatewayAPI\n  location: ${location}\n`)}}}`;
const fetched = (version: string) =>
  config(`https://github.com/argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi/releases/download/v${version}/gatewayapi-plugin-linux-amd64`);
const copied = (version: string) => '{apiVersion: apps/v1, kind: Deployment, metadata: {name: argo-rollouts}, spec: {template: {spec: {initContainers: '
  + `[{name: plugin, image: "ghcr.io/argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi:v${version}"}]}}}}`;
const mirrored = (version: string) => config(`https://files.shop.example/v${version}/gatewayapi-plugin-linux-amd64`);
const NEWEST = ' (plugin 0.15, the newest known: for another give gatewayPluginVersion)';

const PLUGIN_ROUTE = gateway('namespace: shop, httpRoute: web');
const LISTED = gateway('httpRoutes: [{name: web}]');
/** A route, each rule with its Services. */
const route = (services: string[], kind = 'HTTPRoute', version = 'v1') => `{apiVersion: gateway.networking.k8s.io/${version}, kind: ${kind}, metadata: {name: web, namespace: shop}, spec: `
  + `{rules: [${services.map((rule) => `{backendRefs: [${rule.split(' ').map((name) => `{name: ${name}}`).join(', ')}]}`).join(', ')}]}}`;
const BOTH = 'api-stable api-canary';

const HEADER = ', steps: [{setWeight: 5}, {setHeaderRoute: {name: beta, match: [{headerName: a, headerValue: {exact: b}}]}}]';
const MIRROR = ', steps: [{setWeight: 5}, {setMirrorRoute: {name: beta, match: [{path: {exact: /}}]}}]';
const EXPERIMENT = ', steps: [{experiment: {templates: [{name: a, specRef: stable, weight: 5}]}}]';
const EXPERIMENTS = 'argoproj-labs/gatewayAPI gives requests to an experiment in HTTPRoutes, since 0.6';
const PING_PONG = ', pingPong: {pingService: a, pongService: b}';
const APART = (plugin: string) => `needs both Services in one rule, got "api-canary" in a rule of its own, whose weight is never set: put them together${plugin}`;
const NO_HEADERS = 'argoproj-labs/gatewayAPI adds routes by header to the one in httpRoute or grpcRoute, and to those of httpRoutes and grpcRoutes with useHeaderRoutes: true';

const crd = (kind: string, isServed: boolean) => `{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: ${kind}s.gateway.networking.k8s.io}, `
  + `spec: {versions: [{name: v1, served: true}, {name: v1alpha2, served: ${isServed}}]}}`;
const old = (kind: string) => `the plugin reads a ${kind} as v1alpha2, which the standard channel of the Gateway API no longer serves: install the experimental channel${NEWEST}`;

export const GATEWAY_API_CASES: Record<string, RuleCases> = {
  'gateway-routes-given': {
    accepts: [PLUGIN_ROUTE, gateway('grpcRoutes: [{name: a}]'), gateway('tlsRouteSelector: {matchLabels: {a: b}}'), routed('plugins: {example/router: {}}')],
    rejects: {
      [`${GATEWAY}: argoproj-labs/gatewayAPI needs a route, such as "httpRoute", got none`]: gateway(''),
      [`${GATEWAY}: argoproj-labs/gatewayAPI needs a route, such as "httpRoute", got namespace, httpRoutes`]: gateway('namespace: shop, httpRoutes: []'),
    },
  },
  'gateway-field-known': {
    accepts: [
      PLUGIN_ROUTE, gateway('tlsRoutes: [{name: a}], httpRouteSelector: {matchLabels: {a: b}}'), together(gateway('namespace: shop, httpRoute: web'), fetched('0.2.0')),
      together(gateway('namespace: shop, httpRouteSelector: {matchLabels: {a: b}}'), fetched('0.7.0')),
    ],
    rejects: {
      [`${GATEWAY}/httpRouteSelector: argoproj-labs/gatewayAPI knows httpRouteSelector since 0.7: install that, or list the routes (plugin 0.6)`]:
        together(gateway('namespace: shop, httpRouteSelector: {matchLabels: {a: b}}'), fetched('0.6.0')),
      [`${GATEWAY}/tlsRoute: argoproj-labs/gatewayAPI knows tlsRoute since 0.8: install that, or list the routes (plugin 0.7)`]:
        together(gateway('namespace: shop, tlsRoute: web'), fetched('0.7.0')),
    },
  },
  'gateway-experiment-weight': {
    accepts: [
      gateway('httpRoute: web', EXPERIMENT), gateway('httpRouteSelector: {matchLabels: {a: b}}', EXPERIMENT),
      gateway('grpcRoute: web', ', steps: [{experiment: {templates: [{name: a, specRef: stable}]}}]'),
      routed('plugins: {argoproj-labs/gatewayAPI: {grpcRoute: web}}, istio: {virtualService: {name: web}}', EXPERIMENT), routed('smi: {}', EXPERIMENT),
    ],
    rejects: {
      [`${STEPS}/0/experiment/templates/0/weight: ${EXPERIMENTS}, got grpcRoute${NEWEST}`]: gateway('grpcRoute: web', EXPERIMENT),
      [`${STEPS}/0/experiment/templates/0/weight: ${EXPERIMENTS}, got httpRoute (plugin 0.5)`]: together(gateway('namespace: shop, httpRoute: web', EXPERIMENT), fetched('0.5.0')),
    },
  },
  'gateway-namespace-given': {
    accepts: [
      PLUGIN_ROUTE, routed('plugins: {example/router: {}}'), gateway('httpRoute: web'), together(gateway('httpRoute: web'), fetched('0.11.0')),
      together(PLUGIN_ROUTE, fetched('0.10.0')), together(gateway('httpRoute: web'), copied('0.12.1')), together(gateway('httpRoute: web'), fetched('0.9.0'), copied('0.13.0')),
    ],
    rejects: Object.fromEntries([[fetched('0.10.0'), '10'], [copied('0.8.0'), '8'], [mirrored('0.4.0'), '4']].map(([installed, minor]) => [
      `${GATEWAY}/namespace: argoproj-labs/gatewayAPI needs the namespace of its routes, got none: write "shop" (plugin 0.${minor})`,
      together(gateway('httpRoute: web'), installed),
    ])),
  },
  'gateway-route-splits': {
    accepts: [
      together(PLUGIN_ROUTE, route([BOTH])), PLUGIN_ROUTE, together(PLUGIN_ROUTE, route(['web']).replace('namespace: shop}, spec', 'namespace: other}, spec')),
      together(PLUGIN_ROUTE, route([BOTH, 'api-canary', 'other'])), together(PLUGIN_ROUTE, route(['api-stable', 'api-canary']), fetched('0.12.0')),
      together(gateway('tcpRoute: web'), route(['api-stable', 'api-canary'], 'TCPRoute', 'v1alpha2')), together(PLUGIN_ROUTE, route(['api-stable', 'api-canary other'])),
    ],
    rejects: {
      [`${GATEWAY}/httpRoute: HTTPRoute "web" needs a backendRef to Service "api-canary", got api-stable`]: together(PLUGIN_ROUTE, route(['api-stable'])),
      [['api-canary', 'api-stable'].map((name) => `${GATEWAY}/httpRoute: HTTPRoute "web" needs a backendRef to Service "${name}", got none`).join('\n')]:
        together(PLUGIN_ROUTE, route([])),
      [`${GATEWAY}/httpRoute: HTTPRoute "web" ${APART(NEWEST)}`]: together(PLUGIN_ROUTE, route(['api-stable', 'api-canary'])),
      [`${GATEWAY}/grpcRoutes/0/name: GRPCRoute "web" ${APART(' (plugin 0.13)')}`]:
        together(gateway('grpcRoutes: [{name: web}]'), route(['api-canary', 'api-stable'], 'GRPCRoute'), fetched('0.13.0')),
    },
  },
  'gateway-rule-kept': {
    accepts: [
      together(PLUGIN_ROUTE, route([BOTH])), together(LISTED, route([BOTH, 'api-canary'])), together(PLUGIN_ROUTE, route([BOTH, 'api-canary']), fetched('0.12.0')),
      together(PLUGIN_ROUTE, route([BOTH, 'api-canary other'])), together(gateway('tlsRoute: web'), route([BOTH, 'api-canary'], 'TLSRoute')),
    ],
    rejects: {
      [`${GATEWAY}/httpRoute: HTTPRoute "web" loses spec.rules[1], which leads to "api-canary" alone: list the route in httpRoutes without useHeaderRoutes, `
        + `or give the rule a route of its own${NEWEST}`]: together(PLUGIN_ROUTE, route([BOTH, 'api-canary'])),
      [`${GATEWAY}/grpcRoutes/0/name: GRPCRoute "web" loses spec.rules[0], which leads to "api-canary" alone: list the route in grpcRoutes without useHeaderRoutes, `
        + 'or give the rule a route of its own (plugin 0.14)']:
        together(gateway('grpcRoutes: [{name: web, useHeaderRoutes: true}]'), route(['api-canary', BOTH], 'GRPCRoute'), copied('0.14.0')),
    },
  },
  'gateway-rule-serves': {
    accepts: [together(PLUGIN_ROUTE, route([BOTH])), together(PLUGIN_ROUTE, route([BOTH, 'api-stable other', 'other']))],
    rejects: {
      [`${GATEWAY}/httpRoute: HTTPRoute "web" leads to "api-stable" alone in spec.rules[1], whose weight becomes 0: add the canary's Service there, or give the rule a route of its own`]:
        together(PLUGIN_ROUTE, route([BOTH, 'api-stable'])),
    },
  },
  'gateway-total': {
    accepts: [PLUGIN_ROUTE, routed('plugins: {argoproj-labs/gatewayAPI: {httpRoute: web}}, maxTrafficWeight: 100'), routed('plugins: {example/router: {}}, maxTrafficWeight: 1000')],
    rejects: Object.fromEntries([1000, 50].map((total) => [
      `${ROUTING}/maxTrafficWeight: maxTrafficWeight must be 100 with argoproj-labs/gatewayAPI, got ${total}: leave it out`,
      routed(`plugins: {argoproj-labs/gatewayAPI: {httpRoute: web}}, maxTrafficWeight: ${total}`),
    ])),
  },
  'gateway-takes-no-turns': {
    accepts: [PLUGIN_ROUTE, routed('plugins: {example/router: {}}', PING_PONG), together(gateway('httpRoute: web', PING_PONG), fetched('0.16.0'))],
    rejects: {
      ['/spec/strategy/canary/pingPong: argoproj-labs/gatewayAPI cannot move traffic between Services that take turns, got pingPong: '
        + `give a stableService and a canaryService${NEWEST}`]: gateway('httpRoute: web', PING_PONG),
      ['/spec/strategy/canary/pingPong: argoproj-labs/gatewayAPI cannot move traffic between Services that take turns, got pingPong: '
        + 'give a stableService and a canaryService (plugin 0.12)']: together(gateway('httpRoute: web', PING_PONG), fetched('0.12.0')),
    },
  },
  'gateway-routes-step': {
    accepts: [
      gateway('httpRoute: web', HEADER), gateway('grpcRoutes: [{name: a}, {name: b, useHeaderRoutes: true}]', HEADER), gateway('tcpRoute: web', ', steps: [{setWeight: 5}]'),
      routed('plugins: {argoproj-labs/gatewayAPI: {tcpRoute: web}}, istio: {virtualService: {name: web}}', HEADER),
      routed('plugins: {argoproj-labs/gatewayAPI: {httpRoute: web}}, istio: {virtualService: {name: web}}', MIRROR), routed('plugins: {example/router: {}}', MIRROR),
      gateway('tcpRoute: web', ', steps: [{setHeaderRoute: {name: beta}}, {setMirrorRoute: {name: beta}}]'),
    ],
    rejects: {
      [`${STEPS}/1/setHeaderRoute: ${NO_HEADERS}, got tcpRoute`]: gateway('tcpRoute: web', HEADER),
      [`${STEPS}/1/setHeaderRoute: ${NO_HEADERS}, got httpRouteSelector`]: gateway('httpRouteSelector: {matchLabels: {a: b}}', HEADER),
      [`${STEPS}/1/setHeaderRoute: ${NO_HEADERS}, got httpRoutes, tlsRoutes`]: gateway('httpRoutes: [{name: web}], tlsRoutes: [{name: x, useHeaderRoutes: true}]', HEADER),
      [`${STEPS}/1/setMirrorRoute: argoproj-labs/gatewayAPI mirrors no requests, got setMirrorRoute: leave the step out${NEWEST}`]: gateway('httpRoute: web', MIRROR),
    },
  },
  'gateway-version-served': {
    accepts: [
      PLUGIN_ROUTE, together(gateway('tcpRoute: web'), route([BOTH], 'TCPRoute', 'v1alpha2')), together(gateway('tlsRouteSelector: {}'), crd('tlsroute', true)),
    ],
    rejects: {
      [`${GATEWAY}/tcpRoute: ${old('TCPRoute')}`]: gateway('tcpRoute: web'),
      [`${GATEWAY}/tlsRoutes: ${old('TLSRoute')}`]: together(gateway('tlsRoutes: [{name: web}]'), route([BOTH], 'TLSRoute', 'v1'), crd('tlsroute', false)),
      [`${GATEWAY}/tlsRouteSelector: ${old('TLSRoute')}`]: gateway('tlsRouteSelector: {matchLabels: {a: b}}'),
    },
  },
};

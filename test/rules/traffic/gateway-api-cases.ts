import { RuleCases } from '../rule-cases';

const canary = (fields: string) => '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: '
  + `{stableService: api-stable, canaryService: api-canary, ${fields}}}}}`;
const routed = (routing: string) => canary(`trafficRouting: {${routing}}`);
const together = (...documents: string[]) => documents.join('\n---\n');
const ROUTING = '/spec/strategy/canary/trafficRouting';

const GATEWAY = 'plugins/argoproj-labs~1gatewayAPI';
const gateway = (fields: string) => routed(`plugins: {argoproj-labs/gatewayAPI: {${fields}}}`);
const PLUGIN_ROUTE = gateway('namespace: shop, httpRoute: web');
const httpRoute = (...services: string[]) => together(PLUGIN_ROUTE, '{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: web, namespace: shop}, spec: '
  + `{rules: [${services.map((service) => `{backendRefs: [{name: ${service}}]}`).join(', ')}]}}`);

export const GATEWAY_API_CASES: Record<string, RuleCases> = {
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
};

import { RuleCases } from '../rule-cases';

const rollout = (routing: string) => '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: '
  + `{stableService: api-stable, canaryService: api-canary, trafficRouting: {${routing}}}}}}`;
const together = (...documents: string[]) => documents.join('\n---\n');
const object = (apiVersion: string, kind: string, spec: string) => `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: web}, spec: {${spec}}}`;
const service = (name: string, port: number) => `{apiVersion: v1, kind: Service, metadata: {name: ${name}}, spec: {ports: [{name: http, port: ${port}}]}}`;
/** Both Services, of which the canary's has another port. */
const APART = [service('api-stable', 80), service('api-canary', 8081)];
const ALIKE = [service('api-stable', 80), service('api-canary', 80)];

const NGINX = rollout('nginx: {stableIngress: web}');
const ingress = (port: string) => object('networking.k8s.io/v1', 'Ingress', `rules: [{http: {paths: [{path: /, backend: {service: {name: api-stable, port: {${port}}}}}]}}]`);
const ISTIO = rollout('istio: {virtualService: {name: web}}');
const virtualService = (port: string) => object('networking.istio.io/v1', 'VirtualService',
  `http: [{route: [{destination: {host: api-stable${port}}}, {destination: {host: api-canary.shop.svc.cluster.local${port}}}]}]`);
const GATEWAY = rollout('plugins: {argoproj-labs/gatewayAPI: {httpRoute: web}}');
const httpRoute = (port: number) => object('gateway.networking.k8s.io/v1', 'HTTPRoute', `rules: [{backendRefs: [{name: api-stable, port: 80}, {name: api-canary, port: ${port}}]}]`);
const traefik = (port: number) => object('traefik.io/v1alpha1', 'TraefikService', `weighted: {services: [{name: api-stable, port: 80}, {name: api-canary, port: ${port}}]}`);
const apisix = (port: number) => object('apisix.apache.org/v2', 'ApisixRoute',
  `http: [{name: web, backends: [{serviceName: api-stable, servicePort: 80}, {serviceName: api-canary, servicePort: ${port}}]}]`);

const AT = '/spec/strategy/canary/trafficRouting';
const lacks = (kind: string) => `${kind} "web" leads to port 80 of Service "api-canary", which has 8081, http`;

export const ROUTE_PORTS_CASES: Record<string, RuleCases> = {
  'route-port-served': {
    accepts: [
      together(NGINX, ingress('number: 80'), ...ALIKE), together(NGINX, ingress('name: http'), ...APART), together(NGINX, ingress('number: 80')),
      together(rollout('alb: {ingress: web, servicePort: 80}'), ingress('name: use-annotation'), ...ALIKE), together(ISTIO, virtualService(''), ...APART),
      together(GATEWAY, httpRoute(8081), ...APART), together(rollout('traefik: {weightedTraefikServiceName: web}'), traefik(8081), ...APART),
    ],
    rejects: {
      [`${AT}/nginx/stableIngress: ${lacks('Ingress')}`]: together(NGINX, ingress('number: 80'), ...APART),
      [`${AT}/nginx/stableIngress: Ingress "web" leads to port grpc of Service "api-stable", which has 80, http\n`
        + `${AT}/nginx/stableIngress: Ingress "web" leads to port grpc of Service "api-canary", which has 80, http`]: together(NGINX, ingress('name: grpc'), ...ALIKE),
      [`${AT}/istio/virtualService/name: ${lacks('VirtualService')}`]: together(ISTIO, virtualService(', port: {number: 80}'), ...APART),
      [`${AT}/plugins/argoproj-labs~1gatewayAPI/httpRoute: ${lacks('HTTPRoute')}`]: together(GATEWAY, httpRoute(80), ...APART),
      [`${AT}/traefik/weightedTraefikServiceName: ${lacks('TraefikService')}`]: together(rollout('traefik: {weightedTraefikServiceName: web}'), traefik(80), ...APART),
      [`${AT}/apisix/route/name: ${lacks('ApisixRoute')}`]: together(rollout('apisix: {route: {name: web}}'), apisix(80), ...APART),
      [`${AT}/ambassador/mappings/0: ${lacks('Mapping')}`]: together(rollout('ambassador: {mappings: [web]}'),
        object('getambassador.io/v3alpha1', 'Mapping', 'prefix: /, service: "api-stable.shop:80"'), ...APART),
    },
  },
};

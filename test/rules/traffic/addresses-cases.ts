import { RuleCases } from '../rule-cases';

const rollout = (name: string, canary: string, namespace = 'shop') => `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: ${name}, namespace: ${namespace}}, `
  + `spec: {strategy: {canary: {stableService: ${name}-stable, canaryService: ${name}-canary${canary}}}}}`;
const together = (...documents: string[]) => documents.join('\n---\n');
const NGINX = ', trafficRouting: {nginx: {stableIngress: web}}';
const ROUTED = rollout('api', NGINX);
const PLAIN = rollout('api', '');

const ingress = (name: string, service: string, { host = 'shop.example', path = '/', metadata = '', spec = '' } = {}) =>
  `{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: ${name}, namespace: shop${metadata}}, spec: {${spec}rules: [{host: ${host}, `
  + `http: {paths: [{path: ${path}, backend: {service: {name: ${service}, port: {number: 80}}}}]}}]}}`;
const marked = (prefix = 'nginx.ingress.kubernetes.io', others = '') => `, annotations: {${prefix}/canary: "true", ${prefix}/canary-weight: "20"}${others}`;
const STABLE = ingress('web', 'api-stable');
const httpRoute = (name: string, service: string, match = '/') => `{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: ${name}, namespace: shop}, `
  + `spec: {hostnames: [shop.example], rules: [{matches: [{path: {value: ${match}}}], backendRefs: [{name: ${service}, port: 80}]}]}}`;
const virtualService = (name: string, service: string) => `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: ${name}, namespace: shop}, `
  + `spec: {hosts: [shop.example], http: [{route: [{destination: {host: ${service}}}]}]}}`;
const service = (name: string, type: string) => `{apiVersion: v1, kind: Service, metadata: {name: ${name}, namespace: shop}, spec: {type: ${type}, ports: [{port: 80}]}}`;

const SECOND = (name: string) => `/spec/strategy/canary/trafficRouting/nginx/stableIngress: Ingress "${name}" is a canary for the same host and path as the one that `
  + 'the controller makes: leave it out';
/** Each of the two rollouts hears of the other. */
const SAME = (kind: string, ...[one, other]: string[]) => [[one, other, 'web'], [other, one, 'api']].map(([own, second, name]) => (
  `/spec/strategy: ${kind} "${own}" takes the same requests as ${kind} "${second}" of Rollout "${name}": give them hosts or paths of their own`
)).join('\n');
const UNSEEN = (entrance: string) => `/spec/strategy/canary/stableService: users come to Service "api-stable" by ${entrance}, which leads to the old version alone, `
  + 'got no trafficRouting: add a router, or lead them to a Service that rollouts do not name';

export const ADDRESSES_CASES: Record<string, RuleCases> = {
  'canary-ingress-once': {
    accepts: [
      together(ROUTED, STABLE), together(ROUTED, STABLE, ingress('beta', 'api-canary', { host: 'beta.example', metadata: marked() })),
      together(ROUTED, STABLE, ingress('beta', 'api-canary', { path: '/beta', metadata: marked() })), together(PLAIN, STABLE, ingress('beta', 'api-canary', { metadata: marked() })),
      together(ROUTED, STABLE, ingress('beta', 'api-canary', { metadata: ', annotations: {nginx.ingress.kubernetes.io/canary: "false"}' })),
      together(ROUTED, STABLE, ingress('api-web-canary', 'api-canary', { metadata: marked(undefined, ', ownerReferences: [{apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: api, uid: a1}]') })),
      together(ROUTED, STABLE, ingress('beta', 'api-canary', { metadata: marked() }).replace('namespace: shop', 'namespace: other')),
    ],
    rejects: {
      [SECOND('beta')]: together(ROUTED, STABLE, ingress('beta', 'api-canary', { metadata: marked() })),
      [SECOND('other')]: together(ROUTED, STABLE, ingress('other', 'web', { metadata: marked() })),
      [SECOND('alone')]: together(ROUTED, ingress('alone', 'api-canary', { host: 'any.example', metadata: marked() })),
      [SECOND('prefixed')]: together(rollout('api', ', trafficRouting: {nginx: {stableIngress: web, annotationPrefix: shop.example}}'), STABLE,
        ingress('prefixed', 'api-canary', { metadata: marked('shop.example') })),
    },
  },
  'address-once': {
    accepts: [
      together(ROUTED, STABLE, rollout('web', ''), ingress('front', 'web-stable', { path: '/web' })),
      together(ROUTED, STABLE, rollout('web', ''), ingress('front', 'web-stable', { host: 'web.example' })),
      together(ROUTED, STABLE, rollout('web', ''), ingress('front', 'web-stable', { spec: 'ingressClassName: internal, ' })),
      together(ROUTED, STABLE, rollout('web', ''), ingress('front', 'web-stable', { metadata: marked() })),
      together(ROUTED, STABLE, rollout('web', '', 'other'), ingress('front', 'web-stable').replace('namespace: shop', 'namespace: other')),
      together(PLAIN, httpRoute('a', 'api-stable'), rollout('web', ''), httpRoute('b', 'web-stable', '/web')), together(ROUTED, STABLE, ingress('b', 'api-stable')),
    ],
    rejects: {
      [SAME('Ingress', 'web', 'front')]: together(ROUTED, STABLE, rollout('web', ''), ingress('front', 'web-stable')),
      [SAME('HTTPRoute', 'a', 'b')]: together(PLAIN, httpRoute('a', 'api-stable'), rollout('web', ''), httpRoute('b', 'web-stable')),
      [SAME('VirtualService', 'a', 'b')]: together(PLAIN, virtualService('a', 'api-stable'), rollout('web', ''), virtualService('b', 'web-stable')),
    },
  },
  'weights-reach-users': {
    accepts: [
      together(ROUTED, STABLE), PLAIN, together(PLAIN, ingress('web', 'api')), together(PLAIN, STABLE, ingress('beta', 'api-canary', { host: 'beta.example' })),
      together(PLAIN, service('api-stable', 'ClusterIP')), together(PLAIN, STABLE.replace('namespace: shop', 'namespace: other')),
    ],
    rejects: {
      [UNSEEN('Ingress "web"')]: together(PLAIN, STABLE),
      [UNSEEN('HTTPRoute "a"')]: together(PLAIN, httpRoute('a', 'api-stable')),
      [UNSEEN('its type LoadBalancer')]: together(PLAIN, service('api-stable', 'LoadBalancer')),
      [UNSEEN('VirtualService "mesh"')]: together(rollout('api', ', steps: [{setWeight: 20}]'), virtualService('mesh', 'api-stable')),
    },
  },
};

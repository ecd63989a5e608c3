import { RuleCases } from '../rule-cases';

const routed = (routing: string, fields: string) => '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: '
  + `{stableService: api-stable, canaryService: api-canary, trafficRouting: {${routing}}, ${fields}}}}}`;
const steps = (...list: string[]) => `steps: [${list.map((step) => `{${step}}`).join(', ')}]`;
const together = (...documents: string[]) => documents.join('\n---\n');
const mesh = (...names: string[]) => '{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: mesh}, spec: '
  + `{http: [${names.map((name) => `{name: ${name}}`).join(', ')}]}}`;
const front = (service: string) => '{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: front}, spec: '
  + `{rules: [{http: {paths: [{backend: {service: {name: ${service}}}}]}}]}}`;

const web = (...rules: string[]) => '{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: web}, spec: '
  + `{rules: [${rules.map((name) => `{name: ${name}, backendRefs: [{name: api-stable}, {name: api-canary}]}`).join(', ')}]}}`;
const OLD_PLUGIN = '{apiVersion: v1, kind: ConfigMap, metadata: {name: argo-rollouts-config}, data: {trafficRouterPlugins: '
  + '"- name: argoproj-labs/gatewayAPI\\n  location: https://example.com/gatewayapi-v0.12.0"}}';

const ROUTING = '/spec/strategy/canary/trafficRouting';
const ISTIO = 'istio: {virtualService: {name: mesh}}';
const GATEWAY = 'plugins: {argoproj-labs/gatewayAPI: {httpRoute: web}}';
const ALB = 'alb: {ingress: front}';
const MANAGED = 'managedRoutes: [{name: beta}]';
const HEADER = 'setHeaderRoute: {name: beta, match: [{headerName: a, headerValue: {exact: b}}]}';

export const MANAGED_ROUTES_CASES: Record<string, RuleCases> = {
  'managed-route-free': {
    accepts: [
      together(routed(`${ISTIO}, ${MANAGED}`, ''), mesh('primary')), together(routed(ISTIO, ''), mesh('beta')),
      together(routed(`${GATEWAY}, ${MANAGED}`, ''), web('main')), together(routed(`${GATEWAY}, ${MANAGED}`, ''), web('beta'), OLD_PLUGIN),
      together(routed(`nginx: {stableIngress: front}, ${MANAGED}`, ''), front('beta')),
    ],
    rejects: {
      [`${ROUTING}/managedRoutes/0/name: managedRoutes names routes that steps add, got "beta", an http route of VirtualService "mesh": rename one of them`]:
        together(routed(`${ISTIO}, ${MANAGED}`, ''), mesh('primary', 'beta')),
      [`${ROUTING}/managedRoutes/0/name: managedRoutes names routes that steps add, got "beta", a Service of Ingress "front": rename one of them`]:
        together(routed(`${ALB}, ${MANAGED}`, ''), front('beta')),
      [`${ROUTING}/managedRoutes/0/name: managedRoutes names routes that steps add, got "beta", a rule of HTTPRoute "web": rename one of them`]:
        together(routed(`${GATEWAY}, ${MANAGED}`, ''), web('main', 'beta')),
    },
  },
  'managed-route-once': {
    accepts: [routed(`${ISTIO}, managedRoutes: [{name: a}, {name: b}]`, ''), routed(`${ALB}, managedRoutes: [{name: a}, {name: a}]`, '')],
    rejects: {
      [`${ROUTING}/managedRoutes/2/name: managedRoutes names a route once, got "a" again: leave it out`]:
        routed(`${ISTIO}, managedRoutes: [{name: a}, {name: b}, {name: a}]`, ''),
    },
  },
  'managed-route-used': {
    accepts: [routed(`${ISTIO}, ${MANAGED}`, steps(HEADER)), routed(`${ISTIO}, ${MANAGED}`, steps('setMirrorRoute: {name: beta}')), routed(ISTIO, '')],
    rejects: {
      [`${ROUTING}/managedRoutes/0/name: no step makes the managed route "beta", got none: leave it out, or add a step`]: routed(`${ISTIO}, ${MANAGED}`, ''),
      [`${ROUTING}/managedRoutes/1/name: no step makes the managed route "gamma", got beta: leave it out, or add a step`]:
        routed(`${ISTIO}, managedRoutes: [{name: beta}, {name: gamma}]`, steps(HEADER)),
    },
  },
};

import { RolloutCase } from './rollout-cases';

const routed = (routing: string, fields: string) => '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: '
  + `{stableService: api-stable, canaryService: api-canary, trafficRouting: {${routing}}, ${fields}}}}}`;
const steps = (...list: string[]) => `steps: [${list.map((step) => `{${step}}`).join(', ')}]`;
const together = (...documents: string[]) => documents.join('\n---\n');
const mesh = (...names: string[]) => '{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: mesh}, spec: '
  + `{http: [${names.map((name) => `{name: ${name}}`).join(', ')}]}}`;
const front = (service: string) => '{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: front}, spec: '
  + `{rules: [{http: {paths: [{backend: {service: {name: ${service}}}}]}}]}}`;

const ROUTING = '/spec/strategy/canary/trafficRouting';
const STEPS = '/spec/strategy/canary/steps';
const ISTIO = 'istio: {virtualService: {name: mesh}}';
const ALB = 'alb: {ingress: front}';
const MANAGED = 'managedRoutes: [{name: beta}]';
const HEADER = 'setHeaderRoute: {name: beta, match: [{headerName: a, headerValue: {exact: b}}]}';
const mirror = (match: string, fields = '') => routed(ISTIO, steps('setWeight: 5', `setMirrorRoute: {name: beta, match: [${match}], ${fields}}`));

export const ROUTE_CASES: Record<string, RolloutCase> = {
  'route-match-given': {
    accepts: [routed(ISTIO, steps(HEADER)), routed(ISTIO, steps('setHeaderRoute: {name: beta}')), mirror('{}')],
    rejects: {
      [`${STEPS}/0/setHeaderRoute/match: setHeaderRoute needs a match, got an empty list: say which requests are meant, or leave match out to take the route away`]:
        routed(ISTIO, steps('setHeaderRoute: {name: beta, match: []}')),
      [`${STEPS}/1/setMirrorRoute/match: setMirrorRoute needs a match, got an empty list: say which requests are meant, or leave match out to take the route away`]:
        mirror(''),
    },
  },
  'mirror-match-narrows': {
    accepts: [mirror('{path: {prefix: /api}}'), mirror('{headers: {a: {exact: b}}}'), routed(ISTIO, steps(HEADER))],
    rejects: Object.fromEntries(['{}', '{method: {}}'].map((match, index) => [
      `${STEPS}/1/setMirrorRoute/match/${index}: a match of a mirror asks for a method, a path or headers, got nothing, which means all requests`,
      mirror(index === 0 ? match : `{path: {exact: /}}, ${match}`),
    ])),
  },
  'mirror-percentage-in-range': {
    accepts: [mirror('{path: {exact: /}}', 'percentage: 100'), mirror('{path: {exact: /}}', 'percentage: 0'), mirror('{path: {exact: /}}')],
    rejects: Object.fromEntries([101, -1].map((got) => [
      `${STEPS}/1/setMirrorRoute/percentage: the percentage of a mirror must lie between 0 and 100, got ${got}`, mirror('{path: {exact: /}}', `percentage: ${got}`),
    ])),
  },
  'mirror-headers-match': {
    accepts: [mirror('{headers: {a: {exact: b}, c: {regex: d}}}'), mirror('{path: {exact: /}}')],
    rejects: {
      [`${STEPS}/1/setMirrorRoute/match/0/headers/a: a match needs exactly one of exact, prefix, regex, got exact and regex`]: mirror('{headers: {a: {exact: b, regex: c}}}'),
      [`${STEPS}/1/setMirrorRoute/match/0/headers/a: a match needs exactly one of exact, prefix, regex, got none`]: mirror('{headers: {a: {}}}'),
    },
  },
  'route-has-pods': {
    accepts: [
      routed(ISTIO, steps('setCanaryScale: {replicas: 1}', HEADER)), routed(ISTIO, steps('setWeight: 5', HEADER)), routed(ISTIO, steps('setHeaderRoute: {name: beta}')),
      routed('nginx: {}', steps(HEADER)), routed(ISTIO, steps('setWeight: 5', 'setCanaryScale: {replicas: 0}', 'setCanaryScale: {matchTrafficWeight: true}', HEADER)),
    ],
    rejects: {
      [`${STEPS}/0/setHeaderRoute: setHeaderRoute needs a canary with pods, got none before this step: add a step with setCanaryScale or setWeight`]:
        routed(ISTIO, steps(HEADER, 'setWeight: 5')),
      [`${STEPS}/2/setMirrorRoute: setMirrorRoute needs a canary with pods, got none before this step: add a step with setCanaryScale or setWeight`]:
        routed(ISTIO, steps('setWeight: 5', 'setCanaryScale: {weight: 0}', 'setMirrorRoute: {name: beta, match: [{path: {exact: /}}]}')),
    },
  },
  'each-router-routes': {
    accepts: [routed(`${ISTIO}, ${ALB}`, steps(HEADER)), routed('nginx: {}', steps(HEADER)), routed(`${ISTIO}, nginx: {}`, '')],
    rejects: {
      [`${STEPS}/0/setHeaderRoute: setHeaderRoute has no effect in the router nginx, got it beside istio`]: routed(`${ISTIO}, nginx: {}`, steps(HEADER)),
      [`${STEPS}/1/setMirrorRoute: setMirrorRoute has no effect in the router alb, got it beside istio`]:
        mirror('{path: {exact: /}}').replace(ISTIO, `${ISTIO}, ${ALB}`),
    },
  },
  'managed-route-free': {
    accepts: [
      together(routed(`${ISTIO}, ${MANAGED}`, ''), mesh('primary')), together(routed(ISTIO, ''), mesh('beta')),
      together(routed(`nginx: {stableIngress: front}, ${MANAGED}`, ''), front('beta')),
    ],
    rejects: {
      [`${ROUTING}/managedRoutes/0/name: managedRoutes names routes that steps add, got "beta", an http route of VirtualService "mesh": rename one of them`]:
        together(routed(`${ISTIO}, ${MANAGED}`, ''), mesh('primary', 'beta')),
      [`${ROUTING}/managedRoutes/0/name: managedRoutes names routes that steps add, got "beta", a Service of Ingress "front": rename one of them`]:
        together(routed(`${ALB}, ${MANAGED}`, ''), front('beta')),
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

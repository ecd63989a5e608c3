import { RuleCases } from '../rule-cases';

const routed = (routing: string, fields: string) => '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: '
  + `{stableService: api-stable, canaryService: api-canary, trafficRouting: {${routing}}, ${fields}}}}}`;
const steps = (...list: string[]) => `steps: [${list.map((step) => `{${step}}`).join(', ')}]`;
const STEPS = '/spec/strategy/canary/steps';
const ISTIO = 'istio: {virtualService: {name: mesh}}';
const ALB = 'alb: {ingress: front}';
const HEADER = 'setHeaderRoute: {name: beta, match: [{headerName: a, headerValue: {exact: b}}]}';
const mirror = (match: string, fields = '') => routed(ISTIO, steps('setWeight: 5', `setMirrorRoute: {name: beta, match: [${match}], ${fields}}`));

const SERVICES = 'stableService: stable, canaryService: canary';
const canary = (fields: string) => `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: {${fields}}}}}`;
const step = (fields: string) => canary(`steps: [{setWeight: 5}, {${fields}}]`);
const routedStep = (fields: string, routing = 'istio: {virtualService: {name: api}}') =>
  canary(`steps: [{setWeight: 5}, {${fields}}], ${SERVICES}, trafficRouting: {managedRoutes: [{name: a}], ${routing}}`);
const header = (value: string) => `setHeaderRoute: {name: a, match: [{headerName: b, headerValue: {${value}}}]}`;
const mirrorStep = (match: string) => `setMirrorRoute: {name: a, match: [{${match}}]}`;
const ALB_PORT = 'alb: {ingress: api, servicePort: 80}';
const CANARY = '/spec/strategy/canary';
const STEP = `${CANARY}/steps/1`;

const LOST = 'the canary loses all its pods here, and with them the route "beta": take the route away before, or keep a pod with a weight or a scale above 0';

export const ROUTES_CASES: Record<string, RuleCases> = {
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
  'canary-keeps-pods': {
    accepts: [
      // without a route nothing is lost
      routed(ISTIO, steps('setCanaryScale: {replicas: 1}', 'pause: {}', 'setCanaryScale: {matchTrafficWeight: true}', 'setWeight: 20')),
      routed(ISTIO, steps('setCanaryScale: {weight: 5}', 'setCanaryScale: {replicas: 0}', 'setWeight: 20')), routed(ISTIO, steps('setWeight: 5', 'pause: {}', 'setWeight: 0')),
      routed(ISTIO, steps('setCanaryScale: {replicas: 1}', HEADER, 'setWeight: 20', 'setCanaryScale: {matchTrafficWeight: true}')),
      routed(ISTIO, steps('setCanaryScale: {replicas: 1}', HEADER, 'pause: {}', 'setHeaderRoute: {name: beta}', 'setCanaryScale: {matchTrafficWeight: true}')),
      routed(ISTIO, steps('setCanaryScale: {replicas: 1}', HEADER, 'setCanaryScale: {matchTrafficWeight: true}', 'setHeaderRoute: {name: beta}', 'setWeight: 20')),
      routed(ISTIO, steps('setCanaryScale: {matchTrafficWeight: true}', HEADER)),
    ],
    rejects: {
      [`${STEPS}/3/setCanaryScale: ${LOST}`]:
        routed(ISTIO, steps('setCanaryScale: {replicas: 1}', HEADER, 'pause: {}', 'setCanaryScale: {matchTrafficWeight: true}', 'setWeight: 20')),
      [`${STEPS}/2/setCanaryScale: ${LOST}`]: routed(ISTIO, steps('setWeight: 5', HEADER, 'setCanaryScale: {replicas: 0}', 'pause: {}')),
      [`${STEPS}/2/setWeight: ${LOST}`]: routed(ISTIO, steps('setWeight: 5', 'setMirrorRoute: {name: beta, match: [{path: {exact: /}}]}', 'setWeight: 0')),
    },
  },
  'each-router-routes': {
    accepts: [routed(`${ISTIO}, ${ALB}`, steps(HEADER)), routed('nginx: {}', steps(HEADER)), routed(`${ISTIO}, nginx: {}`, '')],
    rejects: {
      [`${STEPS}/0/setHeaderRoute: setHeaderRoute has no effect in the router nginx, got it beside istio`]: routed(`${ISTIO}, nginx: {}`, steps(HEADER)),
      [`${STEPS}/1/setMirrorRoute: setMirrorRoute has no effect in the router alb, got it beside istio`]:
        mirror('{path: {exact: /}}').replace(ISTIO, `${ISTIO}, ${ALB}`),
      [`${STEPS}/0/setHeaderRoute: setHeaderRoute has no effect in the router argoproj-labs/contour, got it beside istio and acme/router`]:
        routed(`${ISTIO}, plugins: {argoproj-labs/contour: {}, acme/router: {}}`, steps(HEADER)),
    },
  },
  'route-is-managed': {
    accepts: [routedStep(header('exact: c')), routedStep(mirrorStep('')), step('setHeaderRoute: {name: b}')],
    rejects: {
      [`${STEP}/setHeaderRoute/name: the route must be one of trafficRouting.managedRoutes (a), got "b"`]: routedStep('setHeaderRoute: {name: b}'),
      [`${STEP}/setMirrorRoute/name: the route must be one of trafficRouting.managedRoutes (none), got "a"`]:
        canary(`steps: [{setWeight: 5}, {setMirrorRoute: {name: a}}], ${SERVICES}, trafficRouting: {istio: {virtualService: {name: api}}}`),
      [`${STEP}/setHeaderRoute/name: the route must be one of trafficRouting.managedRoutes (a), got none`]: routedStep('setHeaderRoute: {}'),
    },
  },
  'one-kind-of-match': {
    accepts: [
      routedStep(header('exact: c')), routedStep(header('regex: c')), routedStep(header('prefix: c, exact: ""')), routedStep(header('exact: c'), ALB_PORT),
      routedStep(mirrorStep('method: {exact: GET}, path: {prefix: /}')), routedStep('setHeaderRoute: {name: a}'),
    ],
    rejects: {
      [`${STEP}/setHeaderRoute/match/0/headerValue: a match needs exactly one of exact, prefix, regex, got none`]: routedStep(header('')),
      [`${STEP}/setHeaderRoute/match/0/headerValue: a match needs exactly one of exact, prefix, regex, got exact and regex`]: routedStep(header('exact: c, regex: d')),
      [`${STEP}/setHeaderRoute/match/0/headerValue: a match needs "exact", all that alb knows, got prefix`]: routedStep(header('prefix: c'), ALB_PORT),
      [`${STEP}/setHeaderRoute/match/0/headerValue: a match needs "exact", all that alb knows, got exact and regex`]: routedStep(header('exact: c, regex: d'), ALB_PORT),
      [`${STEP}/setMirrorRoute/match/0/method: a match needs exactly one of exact, prefix, regex, got none`]: routedStep(mirrorStep('method: {}')),
      [`${STEP}/setMirrorRoute/match/0/path: a match needs exactly one of exact, prefix, regex, got exact and prefix`]:
        routedStep(mirrorStep('path: {exact: /a, prefix: /}')),
    },
  },
};

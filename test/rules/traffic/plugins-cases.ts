import { RuleCases } from '../rule-cases';

const CANARY = '/spec/strategy/canary';
const SERVICES = 'stableService: api-stable, canaryService: api-canary';
const rollout = (routing: string, others = SERVICES) => '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api, namespace: shop}, spec: {strategy: {canary: '
  + `{trafficRouting: {${routing}}${others && `, ${others}`}}}}}`;

const CONTOUR = 'plugins: {argoproj-labs/contour: {httpProxies: [api]}}';
const CONSUL = 'plugins: {hashicorp/consul: {serviceName: api}}';
const GLOO = 'plugins: {solo-io/glooplatform: {routeTableSelector: {name: api}}}';
const OWN = 'plugins: {acme/router: {}}';
const HEADER = '{setHeaderRoute: {name: beta, match: [{headerName: a, headerValue: {exact: b}}]}}';
const MIRROR = '{setMirrorRoute: {name: beta, match: [{path: {exact: /}}]}}';
const steps = (...given: string[]) => `${SERVICES}, steps: [{setWeight: 5}, ${given.join(', ')}]`;
const PING_PONG = 'pingPong: {pingService: a, pongService: b}';

const WEIGHED = '{experiment: {duration: 5m, templates: [{name: new, specRef: canary, weight: 5}]}}';

export const ROUTER_PLUGIN_CASES: Record<string, RuleCases> = {
  'plugin-total': {
    accepts: [rollout(CONTOUR), rollout(`${CONTOUR}, maxTrafficWeight: 100`), rollout(`${OWN}, maxTrafficWeight: 1000`)],
    rejects: {
      [`${CANARY}/trafficRouting/maxTrafficWeight: maxTrafficWeight must be 100 with argoproj-labs/contour, got 1000: leave it out`]:
        rollout(`${CONTOUR}, maxTrafficWeight: 1000`),
    },
  },
  'plugin-services-given': {
    accepts: [rollout(CONTOUR), rollout(CONSUL, ''), rollout(OWN, ''), rollout(CONTOUR, PING_PONG)],
    rejects: {
      [`${CANARY}/canaryService: argoproj-labs/contour needs a stableService and a canaryService, got no canaryService`]: rollout(CONTOUR, 'stableService: api-stable'),
      [['stableService', 'canaryService'].map((service) => (
        `${CANARY}/${service}: argoproj-labs/gatewayAPI needs a stableService and a canaryService, got no ${service}`
      )).join('\n')]: rollout('plugins: {argoproj-labs/gatewayAPI: {httpRoute: api}}', ''),
    },
  },
  'plugin-takes-no-turns': {
    accepts: [rollout(CONTOUR), rollout(CONSUL, PING_PONG), rollout(OWN, PING_PONG)],
    rejects: {
      [`${CANARY}/pingPong: argoproj-labs/contour cannot move traffic between Services that take turns, got pingPong: give a stableService and a canaryService`]:
        rollout(CONTOUR, PING_PONG),
    },
  },
  'plugin-routes-step': {
    accepts: [
      rollout(GLOO, steps(HEADER)), rollout(OWN, steps(HEADER, MIRROR)), rollout(CONTOUR, steps('{setHeaderRoute: {name: beta}}')),
      rollout(`${CONTOUR}, istio: {virtualService: {name: api}}`, steps(HEADER)), rollout('nginx: {}', steps(HEADER)),
    ],
    rejects: {
      [`${CANARY}/steps/1/setHeaderRoute: argoproj-labs/contour routes no requests by header, got setHeaderRoute: leave the step out`]: rollout(CONTOUR, steps(HEADER)),
      [`${CANARY}/steps/2/setMirrorRoute: solo-io/glooplatform mirrors no requests, got setMirrorRoute: leave the step out`]: rollout(GLOO, steps(HEADER, MIRROR)),
      [`${CANARY}/steps/1/setMirrorRoute: argoproj-labs/openshift mirrors no requests, got setMirrorRoute: leave the step out`]:
        rollout('plugins: {argoproj-labs/openshift: {routes: [api]}, argoproj-labs/gatewayAPI: {httpRoute: api}}', steps(MIRROR)),
    },
  },
  'plugin-experiment-weight': {
    accepts: [
      rollout(OWN, steps(WEIGHED)), rollout(CONTOUR, steps('{experiment: {duration: 5m, templates: [{name: new, specRef: canary, service: {}}]}}')),
      rollout(`${CONTOUR}, istio: {virtualService: {name: api}}`, steps(WEIGHED)), rollout('nginx: {}', steps(WEIGHED)),
    ],
    rejects: {
      [`${CANARY}/steps/1/experiment/templates/0/weight: argoproj-labs/contour gives no requests to an experiment, got a weight of 5: `
        + 'leave it out, and give the template a service']: rollout(CONTOUR, steps(WEIGHED)),
    },
  },
};

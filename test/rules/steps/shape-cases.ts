import { RuleCases } from '../rule-cases';

const SERVICES = 'stableService: stable, canaryService: canary';
const canary = (fields: string) => `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: {${fields}}}}}`;
const step = (fields: string) => canary(`steps: [{setWeight: 5}, {${fields}}]`);
const routed = (fields: string, routing = 'istio: {virtualService: {name: api}}') =>
  canary(`steps: [{setWeight: 5}, {${fields}}], ${SERVICES}, trafficRouting: {managedRoutes: [{name: a}], ${routing}}`);
const header = (value: string) => `setHeaderRoute: {name: a, match: [{headerName: b, headerValue: {${value}}}]}`;

const HEALTH = 'templates: [{templateName: health}]';
const ALB = 'alb: {ingress: api, servicePort: 80}';
const NGINX = 'nginx: {stableIngress: api}';
const CANARY = '/spec/strategy/canary';
const STEP = `${CANARY}/steps/1`;
const ACTIONS = 'pause, setCanaryScale, setWeight, experiment, analysis, setHeaderRoute, setMirrorRoute, plugin';
const SCALE = 'setCanaryScale needs exactly one of weight, replicas, matchTrafficWeight';

export const SHAPE_CASES: Record<string, RuleCases> = {
  'step-has-action': {
    accepts: [step('pause: {}'), step('setWeight: 0'), step('plugin: {name: a/b}'), routed(header('exact: c'))],
    rejects: {
      [`${STEP}: a step needs one of ${ACTIONS}, got none: a pause without an end is written "pause: {}"`]: step(''),
      [`${CANARY}/steps/0: a step needs one of ${ACTIONS}, got none: a pause without an end is written "pause: {}"`]: canary('steps: [{pause: null}]'),
    },
  },
  'one-action-per-step': {
    accepts: [step('pause: {}'), routed(`setCanaryScale: {replicas: 1}, ${header('exact: c')}`), step('setWeight: 5, pause: null')],
    rejects: {
      [`${STEP}: a step does one thing, got pause and setWeight: make a step of each`]: step('setWeight: 5, pause: {}'),
      [`${STEP}: a step does one thing, got experiment and analysis: make a step of each`]:
        step(`experiment: {templates: [{name: a, specRef: canary}]}, analysis: {${HEALTH}}`),
      [`${STEP}: a step does one thing, got pause and plugin: make a step of each`]: step('plugin: {name: a/b}, pause: {}'),
      [`${STEP}: a step does one thing, got setCanaryScale and analysis: make a step of each`]:
        routed(`setCanaryScale: {replicas: 1}, analysis: {${HEALTH}}`),
      [`${STEP}: a step does one thing, got setWeight and plugin: make a step of each`]: step('plugin: {name: a/b}, setWeight: 5'),
    },
  },
  'step-order-said': {
    accepts: [step('pause: {}'), step('pause: {}, setWeight: 5')],
    rejects: {
      [`${STEP}: a step does one thing, got setCanaryScale and setWeight: make a step of each`]: routed('setWeight: 5, setCanaryScale: {replicas: 1}'),
      [`${STEP}: a step does one thing, got pause and setHeaderRoute: make a step of each`]: routed(`pause: {}, ${header('exact: c')}`),
    },
  },
  'one-canary-scale': {
    accepts: [
      routed('setCanaryScale: {weight: 0}'), routed('setCanaryScale: {replicas: 0}'), routed('setCanaryScale: {matchTrafficWeight: true}'),
      routed('setCanaryScale: {matchTrafficWeight: false, replicas: 1}'),
    ],
    rejects: {
      [`${STEP}/setCanaryScale: ${SCALE}, got none`]: routed('setCanaryScale: {}'),
      [`${STEP}/setCanaryScale: ${SCALE}, got weight and replicas`]: routed('setCanaryScale: {weight: 5, replicas: 1}'),
      [`${STEP}/setCanaryScale: ${SCALE}, got replicas and matchTrafficWeight`]: routed('setCanaryScale: {replicas: 1, matchTrafficWeight: true}'),
    },
  },
  'canary-scale-in-range': {
    accepts: [
      routed('setCanaryScale: {weight: 100}'), routed('setCanaryScale: {replicas: 500}'),
      routed('setCanaryScale: {weight: 1000}', `${NGINX}, maxTrafficWeight: 1000`),
    ],
    rejects: {
      [`${STEP}/setCanaryScale/weight: the weight of the canary's scale must lie between 0 and 100, got 101`]: routed('setCanaryScale: {weight: 101}'),
      [`${STEP}/setCanaryScale/weight: the weight of the canary's scale must lie between 0 and 100, got -1`]: routed('setCanaryScale: {weight: -1}'),
      [`${STEP}/setCanaryScale/replicas: the canary's scale must be at least 0 replicas, got -1`]: routed('setCanaryScale: {replicas: -1}'),
    },
  },
  'experiment-weight-needs-router': {
    accepts: [
      routed('experiment: {templates: [{name: a, specRef: canary, weight: 5}]}'), step('experiment: {templates: [{name: a, specRef: canary}]}'),
      routed('experiment: {templates: [{name: a, specRef: canary, weight: 5}]}', ALB),
    ],
    rejects: {
      [`${STEP}/experiment/templates/0/weight: the weight of an experiment needs a router (alb, istio, plugins, smi), got none`]:
        step('experiment: {templates: [{name: a, specRef: canary, weight: 5}]}'),
      [`${STEP}/experiment/templates/1/weight: the weight of an experiment needs a router (alb, istio, plugins, smi), got nginx`]:
        routed('experiment: {templates: [{name: a, specRef: canary}, {name: b, specRef: canary, weight: 5}]}', NGINX),
    },
  },
};

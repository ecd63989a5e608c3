import { RolloutCase } from './rollout-cases';

const SERVICES = 'stableService: stable, canaryService: canary';
const canary = (fields: string) => `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: {${fields}}}}}`;
const step = (fields: string) => canary(`steps: [{setWeight: 5}, {${fields}}]`);
const routed = (fields: string, routing = 'istio: {virtualService: {name: api}}') =>
  canary(`steps: [{setWeight: 5}, {${fields}}], ${SERVICES}, trafficRouting: {managedRoutes: [{name: a}], ${routing}}`);
const background = (fields: string) => canary(`analysis: {${HEALTH}, ${fields}}`);
const blueGreen = (fields: string) =>
  `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {strategy: {blueGreen: {activeService: a, prePromotionAnalysis: {${HEALTH}, ${fields}}}}}}`;
const field = (path: string) => `args: [{name: a, valueFrom: {fieldRef: {fieldPath: "${path}"}}}]`;
const header = (value: string) => `setHeaderRoute: {name: a, match: [{headerName: b, headerValue: {${value}}}]}`;
const mirror = (match: string) => `setMirrorRoute: {name: a, match: [{${match}}]}`;

const HEALTH = 'templates: [{templateName: health}]';
const ALB = 'alb: {ingress: api, servicePort: 80}';
const NGINX = 'nginx: {stableIngress: api}';
const CANARY = '/spec/strategy/canary';
const STEP = `${CANARY}/steps/1`;
const ACTIONS = 'pause, setCanaryScale, setWeight, experiment, analysis, setHeaderRoute, setMirrorRoute, plugin';
const KNOWN = 'of the metadata only metadata.name, metadata.namespace, metadata.uid, metadata.labels, metadata.annotations can be read, '
  + 'and one of them as metadata.labels[\'app\']';
const FIELD = 'valueFrom/fieldRef/fieldPath';
const SCALE = 'setCanaryScale needs exactly one of weight, replicas, matchTrafficWeight';

export const STEP_CASES: Record<string, RolloutCase> = {
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
      [`${STEP}/experiment/templates/0/weight: the weight of an experiment needs a router (alb, smi, istio, plugins), got none`]:
        step('experiment: {templates: [{name: a, specRef: canary, weight: 5}]}'),
      [`${STEP}/experiment/templates/1/weight: the weight of an experiment needs a router (alb, smi, istio, plugins), got nginx`]:
        routed('experiment: {templates: [{name: a, specRef: canary}, {name: b, specRef: canary, weight: 5}]}', NGINX),
    },
  },
  'route-is-managed': {
    accepts: [routed(header('exact: c')), routed(mirror('')), step('setHeaderRoute: {name: b}')],
    rejects: {
      [`${STEP}/setHeaderRoute/name: the route must be one of trafficRouting.managedRoutes (a), got "b"`]: routed('setHeaderRoute: {name: b}'),
      [`${STEP}/setMirrorRoute/name: the route must be one of trafficRouting.managedRoutes (none), got "a"`]:
        canary(`steps: [{setWeight: 5}, {setMirrorRoute: {name: a}}], ${SERVICES}, trafficRouting: {istio: {virtualService: {name: api}}}`),
      [`${STEP}/setHeaderRoute/name: the route must be one of trafficRouting.managedRoutes (a), got "none"`]: routed('setHeaderRoute: {}'),
    },
  },
  'one-kind-of-match': {
    accepts: [
      routed(header('exact: c')), routed(header('regex: c')), routed(header('prefix: c, exact: ""')), routed(header('exact: c'), ALB),
      routed(mirror('method: {exact: GET}, path: {prefix: /}')), routed('setHeaderRoute: {name: a}'),
    ],
    rejects: {
      [`${STEP}/setHeaderRoute/match/0/headerValue: a match needs exactly one of exact, prefix, regex, got none`]: routed(header('')),
      [`${STEP}/setHeaderRoute/match/0/headerValue: a match needs exactly one of exact, prefix, regex, got exact and regex`]: routed(header('exact: c, regex: d')),
      [`${STEP}/setHeaderRoute/match/0/headerValue: a match needs "exact", all that alb knows, got prefix`]: routed(header('prefix: c'), ALB),
      [`${STEP}/setHeaderRoute/match/0/headerValue: a match needs "exact", all that alb knows, got exact and regex`]: routed(header('exact: c, regex: d'), ALB),
      [`${STEP}/setMirrorRoute/match/0/method: a match needs exactly one of exact, prefix, regex, got none`]: routed(mirror('method: {}')),
      [`${STEP}/setMirrorRoute/match/0/path: a match needs exactly one of exact, prefix, regex, got exact and prefix`]:
        routed(mirror('path: {exact: /a, prefix: /}')),
    },
  },
  'metadata-field-known': {
    accepts: [
      ...['metadata.name', 'metadata.labels', 'metadata.labels[\'app.kubernetes.io/name\']', 'metadata.annotations[\'Team.io/a\']', 'spec.replicas']
        .map((path) => step(`analysis: {${HEALTH}, ${field(path)}}`)),
      background(field('metadata.uid')),
    ],
    rejects: {
      [`${STEP}/analysis/args/0/${FIELD}: ${KNOWN}, got "metadata.labels.app"`]: step(`analysis: {${HEALTH}, ${field('metadata.labels.app')}}`),
      [`${STEP}/analysis/args/0/${FIELD}: ${KNOWN}, got "metadata.labels['a b']"`]: step(`analysis: {${HEALTH}, ${field('metadata.labels[\'a b\']')}}`),
      [`${STEP}/experiment/analyses/0/args/0/${FIELD}: ${KNOWN}, got "metadata.foo"`]:
        step(`experiment: {templates: [{name: a, specRef: canary}], analyses: [{name: a, templateName: health, ${field('metadata.foo')}}]}`),
      [`${CANARY}/analysis/args/0/${FIELD}: ${KNOWN}, got "metadata.generation"`]: background(field('metadata.generation')),
      [`/spec/strategy/blueGreen/prePromotionAnalysis/args/0/${FIELD}: ${KNOWN}, got "metadata.name['a']"`]: blueGreen(field('metadata.name[\'a\']')),
    },
  },
  'run-label-free': {
    accepts: [background('analysisRunMetadata: {labels: {team: a}, annotations: {step-index: a}}')],
    rejects: {
      [`${CANARY}/analysis/analysisRunMetadata/labels/rollout-type: the label rollout-type belongs to the controller, use another`]:
        background('analysisRunMetadata: {labels: {rollout-type: a}}'),
      [`${STEP}/analysis/analysisRunMetadata/labels/step-index: the label step-index belongs to the controller, use another`]:
        step(`analysis: {${HEALTH}, analysisRunMetadata: {labels: {step-index: a}}}`),
    },
  },
};

import { RuleCases } from '../rule-cases';

const POD = 'metadata: {labels: {app: api}}, spec: {containers: [{name: api, image: a, ports: [{containerPort: 80}]}]}';
const rollout = (steps: string, others = '', name = 'api') =>
  `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: ${name}}, spec: {strategy: {canary: {steps: [${steps}]}}${others}}}`;
const step = (fields: string, others = '', name = 'api') => rollout(`{setWeight: 20}, {experiment: {${fields}}}`, others, name);
const template = (fields: string, pod = POD) => step(`duration: 5m, templates: [{name: new, specRef: canary, ${fields}}]`, `, template: {${pod}}`);
const experiment = (fields: string, name = 'api') => `{apiVersion: argoproj.io/v1alpha1, kind: Experiment, metadata: {name: ${name}}, spec: {${fields}}}`;
const own = (fields: string, pod = POD, name = 'api') =>
  experiment(`templates: [{name: new, selector: {matchLabels: {app: api}}, template: {${pod}}, ${fields}}]`, name);
const ports = (list: string) => `spec: {containers: [{name: api, image: a, ports: [${list}]}]}`;

const STEP = '/spec/strategy/canary/steps/1/experiment';
const TEMPLATE = `${STEP}/templates/0`;
const NEEDS_PORT = 'a template with a Service needs pods with a containerPort, got none: declare the ports of its containers, or leave the Service out';
const SERVICE_NAME = 'the Service of a template has a name of at most 63 lower-case letters, digits and "-" that starts with a letter';

export const EXPERIMENT_PODS_CASES: Record<string, RuleCases> = {
  'experiment-selector-given': {
    accepts: [template(''), template('selector: {matchLabels: {app: api}}'), own('')],
    rejects: {
      [`${TEMPLATE}/selector: a template of an experiment selects its pods by at least one label, got an empty selector`]: template('selector: {}'),
      '/spec/templates/0/selector: a template of an experiment selects its pods by at least one label, got an empty selector':
        experiment('templates: [{name: a, selector: {}}]'),
    },
  },
  'experiment-labels-selected': {
    accepts: [
      template('metadata: {labels: {track: new}}'), template('selector: {matchExpressions: [{key: app, operator: Exists}]}'),
      template('selector: {matchLabels: {app: api}}, metadata: {labels: {track: new}}'),
    ],
    rejects: {
      [`${TEMPLATE}/selector: a selector beside metadata.labels needs matchLabels, got none: select by at least one label`]:
        template('selector: {matchExpressions: [{key: app, operator: Exists}]}, metadata: {labels: {track: new}}'),
    },
  },
  'experiment-selects-pods': {
    accepts: [
      own(''), template('selector: {matchLabels: {app: api}}'), template('selector: {matchLabels: {app: new}}, metadata: {labels: {app: new}}'),
      template('selector: {matchExpressions: [{key: app, operator: In, values: [api, web]}, {key: b, operator: DoesNotExist}]}'),
      step('templates: [{name: new, specRef: canary, selector: {matchLabels: {app: web}}}]', ', workloadRef: {name: api}'),
    ],
    rejects: {
      [`${TEMPLATE}/selector: the selector asks for app: "web", but the pods have {"app":"api"}`]: template('selector: {matchLabels: {app: web}}'),
      [`${TEMPLATE}/selector: the selector asks for app NotIn api, but the pods have {"app":"api"}`]:
        template('selector: {matchExpressions: [{key: app, operator: NotIn, values: [api]}]}'),
      '/spec/templates/0/selector: the selector asks for app: "api", but the pods have {"app":"web"}': own('', 'metadata: {labels: {app: web}}'),
    },
  },
  'experiment-service-has-port': {
    accepts: [template('weight: 5'), template('', ports('')), own('service: {}'), template('weight: 5, service: {}', ports(''))],
    rejects: {
      [`${TEMPLATE}/service: ${NEEDS_PORT}`]: template('service: {}', ports('')),
      [`/spec/templates/0/service: ${NEEDS_PORT}`]: own('service: {}', ports('')),
    },
  },
  'experiment-weight-has-port': {
    accepts: [template('weight: 5'), template('service: {}', ports('')), own('service: {}', ports(''))],
    rejects: {
      [`${TEMPLATE}/weight: a template with a weight needs pods with a containerPort, got none: declare the ports of its containers`]: template('weight: 5', ports('')),
    },
  },
  'experiment-ports-named': {
    accepts: [
      template('weight: 5'), template('weight: 5', ports('{name: http, containerPort: 80}, {name: grpc, containerPort: 90}')),
      template('', ports('{containerPort: 80}, {containerPort: 90}')),
    ],
    rejects: {
      [`${TEMPLATE}: each port of pods with a weight or a Service has a name and a number of its own, got http (80), no name (90)`]:
        template('weight: 5', ports('{name: http, containerPort: 80}, {containerPort: 90}')),
      [`${TEMPLATE}: each port of pods with a weight or a Service has a name and a number of its own, got a (80), b (80)`]:
        template('service: {}', ports('{name: a, containerPort: 80}, {name: b, containerPort: 80, protocol: TCP}')),
    },
  },
  'experiment-service-name': {
    accepts: [template('weight: 5'), own('service: {name: new}', POD, '2'), own('', POD, 'a'.repeat(70)), own('service: {}', POD, 'a'.repeat(59))],
    rejects: {
      [`/spec/templates/0: ${SERVICE_NAME}, got "${'a'.repeat(60)}-new" with 64: shorten a name, or give service.name`]:
        own('service: {}', POD, 'a'.repeat(60)),
      [`/spec/templates/0: ${SERVICE_NAME}, got "New" with 3: shorten a name, or give service.name`]: own('service: {name: New}'),
      [`${TEMPLATE}: ${SERVICE_NAME}, got "${'a'.repeat(46)}-hhhhhhhhh-2-1-new" with 64: shorten a name, or give service.name`]:
        step('templates: [{name: new, specRef: canary, weight: 5}]', '', 'a'.repeat(46)),
    },
  },
  'experiment-service-own': {
    accepts: [
      template('service: {name: api-new}'),
      `${template('service: {name: api-new}')}\n---\n{apiVersion: v1, kind: Service, metadata: {name: api}}`,
      experiment('templates: [{name: a, service: {}}, {name: b, service: {}}]'),
    ],
    rejects: {
      [`${TEMPLATE}/service/name: the Service of a template is made for it alone, got "api", that is also your Service "api"`]:
        `${template('service: {name: api}')}\n---\n{apiVersion: v1, kind: Service, metadata: {name: api}}`,
      ['/spec/templates/0/service/name: the Service of a template is made for it alone, got "x", that is also of another template\n'
        + '/spec/templates/1/service/name: the Service of a template is made for it alone, got "x", that is also of another template']:
        experiment('templates: [{name: a, service: {name: x}}, {name: b, service: {name: x}}]'),
    },
  },
};

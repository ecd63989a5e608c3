import { RolloutCase } from './rollout-cases';

const POD = 'metadata: {labels: {app: api}}, spec: {containers: [{name: api, image: a, ports: [{containerPort: 80}]}]}';
const rollout = (steps: string, others = '', name = 'api') =>
  `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: ${name}}, spec: {strategy: {canary: {steps: [${steps}]}}${others}}}`;
const step = (fields: string, others = '', name = 'api') => rollout(`{setWeight: 20}, {experiment: {${fields}}}`, others, name);
const template = (fields: string, pod = POD) => step(`duration: 5m, templates: [{name: new, specRef: canary, ${fields}}]`, `, template: {${pod}}`);
const experiment = (fields: string, name = 'api') => `{apiVersion: argoproj.io/v1alpha1, kind: Experiment, metadata: {name: ${name}}, spec: {${fields}}}`;
const own = (fields: string, pod = POD, name = 'api') =>
  experiment(`templates: [{name: new, selector: {matchLabels: {app: api}}, template: {${pod}}, ${fields}}]`, name);
const NEW = 'templates: [{name: new, specRef: canary}]';
const analysis = (fields: string) => `analyses: [{name: health, templateName: health, ${fields}}]`;
const args = (value: string) => analysis(`args: [{name: a, ${value}}]`);
const ports = (list: string) => `spec: {containers: [{name: api, image: a, ports: [${list}]}]}`;

const STEP = '/spec/strategy/canary/steps/1/experiment';
const TEMPLATE = `${STEP}/templates/0`;
const NAMES = 'an experiment has a name of its own';
const KNOWN = 'experiment.availableAt, experiment.finishedAt, templates.new.podTemplateHash, templates.new.replicaset.name';
const SERVICE_NAME = 'the Service of a template has a name of at most 63 lower-case letters, digits and "-" that starts with a letter';

export const EXPERIMENT_CASES: Record<string, RolloutCase> = {
  'experiment-ends': {
    accepts: [
      step(`duration: 5m, ${NEW}, ${analysis('')}`), step(`${NEW}, ${analysis('requiredForCompletion: true')}`),
      step(NEW), experiment(`templates: [], ${analysis('')}`),
    ],
    rejects: {
      [`${STEP}: nothing ends the experiment, got no duration and no analysis that is requiredForCompletion: add one of them`]:
        step(`${NEW}, ${analysis('')}`),
    },
  },
  'experiment-duration': {
    accepts: [step(`duration: 1h30m, ${NEW}`), step(NEW), experiment('duration: 90s, templates: []')],
    rejects: {
      [`${STEP}/duration: an experiment lasts a time with a unit such as 10m or 1h30m, got "10"`]: step(`duration: "10", ${NEW}`),
      [`${STEP}/duration: an experiment lasts a time with a unit such as 10m or 1h30m, got "0s"`]: step(`duration: 0s, ${NEW}`),
      '/spec/duration: an experiment lasts a time with a unit such as 10m or 1h30m, got "1d"': experiment('duration: 1d, templates: []'),
    },
  },
  'experiment-name-once': {
    accepts: [step('templates: [{name: old, specRef: stable}, {name: new, specRef: canary}], analyses: [{name: new, templateName: a}]'), experiment(NEW)],
    rejects: {
      [`${STEP}/templates/1/name: each of the templates of ${NAMES}, got "new" again`]:
        step('templates: [{name: new, specRef: stable}, {name: new, specRef: canary}]'),
      [`${STEP}/templates/0/name: each of the templates of ${NAMES}, got an empty one`]: step('templates: [{name: "", specRef: stable}]'),
      [`/spec/analyses/1/name: each of the analyses of ${NAMES}, got "a" again`]:
        experiment('templates: [], analyses: [{name: a, templateName: a}, {name: a, templateName: b}]'),
    },
  },
  'experiment-spec-known': {
    accepts: [step('templates: [{name: old, specRef: stable}, {name: new, specRef: canary}]')],
    rejects: { [`${TEMPLATE}/specRef: specRef must be one of canary, stable, got "Canary"`]: step('templates: [{name: new, specRef: Canary}]') },
  },
  'experiment-deadline-after-ready': {
    accepts: [own('minReadySeconds: 600'), experiment('progressDeadlineSeconds: 10, templates: [{name: a, minReadySeconds: 10}]'), step(NEW)],
    rejects: {
      '/spec/templates/0/minReadySeconds: minReadySeconds may be at most progressDeadlineSeconds (600), got 601': own('minReadySeconds: 601'),
      '/spec/templates/0/minReadySeconds: minReadySeconds may be at most progressDeadlineSeconds (10), got 11':
        experiment('progressDeadlineSeconds: 10, templates: [{name: a, minReadySeconds: 11}]'),
    },
  },
  'experiment-weights-fit': {
    accepts: [template('weight: 80'), rollout('{experiment: {templates: [{name: a, weight: 60}, {name: b, weight: 40}]}}'), step(NEW)],
    rejects: {
      [`${STEP}/templates: the weights of an experiment and the canary (20) add up to at most 100, got 101`]: template('weight: 81'),
      '/spec/strategy/canary/steps/0/experiment/templates: the weights of an experiment and the canary (0) add up to at most 100, got 120':
        rollout('{experiment: {templates: [{name: a, weight: 60}, {name: b, weight: 60}]}}, {setWeight: 90}'),
    },
  },
  'experiment-placeholder-known': {
    accepts: [
      step(`duration: 5m, ${NEW}, ${args('value: "{{templates.new.podTemplateHash}}"')}`),
      step(`duration: 5m, ${NEW}, ${args('value: "{{ templates.new.replicaset.name }} {{experiment.finishedAt}}"')}`),
      step(`${NEW}, ${args('valueFrom: {podTemplateHashValue: Latest}')}`),
    ],
    rejects: {
      [`${STEP}/analyses/0/args/0/value: the experiment knows no {{templates.canary.podTemplateHash}}, allowed are: ${KNOWN}`]:
        step(`duration: 5m, ${NEW}, ${args('value: "{{templates.canary.podTemplateHash}}"')}`),
      ['/spec/analyses/0/args/0/value: the experiment knows no {{experiment.finishedAt}}, '
        + 'allowed are: experiment.availableAt, templates.new.podTemplateHash, templates.new.replicaset.name']:
        experiment(`templates: [{name: new}], ${args('value: "{{experiment.finishedAt}}"')}`),
    },
  },
  'experiment-argument-value': {
    accepts: [experiment(`templates: [], ${args('value: b')}`), step(`${NEW}, ${args('valueFrom: {podTemplateHashValue: Latest}')}`)],
    rejects: {
      ['/spec/analyses/0/args/0/valueFrom: an argument in an Experiment has a value, got valueFrom for "a": '
        + 'give a value here, or the reference in the template']:
        experiment(`templates: [], ${args('valueFrom: {secretKeyRef: {name: b, key: c}}')}`),
    },
  },
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
    accepts: [template('weight: 5'), template('', ports('')), own('service: {}')],
    rejects: {
      [`${TEMPLATE}: a template with a weight or a Service needs pods with a containerPort, got none: declare the ports of its containers`]:
        template('weight: 5', ports('')),
      '/spec/templates/0: a template with a weight or a Service needs pods with a containerPort, got none: declare the ports of its containers':
        own('service: {}', ports('')),
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
      [`${TEMPLATE}/service/name: the Service of a template is made for it alone, got "api", that is also one of your Services`]:
        `${template('service: {name: api}')}\n---\n{apiVersion: v1, kind: Service, metadata: {name: api}}`,
      ['/spec/templates/0/service/name: the Service of a template is made for it alone, got "x", that is also of another template\n'
        + '/spec/templates/1/service/name: the Service of a template is made for it alone, got "x", that is also of another template']:
        experiment('templates: [{name: a, service: {name: x}}, {name: b, service: {name: x}}]'),
    },
  },
};

import { RuleCases } from '../rule-cases';

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

const STEP = '/spec/strategy/canary/steps/1/experiment';
const TEMPLATE = `${STEP}/templates/0`;
const NAMES = 'an experiment has a name of its own';
const GOES_ON = 'nothing ends the experiment, got no duration and no analysis that is requiredForCompletion: add one of them, or end it by hand';
const KNOWN = 'experiment.availableAt, experiment.finishedAt, templates.new.podTemplateHash, templates.new.replicaset.name';

export const EXPERIMENT_CASES: Record<string, RuleCases> = {
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
  'experiment-goes-on': {
    accepts: [
      step(`duration: 5m, ${NEW}`), step(`${NEW}, ${analysis('requiredForCompletion: true')}`), experiment('duration: 5m, templates: []'),
      experiment(`templates: [], ${analysis('requiredForCompletion: true')}`), experiment('terminate: true, templates: []'),
    ],
    rejects: {
      [`${STEP}: ${GOES_ON}`]: step(NEW),
      [`/spec: ${GOES_ON}`]: experiment(`templates: [], ${analysis('')}`),
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
};

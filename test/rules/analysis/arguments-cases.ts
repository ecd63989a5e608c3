import { RuleCases } from '../rule-cases';

const rollout = (strategy: string, metadata = 'name: api') => `{kind: Rollout, metadata: {${metadata}}, spec: {strategy: {${strategy}}}}`;
const step = (fields: string) => rollout(`canary: {steps: [{analysis: {templates: [{templateName: health}], ${fields}}}]}`);
const template = (spec: string, kind = 'AnalysisTemplate') => `{kind: ${kind}, metadata: {name: health}, spec: {${spec}}}`;
const metric = (fields: string, more = '') => template(`${more}metrics: [{name: a, ${fields}}]`);
const together = (...documents: string[]) => documents.join('\n---\n');

const STEP = '/spec/strategy/canary/steps/0/analysis';
const WEB = 'provider: {web: {}}';

const from = (source: string, metadata?: string) => rollout(`canary: {steps: [{analysis: {args: [{name: a, valueFrom: {${source}}}]}}]}`, metadata);
const field = (path: string, metadata?: string) => from(`fieldRef: {fieldPath: ${JSON.stringify(path)}}`, metadata);
const noField = (path: string, why: string) =>
  [`${STEP}/args/0/valueFrom/fieldRef/fieldPath: an argument is one value of the rollout, got "${path}": ${why}`, field(path)];

const query = (text: string) => metric(`provider: {prometheus: {query: ${JSON.stringify(text)}}}`);

const SECRET = 'args: [{name: token, valueFrom: {secretKeyRef: {name: a, key: b}}}], ';

export const ARGUMENTS_CASES: Record<string, RuleCases> = {
  'argument-has-value': {
    accepts: [step('args: [{name: a, value: ""}]'), field('metadata.name'), step('')],
    rejects: { [`${STEP}/args/0: argument "a" has neither a value nor a source: give one, or leave the argument out`]: step('args: [{name: a}]') },
  },
  'pod-hash-known': {
    accepts: [from('podTemplateHashValue: Latest'), from('podTemplateHashValue: Stable'), field('metadata.name')],
    rejects: {
      [`${STEP}/args/0/valueFrom/podTemplateHashValue: the hash is that of the version Stable or Latest, got "latest"`]: from('podTemplateHashValue: latest'),
    },
  },
  'rollout-field-known': {
    accepts: [
      'spec.strategy.canary.canaryService', 'spec.replicas', 'status.canary.weights.canary.weight', "metadata.labels['app']", 'spec.strategy.canary.steps[0].setWeight',
      'spec.template.metadata.labels.app', 'spec.template.spec.containers[0].image',
    ].map((path) => field(path)),
    rejects: Object.fromEntries([
      noField('spec.replica', 'there is no field "replica", allowed are: analysis, minReadySeconds, paused, progressDeadlineAbort, progressDeadlineSeconds, '
        + 'replicas, restartAt, revisionHistoryLimit, rollbackWindow, selector, strategy, template, workloadRef'),
      noField('spec.strategy.canary.steps.first', '"first" is no place in a list'),
      noField('spec.strategy', 'there is more than one value'),
      noField('spec.replicas.count', 'there is no field "count", allowed are: none'),
    ]),
  },
  'metadata-key-set': {
    accepts: [field("metadata.labels['app']", 'name: api, labels: {app: api}'), field("metadata.annotations['a/b']", 'name: api, annotations: {a/b: c}'), field('metadata.labels')],
    rejects: {
      [`${STEP}/args/0/valueFrom/fieldRef/fieldPath: the rollout has no "region" among its labels, got: app`]:
        field("metadata.labels['region']", 'name: api, labels: {app: api}'),
    },
  },
  'argument-secret-wins': {
    accepts: [
      together(step(''), metric(WEB, SECRET)),
      together(step('args: [{name: token, value: x}]'), metric(WEB, 'args: [{name: token, value: y}], ')),
      // the last one only requires it, so the value counts
      together(step('args: [{name: token, value: x}]'), metric(WEB, `${SECRET}templates: [{templateName: more}], `), template('args: [{name: token}]').replace('health', 'more')),
    ],
    rejects: {
      [`${STEP}/args/0: argument "token" comes from a Secret in AnalysisTemplate "health", which drops the value given here: leave it out here or there`]:
        together(step('args: [{name: token, value: x}]'), metric(WEB, SECRET)),
      [`${STEP}/args/0: argument "token" comes from a Secret in AnalysisTemplate "more", which drops the value given here: leave it out here or there`]: together(
        step('args: [{name: token, value: x}]'),
        metric(WEB, 'args: [{name: token}], templates: [{templateName: more}], '), template(`${SECRET}metrics: []`).replace('health', 'more'),
      ),
    },
  },
  'argument-writable': {
    accepts: [
      together(step('args: [{name: a, value: "line\\n\\ttabbed"}]'), query('{{args.a}}')),
      together(step('args: [{name: a, value: "\\u0007"}]'), query('x')),
    ],
    rejects: {
      [`${STEP}/args/0/value: argument "a" has a control character in its value, got "\\u0007"`]:
        together(step('args: [{name: a, value: "\\u0007"}]'), query('{{args.a}}')),
      [`${STEP}/templates: argument "a" has a control character in its value, got "\\u0001"`]:
        together(step(''), metric('provider: {prometheus: {query: "{{args.a}}"}}', 'args: [{name: a, value: "\\u0001"}], ')),
    },
  },
};

import { RuleCases } from '../rule-cases';

const canary = (fields: string) => `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: {${fields}}}}}`;
const step = (fields: string) => canary(`steps: [{setWeight: 5}, {${fields}}]`);
const background = (fields: string) => canary(`analysis: {${HEALTH}, ${fields}}`);
const blueGreen = (fields: string) =>
  `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {strategy: {blueGreen: {activeService: a, prePromotionAnalysis: {${HEALTH}, ${fields}}}}}}`;
const field = (path: string) => `args: [{name: a, valueFrom: {fieldRef: {fieldPath: "${path}"}}}]`;

const HEALTH = 'templates: [{templateName: health}]';
const CANARY = '/spec/strategy/canary';
const STEP = `${CANARY}/steps/1`;
const KNOWN = 'of the metadata only metadata.name, metadata.namespace, metadata.uid, metadata.labels, metadata.annotations can be read, '
  + 'and one of them as metadata.labels[\'app\']';
const FIELD = 'valueFrom/fieldRef/fieldPath';

export const RUNS_CASES: Record<string, RuleCases> = {
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

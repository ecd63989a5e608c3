import { RuleCases } from '../rule-cases';

const template = (spec: string, kind = 'AnalysisTemplate') => `{kind: ${kind}, metadata: {name: health}, spec: {${spec}}}`;
const run = (spec: string) => template(spec, 'AnalysisRun');

export const ANALYSIS_RUN_CASES: Record<string, RuleCases> = {
  'run-argument-valued': {
    accepts: [run('args: [{name: a, value: b}, {name: c, valueFrom: {secretKeyRef: {name: d, key: e}}}]'), template('args: [{name: a}]')],
    rejects: {
      '/spec/args/0: argument "a" of a run has a value or comes from a Secret, got neither': run('args: [{name: a}]'),
      '/spec/args/0: argument "a" of a run has a value or comes from a Secret, got a field, which only a rollout can read':
        run('args: [{name: a, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]'),
    },
  },
  'run-measures': {
    accepts: [run('metrics: [{name: a}]'), template('metrics: []')],
    rejects: { '/spec/metrics: a run needs at least one metric, got none': run('metrics: []') },
  },
};

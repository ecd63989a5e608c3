import { RuleCases } from '../rule-cases';

const step = (analysis: string) => `{analysis: {templates: [{templateName: health}], ${analysis}}}`;
const rollout = (...steps: string[]) => `{kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: {steps: [${steps.join(', ')}]}}}}`;
const template = (spec: string) => `{kind: AnalysisTemplate, metadata: {name: health}, spec: {metrics: [{name: error-rate}, {name: latency}], ${spec}}}`;
const used = (spec: string, ...steps: string[]) => `${rollout(...steps)}\n---\n${template(spec)}`;
const names = (list: string, ...expressions: string[]) =>
  `${list}: [${expressions.map((expression) => `{metricName: '${expression}', limit: 5}`).join(', ')}]`;
const dryRun = (...expressions: string[]) => names('dryRun', ...expressions).replace(/, limit: 5/g, '');

const STEP = '/spec/strategy/canary/steps/0/analysis';
const EXPERIMENT = '/spec/strategy/canary/steps/0/experiment';
const experiment = (fields: string) => `{experiment: {templates: [], analyses: [{name: a, templateName: health}], ${fields}}}`;
const run = (spec: string) => `{kind: AnalysisRun, metadata: {name: health}, spec: {metrics: [{name: error-rate}, {name: latency}], ${spec}}}`;
const GOT = 'which matches no metric of this analysis, got: error-rate, latency';

export const METRIC_FILTERS_CASES: Record<string, RuleCases> = {
  'metric-filter-is-expression': {
    accepts: ['.*', 'error', '^error-rate$', '(?i)ERROR', '(?P<n>error)', '\\Qerror\\E', '\\p{L}', '[[:alpha:]]', '^*', '\\(?=', '[(?=]', 'a{2}', '']
      .map((expression) => template(dryRun(expression))),
    rejects: {
      ...Object.fromEntries(['*', '(', '[', 'a**', 'a{2}{3}', '(?=a)', '(?<!a)'].map((expression) => [
        `/spec/dryRun/0/metricName: metrics are named by a regular expression of Go such as ".*", got "${expression}"`, template(dryRun(expression)),
      ])),
      [`${STEP}/measurementRetention/0/metricName: metrics are named by a regular expression of Go such as ".*", got "*"`]:
        rollout(step(names('measurementRetention', '*'))),
      [`${EXPERIMENT}/dryRun/0/metricName: metrics are named by a regular expression of Go such as ".*", got "*"`]: rollout(experiment(dryRun('*'))),
      '/spec/dryRun/0/metricName: metrics are named by a regular expression of Go such as ".*", got "?"': run(dryRun('?')),
    },
  },
  'metric-filter-matches': {
    accepts: [
      used(dryRun('error.*', '^latency$'), step(dryRun('rate'))),
      used(dryRun('(?i)ERROR', '*'), step('')),
      `${rollout(step(dryRun('load')))}\n---\n{kind: AnalysisTemplate, metadata: {name: health}, spec: {metrics: [{name: "{{args.name}}"}]}}`,
      rollout(step(dryRun('load'))),
      template(dryRun('load')),
    ],
    rejects: {
      [`${STEP}/dryRun/0/metricName: dryRun of the analysis names "load", ${GOT}`]: used('', step(dryRun('load'))),
      [`${STEP}/templates: measurementRetention of AnalysisTemplate "health" names "^rate", ${GOT}`]: used(names('measurementRetention', '^rate'), step('')),
      [`${EXPERIMENT}/dryRun/0/metricName: dryRun of the experiment names "load", ${GOT}`]: used('', experiment(dryRun('load'))),
      [`/spec/measurementRetention/0/metricName: measurementRetention of the analysis names "load", ${GOT}`]: run(names('measurementRetention', 'load')),
    },
  },
  'metric-filter-once': {
    accepts: [
      used(dryRun('error', 'latency'), step(names('measurementRetention', 'error'))),
      used('', step(dryRun('error')), step(dryRun('error'))),
    ],
    rejects: {
      [`${STEP}/dryRun/1/metricName: dryRun of the analysis must not repeat an expression, got "error" in dryRun of the analysis as well`]:
        used('', step(dryRun('error', 'error'))),
      [`${STEP}/measurementRetention/0/metricName: measurementRetention of the analysis must not repeat an expression, `
        + 'got "error" in measurementRetention of AnalysisTemplate "health" as well']:
        used(names('measurementRetention', 'error'), step(names('measurementRetention', 'error'))),
      [`${STEP}/templates: dryRun of AnalysisTemplate "health" must not repeat an expression, got "error" in dryRun of AnalysisTemplate "health" as well`]:
        used(dryRun('error', 'error'), step('')),
      ['/spec/strategy/canary/steps/0/analysis/dryRun/0/metricName: dryRun of the analysis must not repeat an expression, '
        + 'got "error" in dryRun of AnalysisTemplate "health" as well']:
        used(dryRun('error'), `{analysis: {templates: [{templateName: elsewhere}], ${dryRun('error')}}}`, step('')),
    },
  },
};

import { RuleCases } from '../rule-cases';

const template = (spec: string, kind = 'AnalysisTemplate') => `{kind: ${kind}, metadata: {name: health}, spec: {${spec}}}`;
const metric = (fields: string, more = '') => template(`${more}metrics: [{name: a, ${fields}}]`);
const run = (fields: string, more = '') => template(`${more}metrics: [{name: a, ${fields}}]`, 'AnalysisRun');
const WEB = 'provider: {web: {}}';

export const MEASUREMENTS_CASES: Record<string, RuleCases> = {
  'metric-decides': {
    accepts: [
      metric('successCondition: "result[0] < 1", provider: {prometheus: {query: x}}'),
      metric('failureCondition: result > 1, provider: {datadog: {query: x}}'),
      metric(WEB),
      metric('provider: {job: {}}'),
      metric('provider: {plugin: {a/b: {}}}'),
      metric('provider: {prometheus: {query: x}}', 'dryRun: [{metricName: a}], '),
    ],
    rejects: {
      '/spec/metrics/0: a prometheus metric is judged by a condition, got none: give a successCondition or a failureCondition, or name the metric under dryRun':
        metric('provider: {prometheus: {query: x}}', 'dryRun: [{metricName: b}], '),
    },
  },
  'interval-above-zero': {
    accepts: [metric('interval: 1m'), metric('interval: "{{args.interval}}"'), metric('interval: 0s, count: 1'), metric('')],
    rejects: Object.fromEntries(['0s', '-5m'].map((interval) => [
      `/spec/metrics/0/interval: the time between two measurements must be above zero, got "${interval}"`, metric(`interval: ${interval}, count: 3`),
    ])),
  },
  'run-ends': {
    accepts: [
      run('interval: 1m, count: 5'),
      run('interval: 1m, count: "{{args.n}}"', 'args: [{name: n, value: "5"}], '),
      run('interval: 1m, consecutiveSuccessLimit: 1, failureLimit: -1'),
      run(''),
      run('interval: 1m', 'terminate: true, '),
      // that of a background analysis, which the rollout stops
      template('metrics: [{name: a, interval: 1m}]', 'AnalysisRun').replace('name: health', 'name: health, ownerReferences: [{kind: Rollout, name: api}]'),
      metric('interval: 1m'),
    ],
    rejects: {
      '/spec/metrics/0: metric "a" of a run has an interval and no end, got none as its count: give it one': run('interval: 1m'),
      '/spec/metrics/0: metric "a" of a run has an interval and no end, got 0 as its count: give it one':
        run('interval: 1m, count: "{{args.n}}"', 'args: [{name: n, value: "0"}], '),
    },
  },
};

import { RuleCases } from '../rule-cases';

const template = (name: string, spec: string, kind = 'AnalysisTemplate') => `{kind: ${kind}, metadata: {name: ${name}}, spec: {${spec}}}`;

const metrics = (spec: string, name = 'health', kind = 'AnalysisTemplate') => `{kind: ${kind}, metadata: {name: ${name}}, spec: {${spec}}}`;
const metric = (fields: string) => metrics(`metrics: [{name: a, ${fields}}]`);

const METRIC = '/spec/metrics/0';

export const METRICS_CASES: Record<string, RuleCases> = {
  'gate-can-fail': {
    accepts: [
      template('health', 'metrics: [{count: 5, failureLimit: 4}, {failureLimit: 3, interval: 1m}, {count: 5, failureLimit: -1}, {}]'),
      template('health', 'args: [{name: n, value: "3"}, {name: m}], metrics: [{count: "{{args.n}}", failureLimit: 2}, {count: "{{ args.m }}", failureLimit: 2}]'),
      template('health', 'args: [{name: n, value: "1"}, {name: m}], metrics: [{count: 2, failureLimit: "{{args.n}}"}, {count: 2, failureLimit: "{{args.m}}"}]'),
    ],
    rejects: {
      '/spec/metrics/0/failureLimit: 5 measurements of which 5 may fail can never fail: the limit must be less than the count':
        template('health', 'metrics: [{count: 5, failureLimit: 5}]'),
      '/spec/metrics/0/failureLimit: 3 measurements of which 9 may fail can never fail: the limit must be less than the count':
        template('health', 'args: [{name: n, value: "3"}], metrics: [{count: "{{args.n}}", failureLimit: 9}]'),
      '/spec/metrics/0/failureLimit: 2 measurements of which 4 may fail can never fail: the limit must be less than the count':
        template('health', 'args: [{name: n, value: "4"}], metrics: [{count: 2, failureLimit: "{{args.n}}"}]'),
    },
  },
  'metric-name-unique': {
    accepts: [metrics('metrics: [{name: a}, {name: b}]')],
    rejects: {
      '/spec/metrics/2/name: a metric has a name of its own, got "a" for metric 0 as well': metrics('metrics: [{name: a}, {name: b}, {name: a}]'),
    },
  },
  'limit-in-range': {
    accepts: [
      metric('failureLimit: -1, consecutiveSuccessLimit: 1, inconclusiveLimit: 0, consecutiveErrorLimit: "4"'),
      metric('failureLimit: "{{args.n}}"'),
    ],
    rejects: {
      [`${METRIC}/failureLimit: failureLimit must be -1 for no limit, or at least 0, got -2`]: metric('failureLimit: -2'),
      ...Object.fromEntries(['consecutiveSuccessLimit', 'inconclusiveLimit', 'consecutiveErrorLimit'].map((limit) => [
        `${METRIC}/${limit}: ${limit} must be at least 0, got -1`, metric(`${limit}: "-1"`),
      ])),
    },
  },
  'metric-can-end': {
    accepts: [metric('failureLimit: -1, consecutiveSuccessLimit: 3'), metric('failureLimit: -1, consecutiveSuccessLimit: "{{args.n}}"'), metric('')],
    rejects: {
      [`${METRIC}/failureLimit: a failureLimit of -1 needs a consecutiveSuccessLimit of at least 1, got 0: set it, or limit the failures`]:
        metric('failureLimit: -1'),
    },
  },
  'count-reaches-limits': {
    accepts: [
      metric('count: 5, failureLimit: 2, consecutiveSuccessLimit: 3, inconclusiveLimit: 5'),
      metric('count: 5, failureLimit: -1, consecutiveSuccessLimit: 5'),
      metric('count: "{{args.n}}", failureLimit: 2, consecutiveSuccessLimit: 3'),
      metric('failureLimit: 2, consecutiveSuccessLimit: 3, inconclusiveLimit: 5'),
    ],
    rejects: {
      [`${METRIC}/count: count must be at least failureLimit and consecutiveSuccessLimit together (6), got 5`]:
        metric('count: 5, failureLimit: 3, consecutiveSuccessLimit: 3'),
      [`${METRIC}/count: count must be at least consecutiveSuccessLimit (3), got 2`]: metric('count: 2, failureLimit: -1, consecutiveSuccessLimit: 3'),
      [`${METRIC}/count: count must be at least inconclusiveLimit (3), got 2`]: metric('count: 2, inconclusiveLimit: 3'),
    },
  },
  'count-needs-interval': {
    accepts: [
      metric('count: 1'), metric('count: 2, interval: 1m'), metric('count: "{{args.n}}"'),
      metrics('args: [{name: n, value: "1"}, {name: m}], metrics: [{name: a, count: "{{args.n}}"}, {name: b, count: "{{args.m}}"}]'),
    ],
    rejects: {
      [`${METRIC}/interval: 2 measurements need an interval, got none: give a duration such as 1m`]: metric('count: 2'),
      [`${METRIC}/interval: 5 measurements need an interval, got none: give a duration such as 1m`]:
        metrics('args: [{name: n, value: "5"}], metrics: [{name: a, count: "{{args.n}}"}]'),
    },
  },
  'metric-durations': {
    accepts: [metric('interval: 1h30m, initialDelay: 1.5s'), metric('interval: "{{args.n}}", initialDelay: ""')],
    rejects: {
      [`${METRIC}/interval: interval must be a duration such as 90s, 5m or 1h30m, got "60"`]: metric('interval: "60"'),
      [`${METRIC}/initialDelay: initialDelay must be a duration such as 90s, 5m or 1h30m, got "1d"`]: metric('initialDelay: 1d'),
    },
  },
};

import { RolloutCase } from './rollout-cases';

const template = (spec: string, name = 'health', kind = 'AnalysisTemplate') => `{kind: ${kind}, metadata: {name: ${name}}, spec: {${spec}}}`;
const metric = (fields: string) => template(`metrics: [{name: a, ${fields}}]`);
const provider = (fields: string) => metric(`provider: {${fields}}`);
const together = (...documents: string[]) => documents.join('\n---\n');

const METRIC = '/spec/metrics/0';
const PROVIDERS = 'prometheus, job, web, wavefront, kayenta, datadog, newRelic, cloudWatch, graphite, influxdb, skywalking, plugin';
const OPEN = 'args: [{name: n}], metrics: [{name: a, ';
const GIVEN = '/spec/strategy/canary/analysis/args: these arguments do not fit metric "a" of AnalysisTemplate "health":';
const given = (arg: string) => `{kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: {analysis: {templates: [{templateName: health}], args: [${arg}]}}}}}`;
const job = (pod: string) => provider(`job: {spec: {template: {spec: {${pod}containers: [{name: a}]}}}}`);

export const METRIC_CASES: Record<string, RolloutCase> = {
  'argument-one-source': {
    accepts: [template('args: [{name: a, value: b}, {name: c, valueFrom: {secretKeyRef: {name: a, key: b}}}, {name: d}]')],
    rejects: {
      '/spec/args/0/valueFrom: argument "a" has one source, got both "value" and "valueFrom": leave one of them out':
        template('args: [{name: a, value: b, valueFrom: {secretKeyRef: {name: a, key: b}}}]'),
    },
  },
  'templates-end': {
    accepts: [
      together(template('templates: [{templateName: b}, {templateName: c}]', 'a'), template('templates: [{templateName: c}]', 'b'), template('', 'c')),
      template('templates: [{templateName: health, clusterScope: true}]'),
      together(template('templates: [{templateName: b}]', 'a', 'ClusterAnalysisTemplate'), template('', 'b')),
    ],
    rejects: {
      '/spec/templates/0: templates must not include each other, got "health" that leads back to AnalysisTemplate "health"':
        template('templates: [{templateName: health}]'),
      '/spec/templates/1: templates must not include each other, got "b" that leads back to AnalysisTemplate "a"': together(
        template('templates: [{templateName: c}, {templateName: b, clusterScope: true}]', 'a'),
        template('templates: [{templateName: a}]', 'b', 'ClusterAnalysisTemplate'),
      ),
    },
  },
  'metric-name-unique': {
    accepts: [template('metrics: [{name: a}, {name: b}]')],
    rejects: {
      '/spec/metrics/2/name: a metric has a name of its own, got "a" for metric 0 as well': template('metrics: [{name: a}, {name: b}, {name: a}]'),
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
      template('args: [{name: n, value: "1"}, {name: m}], metrics: [{name: a, count: "{{args.n}}"}, {name: b, count: "{{args.m}}"}]'),
    ],
    rejects: {
      [`${METRIC}/interval: 2 measurements need an interval, got none: give a duration such as 1m`]: metric('count: 2'),
      [`${METRIC}/interval: 5 measurements need an interval, got none: give a duration such as 1m`]:
        template('args: [{name: n, value: "5"}], metrics: [{name: a, count: "{{args.n}}"}]'),
    },
  },
  'argument-fits-metric': {
    accepts: [
      together(given('{name: n, value: "2"}'), template(`${OPEN}count: "{{args.n}}", interval: 1m}]`)),
      together(given('{name: other, value: "2"}'), template(`${OPEN}count: 2}]`)),
      together(given('{name: n, valueFrom: {fieldRef: {fieldPath: spec.replicas}}}'), template(`${OPEN}count: "{{args.n}}"}]`)),
      given('{name: n, value: "2"}'),
    ],
    rejects: {
      [`${GIVEN} 2 measurements need an interval, got none: give a duration such as 1m`]:
        together(given('{name: n, value: "2"}'), template(`${OPEN}count: "{{args.n}}"}]`)),
      [`${GIVEN} interval must be a duration such as 90s, 5m or 1h30m, got "30"`]:
        together(given('{name: n, value: "30"}'), template(`${OPEN}interval: "{{args.n}}"}]`)),
    },
  },
  'metric-durations': {
    accepts: [metric('interval: 1h30m, initialDelay: 1.5s'), metric('interval: "{{args.n}}", initialDelay: ""')],
    rejects: {
      [`${METRIC}/interval: interval must be a duration such as 90s, 5m or 1h30m, got "60"`]: metric('interval: "60"'),
      [`${METRIC}/initialDelay: initialDelay must be a duration such as 90s, 5m or 1h30m, got "1d"`]: metric('initialDelay: 1d'),
    },
  },
  'one-provider': {
    accepts: [provider('web: {}'), provider('plugin: {example/a: {}}'), template('metrics: [{name: a}]')],
    rejects: {
      [`${METRIC}/provider: a metric has exactly one provider, got none, allowed are: ${PROVIDERS}`]: provider(''),
      [`${METRIC}/provider: a metric has exactly one provider, got prometheus and web`]: provider('prometheus: {}, web: {}'),
      [`${METRIC}/provider: a metric has exactly one provider, got web and the plugin example/a`]: provider('web: {}, plugin: {example/a: {}}'),
    },
  },
  'job-restarts': {
    accepts: [job('restartPolicy: Never, '), job('restartPolicy: OnFailure, '), job('restartPolicy: "{{args.policy}}", ')],
    rejects: {
      [`${METRIC}/provider/job/spec/template/spec/restartPolicy: the restart policy of a job must be Never or OnFailure, got Always`]:
        job('restartPolicy: Always, '),
      [`${METRIC}/provider/job/spec/template/spec/restartPolicy: the restart policy of a job must be Never or OnFailure, got none, which means Always`]:
        job(''),
    },
  },
  'prometheus-address': {
    accepts: ['http://prometheus:9090', '"{{args.address}}"', '"http://{{args.host}}"', '""'].map((address) => provider(`prometheus: {address: ${address}}`)),
    rejects: Object.fromEntries(['prometheus:9090', 'prometheus.monitoring', 'http://'].map((address) => [
      `${METRIC}/provider/prometheus/address: the address of Prometheus must be a URL such as http://prometheus.monitoring:9090, got "${address}"`,
      provider(`prometheus: {address: "${address}"}`),
    ])),
  },
  'prometheus-timeout': {
    accepts: [provider('prometheus: {timeout: 30}'), provider('prometheus: {}')],
    rejects: {
      ...Object.fromEntries([-1, 0].map((timeout) => [
        `${METRIC}/provider/prometheus/timeout: the timeout of Prometheus must be at least 1 second, got ${timeout}`, provider(`prometheus: {timeout: ${timeout}}`),
      ])),
    },
  },
  'web-one-body': {
    accepts: [provider('web: {body: a}'), provider('web: {jsonBody: {a: 1}}'), provider('web: {body: "", jsonBody: {a: 1}}')],
    rejects: {
      [`${METRIC}/provider/web/jsonBody: a request has one body, got both "body" and "jsonBody": leave one of them out`]:
        provider('web: {body: a, jsonBody: {a: 1}, method: POST}'),
    },
  },
  'web-method-with-body': {
    accepts: [provider('web: {body: a, method: POST}'), provider('web: {jsonBody: {}, method: PUT}'), provider('web: {method: GET}')],
    rejects: {
      [`${METRIC}/provider/web/method: a request with a body must be POST or PUT, got none, which means GET`]: provider('web: {body: a}'),
      [`${METRIC}/provider/web/method: a request with a body must be POST or PUT, got GET`]: provider('web: {jsonBody: {a: 1}, method: GET}'),
    },
  },
};

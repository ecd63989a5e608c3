import { RuleCases } from '../rule-cases';

const template = (name: string, spec: string, kind = 'AnalysisTemplate') => `{kind: ${kind}, metadata: {name: ${name}}, spec: {${spec}}}`;

const LONG = 'a'.repeat(24);

const metrics = (spec: string, name = 'health', kind = 'AnalysisTemplate') => `{kind: ${kind}, metadata: {name: ${name}}, spec: {${spec}}}`;
const metric = (fields: string) => metrics(`metrics: [{name: a, ${fields}}]`);
const provider = (fields: string) => metric(`provider: {${fields}}`);

const METRIC = '/spec/metrics/0';
const PROVIDERS = 'prometheus, job, web, wavefront, kayenta, datadog, newRelic, cloudWatch, graphite, influxdb, skywalking, plugin';
const job = (pod: string) => provider(`job: {spec: {template: {spec: {${pod}containers: [{name: a}]}}}}`);

export const PROVIDER_CASES: Record<string, RuleCases> = {
  'job-metric-name': {
    accepts: [
      template('health', `metrics: [{name: ${'a'.repeat(32)}, provider: {job: {}}}]`),
      template('health', 'metrics: [{name: Any_Name, provider: {web: {}}}]'),
      template('health', 'metrics: [{name: load.test, provider: {job: {}}}, {name: "{{args.name}}", provider: {job: {}}}]'),
      template('health', `metrics: [{name: ${LONG}-a, provider: {job: {}}}, {name: ${LONG}-b, provider: {web: {}}}]`),
    ],
    rejects: {
      ...Object.fromEntries(['Load_Test', 'load-', `${'a'.repeat(23)}-`].map((name) => [
        `/spec/metrics/0/name: the name of a job metric, cut to 24 characters, is a lower-case DNS name, got "${name}"`,
        template('health', `metrics: [{name: ${name}${name.length < 24 ? '' : 'b'}, provider: {job: {}}}]`, 'ClusterAnalysisTemplate'),
      ])),
      [`/spec/metrics/0/name: job metrics differ in the first 24 characters of their names, got "${LONG}-a" and "${LONG}-b"\n`
        + `/spec/metrics/1/name: job metrics differ in the first 24 characters of their names, got "${LONG}-b" and "${LONG}-a"`]:
        template('health', `metrics: [{name: ${LONG}-a, provider: {job: {}}}, {name: ${LONG}-b, provider: {job: {}}}]`),
    },
  },
  'one-provider': {
    accepts: [provider('web: {}'), provider('plugin: {example/a: {}}'), metrics('metrics: [{name: a}]')],
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
    rejects: Object.fromEntries(['prometheus:9090', 'prometheus.monitoring', 'http://', 'http://my prometheus:9090', 'http://prometheus:9o90'].map((address) => [
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

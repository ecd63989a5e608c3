import { MetricPlan } from './plan';

type Fields = Record<string, any>;

const OF_NUMBER = 'default(result, 0) < 5';

/** A provider with a condition that fits its result. Text, where it has any, is where an argument can stand. */
export function measurementOf({ provider }: MetricPlan, text = 'api'): Fields {
  return MAKERS[provider](text);
}

const MAKERS: Record<MetricPlan['provider'], (text: string) => Fields> = {
  prometheus: (text) => ({
    successCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] < 5',
    provider: { prometheus: { address: 'http://prometheus:9090', query: `sum(rate(requests_total{job="${text}"}[5m]))` } },
  }),
  web: (text) => ({ successCondition: 'result == true', provider: { web: { url: `http://api/${text}`, jsonPath: '{$.ok}' } } }),
  job: (text) => ({
    provider: {
      job: {
        spec: {
          backoffLimit: 0,
          template: {
            spec: {
              restartPolicy: 'Never', containers: [{ name: 'test', image: 'test:1', args: [text] }],
            },
          },
        },
      },
    },
  }),
  datadog: (text) => ({ successCondition: OF_NUMBER, provider: { datadog: { apiVersion: 'v2', query: `avg:requests{service:${text}}` } } }),
  wavefront: (text) => ({ successCondition: OF_NUMBER, provider: { wavefront: { address: 'example.wavefront.com', query: `ts(${text})` } } }),
  newRelic: (text) => ({ successCondition: 'result.errors < 5', provider: { newRelic: { query: `FROM Transaction SELECT '${text}' AS errors` } } }),
  kayenta: (text) => ({
    provider: {
      kayenta: {
        address: 'http://kayenta',
        application: text,
        canaryConfigName: 'api',
        metricsAccountName: 'm',
        configurationAccountName: 'c',
        storageAccountName: 's',
        threshold: { pass: 90, marginal: 75 },
        scopes: [{ name: 'default', controlScope: SCOPE, experimentScope: SCOPE }],
      },
    },
  }),
  cloudWatch: () => ({
    successCondition: 'len(result) > 0 && all(result[0].Values, {# < 5})',
    provider: { cloudWatch: { interval: '30m', metricDataQueries: [{ id: 'rate', expression: 'a/b' }] } },
  }),
  graphite: (text) => ({
    successCondition: 'len(result) > 0 && result[0] < 5',
    provider: { graphite: { address: 'http://graphite:9090', query: `target=stats.${text}` } },
  }),
  influxdb: (text) => ({
    successCondition: 'len(result) > 0 && result[0] < 5',
    provider: { influxdb: { profile: 'influx', query: `from(bucket: "${text}")` } },
  }),
  skywalking: (text) => ({
    successCondition: 'result != nil',
    provider: { skywalking: { address: 'http://skywalking:12800', interval: '3m', query: `query { service(name: "${text}") }` } },
  }),
  plugin: (text) => ({ provider: { plugin: { 'example/metric': { query: text } } } }),
};

const SCOPE = { scope: 'api', region: 'all', step: 60, start: '2024-01-01T00:00:00Z', end: '2024-01-01T01:00:00Z' };

import { Duration } from 'cdk8s';
import { AnalysisArgument, AnalysisTemplate, AnyOfMetricOptions, NoData, PrometheusMetric, Threshold } from '../../src';
import { readQuery } from '../../src/reading/promql/read';
import { synthesize } from '../synthesize';

const query = (name: string, text: string, noData?: NoData) => PrometheusMetric.query({ name, query: text, healthy: Threshold.atMost(5), noData });
const [ERRORS, RETRIES] = [query('errors', 'sum(errors)'), query('retries', 'sum(retries)')];

function spec(options: Partial<AnyOfMetricOptions>) {
  const metric = PrometheusMetric.anyOf({ name: 'calm', metrics: [ERRORS, RETRIES], ...options });
  return synthesize((chart) => new AnalysisTemplate(chart, 'Health', { metrics: [metric] })).find('AnalysisTemplate').spec;
}

const votes = (options: Partial<AnyOfMetricOptions>) => spec(options).metrics[0].provider.prometheus.query;

test('any of several metrics is one query that counts how many are healthy', () => {
  expect(spec({ address: 'http://prometheus:9090', interval: Duration.minutes(1) }).metrics).toEqual([{
    name: 'calm',
    count: '{{args.count-5}}',
    interval: '1m',
    initialDelay: '2m',
    failureLimit: 1,
    inconclusiveLimit: 1,
    successCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] >= 1',
    failureCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] < 1',
    provider: {
      prometheus: {
        address: 'http://prometheus:9090',
        query: 'sum(label_replace(max(((sum(errors)) >= -Inf) <= bool 5), "metric", "errors", "", "")'
          + ' or label_replace(max(((sum(retries)) >= -Inf) <= bool 5), "metric", "retries", "", ""))',
      },
    },
  }]);
});

test('what no data means for one of them is its vote', () => {
  expect(votes({ metrics: [query('a', 'a', NoData.PASS), query('b', 'b', NoData.FAIL)] })).toBe(
    'sum(label_replace(max(((a) >= -Inf) <= bool 5) or vector(1), "metric", "a", "", "")'
    + ' or label_replace(max(((b) >= -Inf) <= bool 5) or vector(0), "metric", "b", "", ""))',
  );
});

test('the arguments of all of them are declared', () => {
  const limit = AnalysisArgument.withDefault('limit', '5');
  const team = AnalysisArgument.withDefault('team', 'shop');
  const metrics = [
    PrometheusMetric.restarts({ healthy: Threshold.atMostArgument(limit) }),
    PrometheusMetric.query({ name: 'errors', query: `sum(errors{team="${team}"})`, arguments: [team], healthy: Threshold.atMost(5) }),
  ];
  expect(spec({ metrics }).args.map(({ name }: { name: string }) => name)).toEqual(['namespace', 'pods-of', 'latest-hash', 'limit', 'team', 'count-5']);
});

test('can be one of several itself', () => {
  const text = votes({ metrics: [PrometheusMetric.anyOf({ name: 'inner', metrics: [ERRORS, RETRIES] }), query('other', 'sum(other)')] });
  expect(readQuery(text).error).toBeUndefined();
  expect(text).toContain('>= -Inf) >= bool 1), "metric", "inner", "", "")');
});

test.each<[string, PrometheusMetric[], string]>([
  ['one', [ERRORS], 'metric "calm" is any of several metrics, got 1: give at least two'],
  ['two of one name', [ERRORS, ERRORS], 'metric "calm" is any of several metrics, got two with the name "errors": give one of them another "name"'],
  ['one that is measured by itself', [ERRORS, PrometheusMetric.query({ name: 'b', query: 'b', healthy: Threshold.atMost(1), address: 'http://other' })],
    'metric "b" says its own "address", and is measured together with others: say it beside "metrics"'],
])('refuses %s', (_, metrics, message) => {
  expect(() => PrometheusMetric.anyOf({ name: 'calm', metrics })).toThrow(message);
});

import { Duration } from 'cdk8s';
import { AnalysisArgument, AnalysisMetric, AnalysisMetricProps, AnalysisTemplate, MetricProvider, NoData, Threshold } from '../../src';
import { synthesizeWithout } from '../synthesize';
import { PROVIDERS } from './provider-fixtures';

const synthesize = synthesizeWithout('metric-decides', 'condition-guards-no-data', 'argument-used');

function metric(props: Omit<AnalysisMetricProps, 'name'>) {
  const metrics = [new AnalysisMetric({ name: 'health', ...props })];
  return synthesize((chart) => new AnalysisTemplate(chart, 'Health', { metadata: { name: 'health' }, metrics })).find('AnalysisTemplate').spec.metrics[0];
}

test.each(PROVIDERS)('$name is rendered as it is told', ({ make, expected }) => {
  expect(metric({ provider: make() }).provider).toEqual(expected);
});

const DATADOG = MetricProvider.datadog({ query: 'avg:latency{*}' });
const AT_MOST = Threshold.atMost(0.5);

test.each<[string, Omit<AnalysisMetricProps, 'name'>, { successCondition: string; failureCondition: string }]>([
  ['Datadog', { provider: DATADOG }, {
    successCondition: '!isNil(result) && default(result, 0) <= 0.5',
    failureCondition: '!isNil(result) && default(result, 0) > 0.5',
  }],
  ['Datadog, where no data is good', { provider: DATADOG, noData: NoData.PASS }, {
    successCondition: 'isNil(result) || default(result, 0) <= 0.5',
    failureCondition: '!isNil(result) && default(result, 0) > 0.5',
  }],
  ['Datadog, where no data is bad', { provider: DATADOG, noData: NoData.FAIL }, {
    successCondition: '!isNil(result) && default(result, 0) <= 0.5',
    failureCondition: 'isNil(result) || default(result, 0) > 0.5',
  }],
  ['New Relic', { provider: MetricProvider.newRelic({ query: 'SELECT average(duration) FROM Transaction', attribute: 'average.duration' }) }, {
    successCondition: 'result["average.duration"] != nil && result["average.duration"] <= 0.5',
    failureCondition: 'result["average.duration"] != nil && result["average.duration"] > 0.5',
  }],
  ['CloudWatch', { provider: MetricProvider.cloudWatch({ queries: [{ id: 'a', expression: 'errors / requests' }] }) }, {
    successCondition: 'len(result[0].Values) > 0 && result[0].Values[0] <= 0.5',
    failureCondition: 'len(result[0].Values) > 0 && result[0].Values[0] > 0.5',
  }],
  ['Graphite', { provider: MetricProvider.graphite({ address: 'https://graphite.example', query: 'target=a' }) }, {
    successCondition: 'len(result) > 0 && result[len(result) - 1] <= 0.5',
    failureCondition: 'len(result) > 0 && result[len(result) - 1] > 0.5',
  }],
  ['a web request', { provider: MetricProvider.web({ url: 'https://shop.example/rate', jsonPath: '{$.rate}' }) }, {
    successCondition: 'result <= 0.5',
    failureCondition: 'result > 0.5',
  }],
])('a threshold for %s is made of what that measures', (_, props, expected) => {
  expect(metric({ healthy: AT_MOST, ...props })).toMatchObject(expected);
});

test('a threshold can be an argument', () => {
  const limit = AnalysisArgument.withDefault('limit', '0.5');
  expect(metric({ provider: DATADOG, healthy: Threshold.atMostArgument(limit) }).successCondition)
    .toBe('!isNil(result) && default(result, 0) <= {{args.limit}}');
});

test.each<[string, Partial<AnalysisMetricProps>, string]>([
  ['conditions beside it', { healthy: AT_MOST, failureCondition: 'result > 1' }, 'metric "health" got both "healthy" and conditions'],
  [
    'a provider whose number is not known',
    { healthy: AT_MOST, provider: MetricProvider.newRelic({ query: 'SELECT count(*) FROM Transaction' }) },
    'metric "health" got "healthy", and of its provider it is not known where a number is',
  ],
  [
    'no data that is an error there',
    { healthy: AT_MOST, noData: NoData.PASS, provider: MetricProvider.influxdb({ query: 'from(bucket: "a")' }) },
    'metric "health" got "noData", and its provider makes an error of it',
  ],
  ['no data without it', { noData: NoData.PASS, failureCondition: 'result > 1' }, 'metric "health" got "noData", which belongs to "healthy"'],
])('a threshold refuses %s', (_, props, message) => {
  expect(() => new AnalysisMetric({ name: 'health', provider: DATADOG, ...props })).toThrow(message);
});

test.each([{}, { query: 'a', queries: { b: 'b' } }])('Datadog needs one kind of query, not %j', (options) => {
  expect(() => MetricProvider.datadog(options)).toThrow('a Datadog metric needs exactly one of "query" and "queries"');
});

test('of Kayenta nothing is in between unless it is said', () => {
  const detail = { scope: 'a', region: 'eu', step: Duration.minutes(1) };
  const provider = MetricProvider.kayenta({
    address: 'https://kayenta.example',
    application: 'a',
    canaryConfigName: 'a',
    storageAccountName: 'a',
    configurationAccountName: 'a',
    metricsAccountName: 'a',
    scopes: [{ name: 'default', controlScope: detail, experimentScope: { ...detail, scope: 'b' } }],
    passThreshold: 80,
  });
  expect(metric({ provider, interval: Duration.minutes(5), count: 3 }).provider.kayenta.threshold).toEqual({ pass: 80, marginal: 80 });
});

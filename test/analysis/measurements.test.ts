import { Duration } from 'cdk8s';
import { AnalysisMetric, AnalysisMetricProps, AnalysisTemplate, Measurements, MetricProvider, PrometheusAnalysis, PrometheusMetric, Threshold } from '../../src';
import { synthesizeWithout } from '../synthesize';

const synthesize = synthesizeWithout('metric-decides', 'condition-guards-no-data');
const minutes = (amount: number) => Duration.minutes(amount);

const PROVIDER = MetricProvider.prometheus({ query: 'up' });
const ERRORS = PrometheusMetric.query({ name: 'errors', query: 'sum(errors)', healthy: Threshold.atMost(1) });
const SHORT = Measurements.over(minutes(1), { interval: Duration.seconds(30) });
const TEN = Measurements.over(minutes(10), { interval: minutes(1), failureLimit: 2 });

function metric(props: Partial<AnalysisMetricProps>) {
  return synthesize((chart) => new AnalysisTemplate(chart, 'Health', { metrics: [new AnalysisMetric({ name: 'errors', provider: PROVIDER, ...props })] }))
    .find('AnalysisTemplate').spec.metrics[0];
}

test('are the fields of a metric', () => {
  expect(metric({ measurements: TEN })).toEqual({
    name: 'errors', count: 11, interval: '1m', failureLimit: 2, inconclusiveLimit: 2, provider: { prometheus: { query: 'up' } },
  });
});

test('can tolerate no data more often than failures', () => {
  const measurements = Measurements.over(minutes(4), { interval: minutes(2), inconclusiveLimit: 2 });
  expect(metric({ measurements })).toMatchObject({ count: 3, interval: '2m', failureLimit: 0, inconclusiveLimit: 2 });
});

test('are those of all ready-made metrics of an analysis, but for what one says itself', () => {
  const { args, metrics } = synthesize((chart) => new PrometheusAnalysis(chart, 'Health', {
    measurements: TEN,
    metrics: [
      ERRORS,
      PrometheusMetric.query({ name: 'lenient', query: 'sum(errors)', healthy: Threshold.atMost(1), failureLimit: 4 }),
      PrometheusMetric.query({ name: 'short', query: 'sum(errors)', healthy: Threshold.atMost(1), measurements: SHORT }),
    ],
  })).find('AnalysisTemplate').spec;
  expect(args).toEqual([{ name: 'count-11', value: '11' }, { name: 'count-3', value: '3' }]);
  expect(metrics).toEqual([
    { name: 'errors', count: '{{args.count-11}}', interval: '1m', failureLimit: 2, inconclusiveLimit: 2 },
    { name: 'lenient', count: '{{args.count-11}}', interval: '1m', failureLimit: 4, inconclusiveLimit: 2 },
    { name: 'short', count: '{{args.count-3}}', interval: '30s', failureLimit: 0, inconclusiveLimit: 0 },
  ].map((fields) => expect.objectContaining(fields)));
});

test.each<[string, () => unknown, string]>([
  ['a time that is no multiple', () => Measurements.over(minutes(10), { interval: minutes(3) }),
    'the time of measurements is a multiple of the time between them, got 10m and every 3m'],
  ['no time', () => Measurements.over(minutes(0), { interval: minutes(1) }), 'the time of measurements is a multiple of the time between them, got 0s and every 1m'],
  ['so much tolerance that nothing can fail', () => Measurements.over(minutes(2), { interval: minutes(1), failureLimit: 3 }),
    '"failureLimit" is a whole number from 0 to 2, because 3 measurements are taken, got 3'],
  ['half a failure', () => Measurements.over(minutes(2), { interval: minutes(1), inconclusiveLimit: 0.5 }), '"inconclusiveLimit" is a whole number from 0 to 2'],
  ['a count beside it', () => new AnalysisMetric({ name: 'errors', provider: PROVIDER, measurements: TEN, count: 3 }),
    'metric "errors" got both "measurements" and "count": give one of them'],
  ['an interval beside it', () => PrometheusMetric.query({ name: 'errors', query: 'up', healthy: Threshold.atLeast(1), measurements: TEN, interval: minutes(1) }),
    'metric "errors" got both "measurements" and "interval": give one of them'],
])('refuse %s', (_, make, message) => {
  expect(make).toThrow(message);
});

test('refuse single fields of an analysis beside them', () => {
  expect(() => synthesize((chart) => new PrometheusAnalysis(chart, 'Health', { measurements: TEN, failureLimit: 1, metrics: [ERRORS] })))
    .toThrow('a PrometheusAnalysis got both "measurements" and "failureLimit": give one of them');
});

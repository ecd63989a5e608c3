import { Chart, Duration } from 'cdk8s';
import {
  AnalysisMetric, BlueGreenRollout, CanaryRollout, CanaryStep, IstioTrafficRouting, MetricProvider, NginxTrafficRouting, PrometheusAnalysis,
  PrometheusMetric, PrometheusSource, Threshold,
} from '../../src';
import { synthesizeWithout } from '../synthesize';

/** What puts the hash on the metrics is not looked at here. */
const synthesize = synthesizeWithout('hash-label-scraped');

const BASE = { metadata: { name: 'api' }, containers: [{ image: 'registry.example/api:1', portNumber: 8000 }] };
const APPLICATION = PrometheusSource.application();

function analysis(chart: Chart, metric: PrometheusMetric, options: object = {}) {
  return new PrometheusAnalysis(chart, 'Health', { metadata: { name: 'health' }, address: 'http://prometheus:9090', metrics: [metric], ...options });
}

/** The metric of a template that a canary uses in a step, and the arguments that the canary gives. */
function inCanary(metric: PrometheusMetric, router?: 'nginx' | 'istio', options: object = {}) {
  const manifests = synthesize((chart) => {
    const health = analysis(chart, metric, options);
    const rollout = new CanaryRollout(chart, 'Api', { ...BASE, steps: [CanaryStep.weight(10), CanaryStep.analysis({ templates: [health] })] });
    if (router) {
      new { nginx: NginxTrafficRouting, istio: IstioTrafficRouting }[router](chart, 'Traffic', { rollout, ...router === 'nginx' ? { host: 'api.example' } : {} } as any);
    }
  });
  const { args } = manifests.find('Rollout').spec.strategy.canary.steps[1].analysis;
  return { metric: manifests.find('AnalysisTemplate').spec.metrics[0], args: Object.fromEntries(args.map(({ name, value, valueFrom }: any) => [name, value ?? valueFrom])) };
}

const GUARD = 'len(result) > 0 && !isNaN(result[0]) && result[0]';

test('a least number of requests is part of the query, and the conditions stay', () => {
  const { metric } = inCanary(PrometheusMetric.successRate({ source: APPLICATION, healthy: Threshold.atLeast(0.95, { minRequests: 100 }) }));
  const of = 'http_requests_total{namespace="{{args.namespace}}",rollouts_pod_template_hash="{{args.latest-hash}}"';
  expect(metric.provider.prometheus.query).toBe(
    `((sum(rate(${of},status!~"5.."}[2m])) or vector(0)) / sum(rate(${of}}[2m]))) and (sum(increase(${of}}[2m])) >= 100)`);
  expect(metric.successCondition).toBe(`${GUARD} >= 0.95`);
  expect(metric.failureCondition).toBe(`${GUARD} < 0.95`);
});

test('a least number of requests of a latency is counted by its histogram', () => {
  const { metric } = inCanary(PrometheusMetric.latency({ source: APPLICATION, atMost: Duration.seconds(1), minRequests: 50 }));
  expect(metric.provider.prometheus.query).toMatch(
    /^\(histogram_quantile\(0\.99, .*\)\) and \(sum\(increase\(http_request_duration_seconds_bucket\{.*,le="\+Inf"\}\[2m\]\)\) >= 50\)$/);
});

test.each([
  {
    name: 'application',
    source: APPLICATION,
    router: undefined,
    stable: 'namespace="{{args.namespace}}",rollouts_pod_template_hash="{{args.stable-hash}}"',
    given: { 'stable-hash': { podTemplateHashValue: 'Stable' }, 'latest-hash': { podTemplateHashValue: 'Latest' } },
  },
  {
    name: 'ingress-nginx',
    source: PrometheusSource.ingressNginx(),
    router: 'nginx' as const,
    stable: 'namespace="{{args.namespace}}",service="{{args.nginx-stable-service}}",canary=""',
    given: { 'nginx-stable-service': 'api-stable', 'nginx-canary': '.+-api-canary-.+' },
  },
  {
    name: 'Istio',
    source: PrometheusSource.istio(),
    router: 'istio' as const,
    stable: 'reporter="source",destination_service_namespace="{{args.namespace}}",destination_service_name="{{args.istio-stable-service}}"',
    given: { 'istio-stable-service': 'api-stable', 'istio-service': 'api-canary' },
  },
])('a comparison looks at both versions in what $name counts', ({ source, router, stable, given }) => {
  const { metric, args } = inCanary(PrometheusMetric.errorRate({ source, healthy: Threshold.noWorseThanStable() }), router);
  const { query } = metric.provider.prometheus;
  expect(query.split(`{${stable}}`)).toHaveLength(5);
  expect(query.match(/or vector\(0\)/g)).toHaveLength(6);
  expect(args).toMatchObject(given);
  expect(metric.successCondition).toBe(`${GUARD} <= 3`);
  expect(metric.failureCondition).toBe(`${GUARD} > 3`);
});

test('a latency can be compared as well', () => {
  const { metric } = inCanary(PrometheusMetric.latency({ source: APPLICATION, atMostTimesStable: 1.2 }));
  const [time, stable] = metric.provider.prometheus.query.split(' / ');
  expect(stable).toBe(time.replace('latest-hash', 'stable-hash'));
  expect(metric.successCondition).toBe(`${GUARD} <= 1.2`);
});

test.each([
  { falseAlarmRate: 0.01, options: {}, deviations: 2.66 },
  { falseAlarmRate: 0.001, options: {}, deviations: 3.36 },
  { falseAlarmRate: 0.01, options: { count: 10, failureLimit: 0 }, deviations: 3.1 },
  { falseAlarmRate: 0.2, options: { count: 2, interval: Duration.minutes(3), failureLimit: 1 }, deviations: 0.85 },
])('a false alarm in $falseAlarmRate of all updates is $deviations deviations', ({ falseAlarmRate, options, deviations }) => {
  const compared = PrometheusMetric.successRate({ source: APPLICATION, healthy: Threshold.noWorseThanStable({ falseAlarmRate }) });
  const { metric } = inCanary(compared, undefined, options);
  expect(metric.successCondition).toBe(`${GUARD} <= ${deviations}`);
});

test('a comparison by Services needs a canary', () => {
  const compared = PrometheusMetric.errorRate({ source: PrometheusSource.istio(), healthy: Threshold.noWorseThanStable() });
  const compare = (gate: 'prePromotionAnalysis' | 'postPromotionAnalysis') => synthesize((chart) => new BlueGreenRollout(chart, 'Api', {
    ...BASE, [gate]: { templates: [analysis(chart, compared)] },
  }));
  expect(() => compare('prePromotionAnalysis')).toThrow('in the steps and the background of a canary alone, got it pre-promotion');
  expect(() => compare('postPromotionAnalysis')).toThrow('got it post-promotion: give it a fixed threshold there');
});

const COMPARED = Threshold.noWorseThanStable();
const ENOUGH = Threshold.atMost(1, { minRequests: 5 });

test.each([
  { what: 'a count', make: () => PrometheusMetric.count({ counter: 'a_total', healthy: ENOUGH }), got: '"minRequests"' },
  {
    what: 'a query',
    make: () => PrometheusMetric.query({ name: 'a', query: 'a', healthy: COMPARED }),
    got: 'Threshold.noWorseThanStable',
  },
  {
    what: 'any metric',
    make: () => new AnalysisMetric({ name: 'a', provider: MetricProvider.web({ url: 'https://a.example' }), healthy: ENOUGH }),
    got: '"minRequests"',
  },
])('$what knows nothing of requests', ({ make, got }) => {
  expect(make).toThrow(`got ${got}, which belongs to PrometheusMetric.successRate and errorRate`);
});

test.each([
  [() => Threshold.atLeast(0.9, { minRequests: 0 }), '"minRequests" is a number of requests, at least 1, got 0'],
  [() => Threshold.noWorseThanStable({ falseAlarmRate: 1 }), '"falseAlarmRate" is a chance between 0 and 0.5, got 1'],
  [() => PrometheusMetric.latency({ source: APPLICATION, atMostTimesStable: 0.5 }), '"atMostTimesStable" is how many times as long'],
  [() => PrometheusMetric.latency({ source: APPLICATION, atMostTimesStable: 2, atMost: Duration.seconds(1) }), 'a latency needs exactly one of'],
])('%s is refused', (make, message) => {
  expect(make).toThrow(message);
});

import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AnalysisArgument, AnalysisTemplate, BlueGreenRollout, CanaryRollout, CanaryStep, NoData, PrometheusAnalysis, PrometheusAnalysisProps,
  PrometheusMetric, PrometheusSource, ProviderAuthentication, Threshold,
} from '../../src';
import { synthesize } from '../synthesize';

const source = PrometheusSource.application();
const healthy = Threshold.atMost(1);
const up = PrometheusMetric.query({ name: 'up', query: 'sum(up)', healthy });

function spec(props: PrometheusAnalysisProps) {
  return synthesize((chart) => new PrometheusAnalysis(chart, 'Health', { metadata: { name: 'health' }, ...props })).find('AnalysisTemplate').spec;
}

function metric(of: PrometheusMetric, props: Partial<PrometheusAnalysisProps> = {}) {
  return spec({ metrics: [of], ...props }).metrics[0];
}

test('a metric is measured five times after a window, every 30 seconds, and may fail or find nothing once', () => {
  expect(spec({ metrics: [up] })).toEqual({
    args: [{ name: 'count-5', value: '5' }],
    metrics: [{
      name: 'up',
      count: '{{args.count-5}}',
      initialDelay: '2m',
      interval: '30s',
      failureLimit: 1,
      inconclusiveLimit: 1,
      successCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] <= 1',
      failureCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] > 1',
      provider: { prometheus: { query: 'sum(up)' } },
    }],
  });
});

test.each<{ props: Partial<PrometheusAnalysisProps>; expected: object }>([
  { props: { interval: Duration.minutes(1) }, expected: { interval: '1m' } },
  { props: { failureLimit: 3 }, expected: { failureLimit: 3, inconclusiveLimit: 3 } },
  { props: { failureLimit: 0 }, expected: { failureLimit: 0, inconclusiveLimit: 0 } },
  { props: { failureLimit: 3, inconclusiveLimit: 2 }, expected: { failureLimit: 3, inconclusiveLimit: 2 } },
  { props: { consecutiveErrorLimit: 7 }, expected: { consecutiveErrorLimit: 7 } },
  { props: { initialDelay: Duration.minutes(1) }, expected: { initialDelay: '1m' } },
  {
    props: { address: 'http://prometheus:9090', timeout: Duration.seconds(5), insecure: true, headers: [{ name: 'X-Scope-OrgID', value: 'shop' }] },
    expected: {
      provider: {
        prometheus: { query: 'sum(up)', address: 'http://prometheus:9090', timeout: 5, insecure: true, headers: [{ key: 'X-Scope-OrgID', value: 'shop' }] },
      },
    },
  },
])('$props makes $expected', ({ props, expected }) => {
  expect(metric(up, props)).toMatchObject(expected);
});

test('the number of measurements is an argument with a default', () => {
  expect(spec({ metrics: [up], count: 10 }).args).toEqual([{ name: 'count-10', value: '10' }]);
});

test.each([
  { count: 1, limits: { failureLimit: 0, inconclusiveLimit: 0 } },
  { count: 2, limits: { failureLimit: 1, inconclusiveLimit: 1 } },
])('of $count measurements one can always fail the gate', ({ count, limits }) => {
  expect(metric(up, { count })).toMatchObject(limits);
});

test('two templates of one use may differ in how often they measure', () => {
  const { analysis } = synthesize((chart) => {
    const templates = [3, 7].map((count) => new PrometheusAnalysis(chart, `Health${count}`, {
      metrics: [PrometheusMetric.query({ name: `up-${count}`, query: 'sum(up)', healthy })], count,
    }));
    new CanaryRollout(chart, 'Api', { metadata: { name: 'api' }, containers: [{ image: 'x' }], analysis: { templates } });
  }).find('Rollout').spec.strategy.canary;
  expect(analysis.args).toEqual([{ name: 'count-3', value: '0' }, { name: 'count-7', value: '0' }]);
});

test('a metric by Service that waits for less than a window does wait for one after promotion', () => {
  const byService = PrometheusMetric.errorRate({ source: PrometheusSource.istio(), healthy });
  const { args, metrics } = spec({ metrics: [byService], initialDelay: Duration.seconds(30), window: Duration.minutes(5) });
  expect(metrics[0].initialDelay).toBe('{{args.initial-delay-30s}}');
  expect(args).toContainEqual({ name: 'initial-delay-30s', value: '30s' });
  const gates = synthesize((chart) => {
    const health = new PrometheusAnalysis(chart, 'Health', { metrics: [byService], initialDelay: Duration.seconds(30), window: Duration.minutes(5) });
    const gate = { templates: [health] };
    new BlueGreenRollout(chart, 'Api', {
      metadata: { name: 'api' }, containers: [{ image: 'x', portNumber: 80 }], prePromotionAnalysis: gate, postPromotionAnalysis: gate,
    });
  }).find('Rollout').spec.strategy.blueGreen;
  const delay = (supplied: { name: string }[]) => supplied.filter(({ name }) => name.startsWith('initial-delay'));
  expect(delay(gates.prePromotionAnalysis.args)).toEqual([]);
  expect(delay(gates.postPromotionAnalysis.args)).toEqual([{ name: 'initial-delay-30s', value: '5m' }]);
});

test('the window is what every query looks back over', () => {
  expect(metric(PrometheusMetric.restarts({ healthy }), { window: Duration.minutes(10) }).provider.prometheus.query)
    .toBe('sum(increase(kube_pod_container_status_restarts_total{namespace="{{args.namespace}}",pod=~"{{args.pods-of}}-{{args.latest-hash}}-.+"}[10m]))');
});

test('the secret of an authentication becomes an argument of the template', () => {
  const { args, metrics } = synthesize((chart) => {
    const clientSecret = AnalysisArgument.secret('client-secret', kplus.Secret.fromSecretName(chart, 'Secret', 'metrics'), 'secret');
    const authentication = ProviderAuthentication.oauth2({ tokenUrl: 'https://id.example', clientId: 'id', clientSecret });
    new PrometheusAnalysis(chart, 'Health', { metrics: [up], authentication });
  }).find('AnalysisTemplate').spec;
  expect(args).toContainEqual({ name: 'client-secret', valueFrom: { secretKeyRef: { name: 'metrics', key: 'secret' } } });
  expect(metrics[0].provider.prometheus.authentication.oauth2.clientSecret).toBe('{{args.client-secret}}');
});

test('a metric can be measured without a say, and keep more measurements', () => {
  const { dryRun, measurementRetention } = spec({ metrics: [up], dryRun: [up], measurementRetention: [{ metric: up, limit: 30 }] });
  expect({ dryRun, measurementRetention }).toEqual({
    dryRun: [{ metricName: '^up$' }],
    measurementRetention: [{ metricName: '^up$', limit: 30 }],
  });
});

describe('the conditions', () => {
  const DATA = 'len(result) > 0 && !isNaN(result[0])';
  const NONE = 'len(result) == 0 || isNaN(result[0])';

  test.each([
    { threshold: 'atLeast', good: '>=', bad: '<' },
    { threshold: 'atMost', good: '<=', bad: '>' },
    { threshold: 'above', good: '>', bad: '<=' },
    { threshold: 'below', good: '<', bad: '>=' },
  ] as const)('of $threshold leave no value between success and failure', ({ threshold, good, bad }) => {
    const { successCondition, failureCondition } = metric(PrometheusMetric.query({ name: 'a', query: 'up', healthy: Threshold[threshold](0.5) }));
    expect({ successCondition, failureCondition })
      .toEqual({ successCondition: `${DATA} && result[0] ${good} 0.5`, failureCondition: `${DATA} && result[0] ${bad} 0.5` });
  });

  test.each([
    { noData: undefined, success: `${DATA} && result[0] <= 1`, failure: `${DATA} && result[0] > 1` },
    { noData: NoData.INCONCLUSIVE, success: `${DATA} && result[0] <= 1`, failure: `${DATA} && result[0] > 1` },
    { noData: NoData.PASS, success: `${NONE} || result[0] <= 1`, failure: `${DATA} && result[0] > 1` },
    { noData: NoData.FAIL, success: `${DATA} && result[0] <= 1`, failure: `${NONE} || result[0] > 1` },
  ])('say what no data means, here $noData', ({ noData, success, failure }) => {
    const metrics = [
      PrometheusMetric.query({ name: 'query', query: 'up', healthy, noData }),
      PrometheusMetric.successRate({ source, healthy, noData }),
      PrometheusMetric.errorRate({ source, healthy, noData }),
      PrometheusMetric.latency({ source, atMost: Duration.seconds(1), noData }),
      PrometheusMetric.count({ counter: 'errors_total', healthy, noData }),
      PrometheusMetric.cpu({ healthy, noData }),
      PrometheusMetric.restarts({ healthy, noData }),
    ];
    for (const { successCondition, failureCondition } of spec({ metrics }).metrics) {
      expect({ successCondition, failureCondition }).toEqual({ successCondition: success, failureCondition: failure });
    }
  });
});

describe('a ready-made metric', () => {
  test.each<[string, PrometheusMetric]>([
    ['success-rate', PrometheusMetric.successRate({ source, healthy })],
    ['error-rate', PrometheusMetric.errorRate({ source, healthy })],
    ['latency-p99', PrometheusMetric.latency({ source, atMost: Duration.seconds(1) })],
    ['latency-p50', PrometheusMetric.latency({ source, atMost: Duration.seconds(1), quantile: 0.5 })],
    ['latency-p05', PrometheusMetric.latency({ source, atMost: Duration.seconds(1), quantile: 0.05 })],
    ['latency-p999', PrometheusMetric.latency({ source, atMost: Duration.seconds(1), quantile: 0.999 })],
    ['app-errors-total', PrometheusMetric.count({ counter: 'app_errors_total', healthy })],
    ['cpu', PrometheusMetric.cpu({ healthy })],
    ['restarts', PrometheusMetric.restarts({ healthy })],
    ['mine', PrometheusMetric.successRate({ source, healthy, name: 'mine' })],
    ['mine', PrometheusMetric.latency({ source, atMost: Duration.seconds(1), name: 'mine' })],
    ['mine', PrometheusMetric.cpu({ healthy, name: 'mine' })],
  ])('is named %s', (name, of) => {
    expect(of.name).toBe(name);
    expect(metric(of).name).toBe(name);
  });

  test.each([
    { unit: 'seconds', from: source, success: 'result[0] <= 0.25' },
    { unit: 'milliseconds', from: PrometheusSource.istio(), success: 'result[0] <= 250' },
  ])('compares a latency in $unit where the histogram has them', ({ from, success }) => {
    expect(metric(PrometheusMetric.latency({ source: from, atMost: Duration.millis(250) })).successCondition).toContain(`&& ${success}`);
  });

  test('looks at one container or at all', () => {
    const query = (of: PrometheusMetric) => metric(of).provider.prometheus.query as string;
    expect(query(PrometheusMetric.cpu({ healthy })).match(/container!=""/g)).toHaveLength(2);
    expect(query(PrometheusMetric.cpu({ healthy, container: 'api' })).match(/container="api"/g)).toHaveLength(2);
    expect(query(PrometheusMetric.restarts({ healthy }))).not.toContain('container=');
    expect(query(PrometheusMetric.restarts({ healthy, container: 'api' }))).toContain(',container="api"}');
  });

  test('of a counter is refused by sources that do not know it', () => {
    expect(() => PrometheusMetric.count({ counter: 'errors_total', source: PrometheusSource.istio(), healthy }))
      .toThrow('a counter of the application needs PrometheusSource.application: ingress-nginx and Istio do not know it');
  });
});

test.each<{ of: PrometheusSource; selector: string }>([
  {
    of: PrometheusSource.ingressNginx({ namespaceLabel: 'exported_namespace', serviceLabel: 'exported_service' }),
    selector: 'nginx_ingress_controller_requests{exported_namespace="{{args.namespace}}",exported_service="{{args.nginx-service}}",canary=~"{{args.nginx-canary}}"}',
  },
  {
    of: PrometheusSource.istio(),
    selector: 'istio_requests_total{reporter="source",destination_service_namespace="{{args.namespace}}",destination_service_name="{{args.istio-service}}"}',
  },
  {
    of: PrometheusSource.application({ requests: 'calls_total', statusLabel: 'code', hashLabel: 'hash', namespaceLabel: 'ns' }),
    selector: 'calls_total{ns="{{args.namespace}}",hash="{{args.latest-hash}}"}',
  },
])('a source can be called differently: $selector', ({ of, selector }) => {
  expect(metric(PrometheusMetric.successRate({ source: of, healthy })).provider.prometheus.query).toContain(`sum(rate(${selector}[2m]))`);
});

test('the label of the status and the histogram of an application can be called differently', () => {
  const of = PrometheusSource.application({ durations: 'call_seconds', statusLabel: 'code' });
  expect(metric(PrometheusMetric.errorRate({ source: of, healthy })).provider.prometheus.query).toContain(',code=~"5.."}');
  expect(metric(PrometheusMetric.latency({ source: of, atMost: Duration.seconds(1) })).provider.prometheus.query).toContain('rate(call_seconds_bucket{');
});

test('pods are not looked for by a name that Kubernetes cuts', () => {
  const build = (name: string) => synthesize((chart) => {
    const health = new PrometheusAnalysis(chart, 'Health', { metrics: [PrometheusMetric.restarts({ healthy })] });
    new CanaryRollout(chart, 'Api', { metadata: { name }, containers: [{ image: 'x' }], analysis: { templates: [health] } });
  });
  expect(() => build('a'.repeat(46))).not.toThrow();
  expect(() => build('a'.repeat(47))).toThrow(/cannot be found by its name, which Kubernetes cuts: the rollout's name has 47 characters, at most 46 are allowed/);
});

test('what the caller gives beats what the place of use supplies', () => {
  const manifests = synthesize((chart) => {
    const health = new PrometheusAnalysis(chart, 'Health', { metadata: { name: 'health' }, metrics: [up] });
    const count = AnalysisArgument.required('count-5');
    new CanaryRollout(chart, 'Api', {
      metadata: { name: 'api' },
      containers: [{ image: 'x' }],
      analysis: { templates: [health], args: [count.value('100')] },
      steps: [CanaryStep.analysis({ templates: [health], args: [count.value('2')] })],
    });
  });
  const { analysis, steps } = manifests.find('Rollout').spec.strategy.canary;
  expect(analysis.args).toEqual([{ name: 'count-5', value: '100' }]);
  expect(steps[0].analysis.args).toEqual([{ name: 'count-5', value: '2' }]);
});

test('a template that exists elsewhere can be used like one of this app', () => {
  expect(PrometheusAnalysis.fromName('health')).toEqual(AnalysisTemplate.fromName('health'));
});

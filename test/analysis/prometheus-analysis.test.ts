import { App, Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AnalysisArgument, AnalysisMetric, AnalysisTemplate, BlueGreenRollout, CanaryRollout, CanaryStep, ClusterAnalysisTemplate, MetricProvider, NoData,
  PrometheusAnalysis, PrometheusAnalysisProps, PrometheusMetric, PrometheusServerOptions, PrometheusSource, ProviderAuthentication, Threshold,
} from '../../src';
import { synthesizeWithout } from '../synthesize';

const synthesize = synthesizeWithout('hash-label-scraped', 'background-repeats', 'measurements-differ');

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
    new CanaryRollout(chart, 'Api', { metadata: { name: 'api' }, containers: [{ image: 'registry.example/api:1' }], analysis: { templates } });
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
      metadata: { name: 'api' }, containers: [{ image: 'registry.example/api:1', portNumber: 80 }], prePromotionAnalysis: gate, postPromotionAnalysis: gate,
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

describe('a ready-made metric can be', () => {
  const secret = kplus.Secret.fromSecretName(new Chart(new App(), 'secrets'), 'Metrics', 'metrics');
  const token = AnalysisArgument.secret('token', secret, 'token');
  const requests = PrometheusMetric.successRate({ source, healthy: Threshold.atLeast(0.95) });
  const smoke = new AnalysisMetric({
    name: 'smoke',
    provider: MetricProvider.web({ path: '/health', jsonPath: '{$.status}' }),
    successCondition: 'result == "ok"',
  });

  test('measured otherwise than the others of its analysis', () => {
    const latency = PrometheusMetric.latency({
      source,
      atMost: Duration.seconds(1),
      interval: Duration.minutes(1),
      count: 10,
      window: Duration.minutes(5),
      failureLimit: 3,
      inconclusiveLimit: 4,
      consecutiveErrorLimit: 2,
      consecutiveSuccessLimit: 6,
      address: 'http://long-term:9090',
      timeout: Duration.seconds(60),
    });
    const { args, metrics } = spec({ metrics: [requests, latency], address: 'http://prometheus:9090', interval: Duration.seconds(20), count: 4, insecure: true });
    expect(args).toEqual(expect.arrayContaining([{ name: 'count-4', value: '4' }, { name: 'count-10', value: '10' }]));
    expect(metrics[0]).toMatchObject({
      count: '{{args.count-4}}', interval: '20s', failureLimit: 1, provider: { prometheus: { address: 'http://prometheus:9090', insecure: true } },
    });
    expect(metrics[1]).toMatchObject({
      count: '{{args.count-10}}',
      interval: '1m',
      initialDelay: '5m',
      failureLimit: 3,
      inconclusiveLimit: 4,
      consecutiveErrorLimit: 2,
      consecutiveSuccessLimit: 6,
      provider: { prometheus: { address: 'http://long-term:9090', timeout: 60, insecure: true } },
    });
    expect(metrics[1].provider.prometheus.query).toContain('[5m]');
  });

  test('told nothing, which is as if it were not told', () => {
    const silent = PrometheusMetric.successRate({ source, healthy: Threshold.atLeast(0.95), interval: undefined });
    expect(metric(silent, { interval: Duration.seconds(20) }).interval).toBe('20s');
  });

  test('in one analysis with any other metric', () => {
    const { args, metrics } = spec({ metrics: [requests, smoke], interval: Duration.minutes(2) });
    expect(metrics.map(({ name, interval }: any) => ({ name, interval }))).toEqual([{ name: 'success-rate', interval: '2m' }, { name: 'smoke', interval: undefined }]);
    expect(args.map(({ name }: any) => name)).toEqual(['namespace', 'latest-hash', 'count-5', 'service', 'service-port']);
  });

  test.each([
    { kind: 'AnalysisTemplate', Template: AnalysisTemplate },
    { kind: 'ClusterAnalysisTemplate', Template: ClusterAnalysisTemplate },
  ])('in an $kind, beside any other metric', ({ kind, Template }) => {
    const server: PrometheusServerOptions = {
      address: 'https://prometheus.example', headers: [{ name: 'Authorization', value: `Bearer ${token.placeholder}` }], arguments: [token],
    };
    const manifests = synthesize((chart) => {
      const template = new Template(chart, 'Health', {
        metadata: { name: 'health' },
        metrics: [
          PrometheusMetric.errorRate({ ...server, source, healthy: Threshold.atMost(0.05), count: 3 }),
          PrometheusMetric.restarts({ ...server, healthy: Threshold.atMost(0), count: 3 }),
          smoke,
        ],
      });
      new CanaryRollout(chart, 'Api', {
        metadata: { name: 'api' },
        containers: [{ image: 'registry.example/api:1', portNumber: 80 }],
        steps: [CanaryStep.analysis({ templates: [template] })],
        analysis: { templates: [template] },
      });
    });
    const { args, metrics } = manifests.find(kind).spec;
    expect(args).toEqual([
      { name: 'namespace' }, { name: 'latest-hash' }, { name: 'token', valueFrom: { secretKeyRef: { name: 'metrics', key: 'token' } } }, { name: 'count-3', value: '3' }, { name: 'pods-of' },
      { name: 'service' }, { name: 'service-port' },
    ]);
    expect(metrics.map(({ name }: any) => name)).toEqual(['error-rate', 'restarts', 'smoke']);
    expect(metrics[1].provider.prometheus).toMatchObject({
      address: 'https://prometheus.example', headers: [{ key: 'Authorization', value: 'Bearer {{args.token}}' }],
    });
    const { analysis, steps } = manifests.find('Rollout').spec.strategy.canary;
    expect(steps[0].analysis.templates).toEqual(analysis.templates);
    expect(analysis.args).toContainEqual({ name: 'count-3', value: '0' });
  });
});

describe('an authenticated Prometheus', () => {
  const declared = { name: 'token', valueFrom: { secretKeyRef: { name: 'metrics', key: 'token' } } };

  test('gets a header with a secret, for all metrics of an analysis', () => {
    const { args, metrics } = synthesize((chart) => {
      const token = AnalysisArgument.secret('token', kplus.Secret.fromSecretName(chart, 'Secret', 'metrics'), 'token');
      new PrometheusAnalysis(chart, 'Health', {
        address: 'https://prometheus.example',
        headers: [{ name: 'Authorization', value: `Bearer ${token.placeholder}` }],
        arguments: [token],
        metrics: [
          PrometheusMetric.successRate({ source, healthy: Threshold.atLeast(0.95) }),
          PrometheusMetric.query({ name: 'orders', query: 'sum(orders)', healthy, headers: [{ name: 'X-Scope-OrgID', value: 'shop' }] }),
        ],
      });
    }).find('AnalysisTemplate').spec;
    expect(args).toContainEqual(declared);
    expect(metrics.map(({ provider }: any) => provider.prometheus.headers))
      .toEqual([[{ key: 'Authorization', value: 'Bearer {{args.token}}' }], [{ key: 'X-Scope-OrgID', value: 'shop' }]]);
  });

  test('gets a header of one metric alone', () => {
    const { args } = synthesize((chart) => {
      const token = AnalysisArgument.secret('token', kplus.Secret.fromSecretName(chart, 'Secret', 'metrics'), 'token');
      new PrometheusAnalysis(chart, 'Health', {
        metrics: [PrometheusMetric.query({
          name: 'orders', query: 'sum(orders)', healthy, headers: [{ name: 'Authorization', value: `Bearer ${token.placeholder}` }], arguments: [token],
        })],
      });
    }).find('AnalysisTemplate').spec;
    expect(args).toContainEqual(declared);
  });

  test('is told where a header has the placeholder of an argument that nobody names', () => {
    const token = AnalysisArgument.required('token');
    expect(() => spec({ metrics: [up], headers: [{ name: 'Authorization', value: `Bearer ${token.placeholder}` }] }))
      .toThrow(/placeholder \{\{args\.token\}\} has no argument, .*Add it to the arguments/);
  });
});

test.each([
  { argument: AnalysisArgument.required('host'), address: 'http://{{args.host}}:9090', declared: { name: 'host' }, value: 'prometheus.monitoring' },
  {
    argument: AnalysisArgument.withDefault('address', 'http://prometheus:9090'),
    address: '{{args.address}}',
    declared: { name: 'address', value: 'http://prometheus:9090' },
    value: 'https://mimir.example',
  },
])('the address can be said by an argument: $address', ({ argument, address, declared, value }) => {
  const manifests = synthesize((chart) => {
    const health = new PrometheusAnalysis(chart, 'Health', { metadata: { name: 'health' }, metrics: [up], address, arguments: [argument] });
    new CanaryRollout(chart, 'Api', {
      metadata: { name: 'api' }, containers: [{ image: 'registry.example/api:1' }], analysis: { templates: [health], args: [argument.value(value)] },
    });
  });
  const { args, metrics } = manifests.find('AnalysisTemplate').spec;
  expect(args).toContainEqual(declared);
  expect(metrics[0].provider.prometheus.address).toBe(address);
  expect(manifests.find('Rollout').spec.strategy.canary.analysis.args).toContainEqual({ name: declared.name, value });
});

describe('a threshold that an argument says', () => {
  const border = AnalysisArgument.withDefault('border', '0.9');

  test.each([
    { threshold: 'atLeastArgument', good: '>=', bad: '<' },
    { threshold: 'atMostArgument', good: '<=', bad: '>' },
    { threshold: 'aboveArgument', good: '>', bad: '<=' },
    { threshold: 'belowArgument', good: '<', bad: '>=' },
  ] as const)('is compared by $threshold, and declares the argument', ({ threshold, good, bad }) => {
    const { args, metrics: [{ successCondition, failureCondition }] } = spec({
      metrics: [PrometheusMetric.successRate({ source, healthy: Threshold[threshold](border) })],
    });
    expect(args).toContainEqual({ name: 'border', value: '0.9' });
    expect(successCondition).toMatch(new RegExp(` && result\\[0\\] ${good} \\{\\{args\\.border\\}\\}$`));
    expect(failureCondition).toMatch(new RegExp(` && result\\[0\\] ${bad} \\{\\{args\\.border\\}\\}$`));
  });

  test.each([
    { of: PrometheusSource.application(), scale: '' },
    { of: PrometheusSource.istio(), scale: ' * 1000' },
  ])('is a time in seconds, whatever the unit of the histogram$scale', ({ of, scale }) => {
    const { args, metrics: [{ successCondition }] } = spec({ metrics: [PrometheusMetric.latency({ source: of, atMostArgument: border })] });
    expect(args).toContainEqual({ name: 'border', value: '0.9' });
    expect(successCondition).toMatch(new RegExp(`result\\[0\\] <= \\{\\{args\\.border\\}\\}${scale.replace('*', '\\*')}$`));
  });

  test.each([{}, { atMost: Duration.seconds(1), atMostArgument: border }])('is the only one of a latency, which refuses $atMost', (options) => {
    expect(() => PrometheusMetric.latency({ source, ...options })).toThrow('a latency needs exactly one of "atMost", "atMostArgument" and "atMostTimesStable"');
  });
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
    const { successCondition, failureCondition } = metric(PrometheusMetric.query({ name: 'a', query: 'sum(up)', healthy: Threshold[threshold](0.5) }));
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
      PrometheusMetric.query({ name: 'query', query: 'sum(up)', healthy, noData }),
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
    of: PrometheusSource.application({ requestCounter: 'calls_total', statusLabel: 'code', hashLabel: 'hash', namespaceLabel: 'ns' }),
    selector: 'calls_total{ns="{{args.namespace}}",hash="{{args.latest-hash}}"}',
  },
])('a source can be called differently: $selector', ({ of, selector }) => {
  expect(metric(PrometheusMetric.successRate({ source: of, healthy })).provider.prometheus.query).toContain(`sum(rate(${selector}[2m]))`);
});

test('the label of the status and the histogram of an application can be called differently', () => {
  const of = PrometheusSource.application({ durationHistogram: 'call_seconds', statusLabel: 'code' });
  expect(metric(PrometheusMetric.errorRate({ source: of, healthy })).provider.prometheus.query).toContain(',code=~"5.."}');
  expect(metric(PrometheusMetric.latency({ source: of, atMost: Duration.seconds(1) })).provider.prometheus.query).toContain('rate(call_seconds_bucket{');
});

test('pods are not looked for by a name that Kubernetes cuts', () => {
  const build = (name: string) => synthesize((chart) => {
    const health = new PrometheusAnalysis(chart, 'Health', { metrics: [PrometheusMetric.restarts({ healthy })] });
    new CanaryRollout(chart, 'Api', { metadata: { name }, containers: [{ image: 'registry.example/api:1' }], analysis: { templates: [health] } });
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
      containers: [{ image: 'registry.example/api:1' }],
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

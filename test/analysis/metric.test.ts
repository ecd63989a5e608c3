import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AnalysisArgument, AnalysisMetric, AnalysisMetricProps, AnalysisTemplate, ClusterAnalysisTemplate, JobProviderOptions, Measurements, MetricProvider,
  PrometheusProviderOptions, ProviderAuthentication, WebProviderOptions,
} from '../../src';
import { crdSchema, uncovered } from '../crd-paths';
import { at, synthesizeWithout } from '../synthesize';
import { PROVIDERS } from './provider-fixtures';

const synthesize = synthesizeWithout('metric-decides', 'condition-guards-no-data', 'argument-used');

const errors = MetricProvider.prometheus({ query: 'sum(errors)' });
const count = AnalysisArgument.withDefault('count', '5');
const delay = AnalysisArgument.withDefault('delay', '10s');

function spec(...metrics: AnalysisMetric[]) {
  return synthesize((chart) => new AnalysisTemplate(chart, 'Health', { metadata: { name: 'health' }, metrics })).find('AnalysisTemplate').spec;
}

function metric(props: Partial<AnalysisMetricProps>) {
  return spec(new AnalysisMetric({ name: 'errors', provider: errors, ...props })).metrics[0];
}

function provider(of: MetricProvider) {
  return metric({ provider: of }).provider;
}

const METRICS: { props: Partial<AnalysisMetricProps>; field: string; value: unknown }[] = [
  { props: { name: 'more-errors' }, field: 'name', value: 'more-errors' },
  { props: { successCondition: 'result[0] < 1' }, field: 'successCondition', value: 'result[0] < 1' },
  { props: { failureCondition: 'result[0] >= 1' }, field: 'failureCondition', value: 'result[0] >= 1' },
  { props: { measurements: Measurements.over(Duration.minutes(10), { interval: Duration.minutes(2), failureLimit: 1 }) }, field: 'count', value: 6 },
  { props: { count: 3, interval: Duration.minutes(1) }, field: 'count', value: 3 },
  { props: { countArgument: count, interval: Duration.minutes(1) }, field: 'count', value: '{{args.count}}' },
  { props: { interval: Duration.seconds(90) }, field: 'interval', value: '1m30s' },
  { props: { initialDelay: Duration.minutes(2) }, field: 'initialDelay', value: '2m' },
  { props: { initialDelayArgument: delay }, field: 'initialDelay', value: '{{args.delay}}' },
  { props: { failureLimit: 0 }, field: 'failureLimit', value: 0 },
  { props: { failureLimit: -1, consecutiveSuccessLimit: 4 }, field: 'failureLimit', value: -1 },
  { props: { inconclusiveLimit: 2 }, field: 'inconclusiveLimit', value: 2 },
  { props: { consecutiveErrorLimit: 6 }, field: 'consecutiveErrorLimit', value: 6 },
  { props: { consecutiveSuccessLimit: 4 }, field: 'consecutiveSuccessLimit', value: 4 },
  { props: {}, field: 'provider', value: { prometheus: { query: 'sum(errors)' } } },
];

test.each(METRICS)('a metric with $props has the $field $value', ({ props, field, value }) => {
  expect(metric(props)[field]).toEqual(value);
});

test('what a metric is not given is left to the controller', () => {
  expect(metric({})).toEqual({ name: 'errors', provider: { prometheus: { query: 'sum(errors)' } } });
});

const secret = kplus.Secret.fromSecretName(new Chart(new App(), 'secrets'), 'Metrics', 'metrics');
const token = AnalysisArgument.secret('token', secret, 'token');
const oauth2 = ProviderAuthentication.oauth2({ tokenUrl: 'https://id.example/token', clientId: 'rollouts', clientSecret: token, scopes: ['metrics'] });
const OAUTH2 = { oauth2: { tokenUrl: 'https://id.example/token', clientId: 'rollouts', clientSecret: '{{args.token}}', scopes: ['metrics'] } };
const SIGV4 = { region: 'eu-west-1', profile: 'metrics', roleArn: 'arn:aws:iam::123456789012:role/metrics' };

const PROMETHEUS: { options: Partial<PrometheusProviderOptions>; field: string; value: unknown }[] = [
  { options: {}, field: 'query', value: 'up' },
  { options: { address: 'http://prometheus.monitoring:9090' }, field: 'address', value: 'http://prometheus.monitoring:9090' },
  { options: { headers: [{ name: 'X-Scope-OrgID', value: 'shop' }] }, field: 'headers', value: [{ key: 'X-Scope-OrgID', value: 'shop' }] },
  { options: { timeout: Duration.minutes(1) }, field: 'timeout', value: 60 },
  { options: { insecure: true }, field: 'insecure', value: true },
  { options: { authentication: oauth2 }, field: 'authentication', value: OAUTH2 },
  { options: { authentication: ProviderAuthentication.sigv4(SIGV4) }, field: 'authentication', value: { sigv4: SIGV4 } },
  { options: { authentication: ProviderAuthentication.sigv4({ region: 'eu-west-1' }) }, field: 'authentication', value: { sigv4: { region: 'eu-west-1' } } },
  {
    options: { rangeQuery: { start: 'now() - duration("5m")', step: Duration.seconds(30) } },
    field: 'rangeQuery',
    value: { start: 'now() - duration("5m")', end: 'now()', step: '30s' },
  },
  {
    options: { rangeQuery: { start: 'now() - duration("1h")', end: 'now() - duration("5m")', step: Duration.minutes(1) } },
    field: 'rangeQuery',
    value: { start: 'now() - duration("1h")', end: 'now() - duration("5m")', step: '1m' },
  },
];

test.each(PROMETHEUS)('a Prometheus query with $options has the $field $value', ({ options, field, value }) => {
  expect(provider(MetricProvider.prometheus({ query: 'up', ...options })).prometheus[field]).toEqual(value);
});

const HEALTH = 'http://api.shop.svc/health';

const WEB: { options: Partial<WebProviderOptions>; field: string; value: unknown }[] = [
  { options: {}, field: 'url', value: HEALTH },
  { options: { url: undefined, path: '/health' }, field: 'url', value: 'http://{{args.service}}.{{args.namespace}}.svc:{{args.service-port}}/health' },
  {
    options: { url: undefined, path: '/health', https: true, portName: 'admin' },
    field: 'url',
    value: 'https://{{args.service}}.{{args.namespace}}.svc:{{args.service-port-admin}}/health',
  },
  { options: { method: 'PUT' }, field: 'method', value: 'PUT' },
  { options: { headers: [{ name: 'Authorization', value: 'Bearer {{args.token}}' }] }, field: 'headers', value: [{ key: 'Authorization', value: 'Bearer {{args.token}}' }] },
  { options: { method: 'POST', body: 'ping' }, field: 'body', value: 'ping' },
  { options: { method: 'POST', jsonBody: { deep: [1, { more: true }] } }, field: 'jsonBody', value: { deep: [1, { more: true }] } },
  { options: { jsonPath: '{$.status}' }, field: 'jsonPath', value: '{$.status}' },
  { options: { timeout: Duration.seconds(20) }, field: 'timeoutSeconds', value: 20 },
  { options: { insecure: true }, field: 'insecure', value: true },
  { options: { authentication: oauth2 }, field: 'authentication', value: OAUTH2 },
];

function web(options: Partial<WebProviderOptions>) {
  const request = new AnalysisMetric({ name: 'health', provider: MetricProvider.web({ url: HEALTH, ...options }), arguments: [token] });
  return spec(request).metrics[0].provider.web;
}

test.each(WEB)('a web request with $options has the $field $value', ({ options, field, value }) => {
  expect(web(options)[field]).toEqual(value);
});

test('a web request is not signed', () => {
  expect(() => web({ authentication: ProviderAuthentication.sigv4(SIGV4) })).toThrow('a web request is never signed');
});

test.each<Partial<WebProviderOptions>>([{ url: undefined }, { path: '/health' }])('a web request needs one address, not %j', (options) => {
  expect(() => web(options)).toThrow('a web metric needs exactly one of "url" and "path"');
});

test.each<Partial<WebProviderOptions>>([{ https: true }, { portName: 'admin' }])('a web request to a url takes no %j', (options) => {
  expect(() => web(options)).toThrow(/^"(https|portName)" of a web metric belongs to "path": write it into the "url"$/);
});

test('a request to the Service under measurement brings the arguments of its address', () => {
  expect(spec(new AnalysisMetric({ name: 'health', provider: MetricProvider.web({ path: '/health' }) })).args)
    .toEqual([{ name: 'service' }, { name: 'namespace' }, { name: 'service-port' }]);
});

const RAW_JOB = { template: { spec: { restartPolicy: 'Never', hostnameOverride: 'newer-than-cdk8s-plus-28', containers: [{ name: 'smoke', image: 'registry.example/smoke:1' }] } } };

describe('a job', () => {
  const containers: kplus.ContainerProps[] = [{ image: 'registry.example/smoke:1', args: ['--url', '{{args.url}}'] }];

  function job(options: JobProviderOptions) {
    const url = AnalysisArgument.withDefault('url', 'http://api.shop.svc');
    return spec(new AnalysisMetric({ name: 'smoke', provider: MetricProvider.job(options), arguments: [url] })).metrics[0].provider.job;
  }

  test('tries once, for ten minutes, and never mounts a token', () => {
    const { spec: jobSpec } = job({ containers });
    expect({ ...jobSpec, template: undefined }).toEqual({ backoffLimit: 0, activeDeadlineSeconds: 600 });
    expect({ ...jobSpec.template.spec, containers: undefined }).toEqual({ restartPolicy: 'Never', automountServiceAccountToken: false });
    expect(jobSpec.template.spec.containers).toEqual([expect.objectContaining({
      name: 'main', image: 'registry.example/smoke:1', args: ['--url', '{{args.url}}'],
    })]);
  });

  test.each<{ options: JobProviderOptions; path: string; value: unknown }>([
    { options: { containers, backoffLimit: 3 }, path: 'spec.backoffLimit', value: 3 },
    { options: { containers, activeDeadline: Duration.minutes(1) }, path: 'spec.activeDeadlineSeconds', value: 60 },
    {
      options: { containers, metadata: { labels: { team: 'shop' }, annotations: { note: 'look' } } },
      path: 'metadata',
      value: { labels: { team: 'shop' }, annotations: { note: 'look' } },
    },
    {
      options: { containers, podMetadata: { annotations: { 'sidecar.istio.io/inject': 'false' } } },
      path: 'spec.template.metadata',
      value: { annotations: { 'sidecar.istio.io/inject': 'false' } },
    },
    { options: { containers, nodeSelector: { disk: 'fast' } }, path: 'spec.template.spec.nodeSelector', value: { disk: 'fast' } },
    {
      options: { containers, tolerations: [{ key: 'dedicated', operator: 'Exists' }] },
      path: 'spec.template.spec.tolerations',
      value: [{ key: 'dedicated', operator: 'Exists' }],
    },
    {
      options: { containers, securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } },
      path: 'spec.template.spec.securityContext',
      value: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    },
    { options: { containers, pod: { priorityClassName: 'low' } }, path: 'spec.template.spec.priorityClassName', value: 'low' },
    { options: { containers, pod: { restartPolicy: 'OnFailure' } }, path: 'spec.template.spec.restartPolicy', value: 'OnFailure' },
    { options: { spec: RAW_JOB }, path: 'spec', value: RAW_JOB },
  ])('with $options has $path', ({ options, path, value }) => {
    expect(at(job(options), path)).toEqual(value);
  });

  test('runs as the service account it is given, with its token', () => {
    const manifests = synthesize((chart) => {
      const serviceAccount = kplus.ServiceAccount.fromServiceAccountName(chart, 'Tester', 'tester');
      const smoke = new AnalysisMetric({ name: 'smoke', provider: MetricProvider.job({ containers: [{ image: 'registry.example/smoke:1' }], serviceAccount }) });
      new AnalysisTemplate(chart, 'Health', { metrics: [smoke] });
    });
    expect(manifests.find('AnalysisTemplate').spec.metrics[0].provider.job.spec.template.spec)
      .toMatchObject({ serviceAccountName: 'tester', automountServiceAccountToken: true });
  });

  test('has the volumes that its containers mount, each once', () => {
    const manifests = synthesize((chart) => {
      const scripts = kplus.Volume.fromConfigMap(chart, 'Scripts', kplus.ConfigMap.fromConfigMapName(chart, 'Map', 'smoke-scripts'), { name: 'scripts' });
      const cache = kplus.Volume.fromEmptyDir(chart, 'Cache', 'cache', { sizeLimit: Size.mebibytes(10) });
      const mounts = [{ path: '/scripts', volume: scripts, readOnly: true }];
      new AnalysisTemplate(chart, 'Health', {
        metrics: [new AnalysisMetric({
          name: 'smoke',
          provider: MetricProvider.job({
            containers: [
              { name: 'one', image: 'registry.example/smoke:1', volumeMounts: mounts },
              { name: 'two', image: 'registry.example/smoke:1', volumeMounts: [...mounts, { path: '/cache', volume: cache }] },
            ],
          }),
        })],
      });
    });
    const pod = manifests.find('AnalysisTemplate').spec.metrics[0].provider.job.spec.template.spec;
    expect(pod.volumes).toEqual([{ name: 'scripts', configMap: { name: 'smoke-scripts' } }, { name: 'cache', emptyDir: { sizeLimit: '10Mi' } }]);
    expect(pod.containers.map(({ volumeMounts }: any) => volumeMounts)).toEqual([
      [{ mountPath: '/scripts', name: 'scripts', readOnly: true }],
      [{ mountPath: '/scripts', name: 'scripts', readOnly: true }, { mountPath: '/cache', name: 'cache' }],
    ]);
  });

  test('pulls its images with the Secrets it is given', () => {
    const imagePullSecrets = [kplus.Secret.fromSecretName(new Chart(new App(), 'secrets'), 'Registry', 'registry')];
    expect(job({ containers, imagePullSecrets }).spec.template.spec.imagePullSecrets).toEqual([{ name: 'registry' }]);
  });

  test('has init containers, and the volumes that all of them mount', () => {
    const chart = new Chart(new App(), 'volumes');
    const [data, cache] = ['data', 'cache'].map((name) => kplus.Volume.fromEmptyDir(chart, name, name));
    const initContainers = ['registry.example/load:1', 'registry.example/check:1'].map((image) => ({ image, volumeMounts: [{ path: '/data', volume: data }] }));
    const pod = job({ containers, initContainers, volumes: [cache] }).spec.template.spec;
    expect(pod.initContainers.map(({ name, image, volumeMounts }: any) => ({ name, image, volumeMounts }))).toEqual([
      { name: 'init', image: 'registry.example/load:1', volumeMounts: [{ mountPath: '/data', name: 'data' }] },
      { name: 'init-1', image: 'registry.example/check:1', volumeMounts: [{ mountPath: '/data', name: 'data' }] },
    ]);
    expect(pod.volumes).toEqual([{ name: 'cache', emptyDir: {} }, { name: 'data', emptyDir: {} }]);
  });

  test('refuses beside a spec what that says itself', () => {
    expect(() => MetricProvider.job({ spec: RAW_JOB, backoffLimit: 2 })).toThrow('"backoffLimit" of a job metric belongs to "containers", got "spec": write it into the spec');
  });

  test('has of metadata what the controller takes over', () => {
    const metadata = { labels: { team: 'shop' }, annotations: { note: 'look' } };
    const job1 = crdSchema('analysistemplates', 'spec').properties!.metrics.items!.properties!.provider.properties!.job.properties!;
    expect(Object.keys(job1.metadata.properties!).sort()).toEqual(Object.keys(metadata).sort());
  });

  test.each<[string, JobProviderOptions]>([
    ['neither', {}],
    ['both', { containers, spec: { template: {} } }],
  ])('needs one of containers and spec, not %s', (_, options) => {
    expect(() => MetricProvider.job(options)).toThrow('a job metric needs exactly one of "containers" and "spec"');
  });
});

test.each(['AnalysisTemplate', 'ClusterAnalysisTemplate'])('every field of the metrics of an %s is rendered by some case', (kind) => {
  const exceptions = ['provider.job.spec', 'provider.web.authentication.sigv4'];
  const smoke = MetricProvider.job({ spec: RAW_JOB, metadata: { labels: { a: 'b' }, annotations: { a: 'b' } } });
  const metrics = [
    ...METRICS.map(({ props }) => metric(props)),
    ...PROMETHEUS.map(({ options }) => metric({ provider: MetricProvider.prometheus({ query: 'up', ...options }) })),
    ...WEB.map(({ options }) => ({ provider: { web: web(options) } })),
    ...PROVIDERS.map(({ make }) => metric({ provider: make() })),
    metric({ provider: smoke }),
  ];
  expect(uncovered(crdSchema(`${kind.toLowerCase()}s`, 'spec'), [{ metrics }], [
    ...exceptions.map((path) => `metrics[].${path}`),
    // see the tests of templates
    'args', 'dryRun', 'measurementRetention', 'templates',
  ])).toEqual({ fields: [], needlessExceptions: [] });
});

test('a cluster-wide template measures the same as one of a namespace', () => {
  const metrics = [new AnalysisMetric({ name: 'errors', provider: errors, countArgument: count, interval: Duration.seconds(30) })];
  const manifests = synthesize((chart) => {
    new AnalysisTemplate(chart, 'Namespaced', { metrics });
    new ClusterAnalysisTemplate(chart, 'Cluster', { metrics });
  });
  expect(manifests.find('AnalysisTemplate').spec).toEqual(manifests.find('ClusterAnalysisTemplate').spec);
});

test.each([
  { of: 'Prometheus query', failureCondition: 'len(result) > 1', make: () => MetricProvider.prometheus({ query: `up{a="${token}"}`, arguments: [token] }) },
  { of: 'web call', failureCondition: 'result == "no"', make: () => MetricProvider.web({ url: `https://api.example/${token}`, arguments: [token] }) },
  { of: 'Job', make: () => MetricProvider.job({ containers: [{ image: 'smoke:1', args: [token.placeholder] }], arguments: [token] }) },
])('a $of brings the arguments of its texts', ({ make, failureCondition }) => {
  expect(spec(new AnalysisMetric({ name: 'errors', provider: make(), failureCondition })).args).toEqual([{ name: 'token', valueFrom: { secretKeyRef: { name: 'metrics', key: 'token' } } }]);
});

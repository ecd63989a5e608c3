import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AnalysisArgument, AnalysisMetric, AnalysisTemplate, ArgumentValue, BlueGreenRollout, CanaryRollout, CanaryStep, MetricProvider, PrometheusMetric,
  ProviderAuthentication, RolloutAnalysis, Threshold,
} from '../../src';
import { synthesizeWithout } from '../synthesize';

const synthesize = synthesizeWithout('metric-decides', 'background-repeats', 'argument-used', 'metadata-key-set', 'template-found');

const BASE = {
  metadata: { name: 'api' },
  containers: [{ image: 'registry.example/api:1', portNumber: 8080 }],
  servicePorts: [{ port: 80, targetPort: 8080 }],
};

function templateOf(chart: Chart, ...args: AnalysisArgument[]) {
  const metric = new AnalysisMetric({ name: 'errors', provider: MetricProvider.prometheus({ query: 'up' }), arguments: args });
  return new AnalysisTemplate(chart, 'Health', { metadata: { name: 'health' }, metrics: [metric] });
}

/** What a template declares, and what a rollout that uses it in the background gives it. */
function use(args: (chart: Chart) => AnalysisArgument[], given: RolloutAnalysis['args'] = undefined) {
  const manifests = synthesize((chart) => {
    const template = templateOf(chart, ...args(chart));
    new CanaryRollout(chart, 'Api', { ...BASE, analysis: { templates: [template], args: given } });
  });
  return {
    declared: manifests.find('AnalysisTemplate').spec.args,
    supplied: manifests.find('Rollout').spec.strategy.canary.analysis.args,
  };
}

describe('an argument filled from', () => {
  const HASH = (value: string) => ({ valueFrom: { podTemplateHashValue: value } });
  const FIELD = (fieldPath: string) => ({ valueFrom: { fieldRef: { fieldPath } } });

  test.each<{ source: string; argument: AnalysisArgument; name: string; declared?: object; supplied?: object }>([
    { source: 'a default', argument: AnalysisArgument.withDefault('a', '5'), name: 'a', declared: { value: '5' } },
    { source: 'an empty default', argument: AnalysisArgument.withDefault('a', ''), name: 'a', declared: { value: '' } },
    { source: 'the latest hash', argument: AnalysisArgument.latestPodTemplateHash(), name: 'latest-hash', supplied: HASH('Latest') },
    { source: 'the latest hash, named', argument: AnalysisArgument.latestPodTemplateHash('a'), name: 'a', supplied: HASH('Latest') },
    { source: 'the stable hash', argument: AnalysisArgument.stablePodTemplateHash(), name: 'stable-hash', supplied: HASH('Stable') },
    { source: 'the stable hash, named', argument: AnalysisArgument.stablePodTemplateHash('a'), name: 'a', supplied: HASH('Stable') },
    { source: 'the rollout\'s name', argument: AnalysisArgument.rolloutName(), name: 'rollout', supplied: FIELD('metadata.name') },
    { source: 'its name, named', argument: AnalysisArgument.rolloutName('a'), name: 'a', supplied: FIELD('metadata.name') },
    { source: 'its namespace', argument: AnalysisArgument.rolloutNamespace(), name: 'namespace', supplied: FIELD('metadata.namespace') },
    { source: 'its namespace, named', argument: AnalysisArgument.rolloutNamespace('a'), name: 'a', supplied: FIELD('metadata.namespace') },
    {
      source: 'a label',
      argument: AnalysisArgument.rolloutLabel('a', 'app.kubernetes.io/part-of'),
      name: 'a',
      supplied: FIELD("metadata.labels['app.kubernetes.io/part-of']"),
    },
    { source: 'a field', argument: AnalysisArgument.rolloutField('a', 'status.HPAReplicas'), name: 'a', supplied: FIELD('status.HPAReplicas') },
    { source: 'the Service under measurement', argument: AnalysisArgument.serviceName(), name: 'service', supplied: { value: 'api-canary' } },
    { source: 'its port', argument: AnalysisArgument.servicePort(), name: 'service-port', supplied: { value: '80' } },
    { source: 'the Service, named', argument: AnalysisArgument.serviceName('a'), name: 'a', supplied: { value: 'api-canary' } },
    { source: 'its port, named', argument: AnalysisArgument.servicePort('a'), name: 'a', supplied: { value: '80' } },
  ])('$source is declared and supplied as $name', ({ argument, name, declared, supplied }) => {
    expect(use(() => [argument])).toEqual({
      declared: [{ name, ...declared }],
      supplied: supplied && [{ name, ...supplied }],
    });
  });

  test('a Secret is read by the controller, and is never a value of a manifest', () => {
    expect(use((chart) => {
      const secret = new kplus.Secret(chart, 'Credentials', { metadata: { name: 'credentials' }, stringData: { token: 'unbelievable' } });
      return [AnalysisArgument.secret('token', secret, 'token')];
    })).toEqual({
      declared: [{ name: 'token', valueFrom: { secretKeyRef: { name: 'credentials', key: 'token' } } }],
      supplied: undefined,
    });
  });

  test('the caller is given by each use', () => {
    const team = AnalysisArgument.required('team');
    expect(use(() => [team], [team.value('shop')])).toEqual({ declared: [{ name: 'team' }], supplied: [{ name: 'team', value: 'shop' }] });
  });

  test('the caller cannot be left out', () => {
    expect(() => use(() => [AnalysisArgument.required('team')])).toThrow(/argument "team" is required by AnalysisTemplate "health"/);
  });
});

test('a given value beats a default and what the rollout knows', () => {
  const count = AnalysisArgument.withDefault('count', '5');
  const hash = AnalysisArgument.latestPodTemplateHash();
  expect(use(() => [count, hash], [hash.value('abc'), count.value('9')])).toEqual({
    declared: [{ name: 'count', value: '5' }, { name: 'latest-hash' }],
    supplied: [{ name: 'latest-hash', value: 'abc' }, { name: 'count', value: '9' }],
  });
});

test('a given value for an argument that the template does not have is an error', () => {
  expect(() => use(() => [], [AnalysisArgument.required('team').value('shop')])).toThrow(/argument "team" is declared by no template/);
});

test.each([
  { given: ArgumentValue.of('team', 'shop'), supplied: { value: 'shop' }, value: 'shop' },
  {
    given: ArgumentValue.rolloutField('team', "metadata.labels['team']"),
    supplied: { valueFrom: { fieldRef: { fieldPath: "metadata.labels['team']" } } },
  },
  { given: ArgumentValue.latestPodTemplateHash('team'), supplied: { valueFrom: { podTemplateHashValue: 'Latest' } } },
  { given: ArgumentValue.stablePodTemplateHash('team'), supplied: { valueFrom: { podTemplateHashValue: 'Stable' } } },
])('a use can give by name: $supplied', ({ given, supplied, value }) => {
  const rollout = synthesize((chart) => new CanaryRollout(chart, 'Api', {
    ...BASE, metadata: { name: 'api', labels: { team: 'shop' } }, analysis: { templates: [AnalysisTemplate.fromName('elsewhere')], args: [given] },
  })).find('Rollout');
  expect(rollout.spec.strategy.canary.analysis.args).toEqual([{ name: 'team', ...supplied }]);
  expect(given.value).toBe(value);
});

test('an argument is written as its placeholder', () => {
  const hash = AnalysisArgument.latestPodTemplateHash();
  expect(hash.placeholder).toBe('{{args.latest-hash}}');
  expect(`up{hash="${hash}"}`).toBe('up{hash="{{args.latest-hash}}"}');
});

describe('the arguments of a template', () => {
  const provider = MetricProvider.prometheus({ query: 'up' });

  test('are those of all its metrics, each once, in the order of their first use', () => {
    const hash = AnalysisArgument.latestPodTemplateHash();
    const secret = AnalysisArgument.secret('secret', kplus.Secret.fromSecretName(new Chart(new App(), 'secrets'), 'Metrics', 'metrics'), 'secret');
    const authentication = ProviderAuthentication.oauth2({ tokenUrl: 'https://id.example', clientId: 'id', clientSecret: secret });
    const manifests = synthesize((chart) => new AnalysisTemplate(chart, 'Health', {
      metrics: [
        new AnalysisMetric({ name: 'a', provider, arguments: [AnalysisArgument.rolloutName(), hash] }),
        new AnalysisMetric({ name: 'b', provider: MetricProvider.web({ path: '/', authentication }), arguments: [hash] }),
        new AnalysisMetric({
          name: 'c', provider, countArgument: AnalysisArgument.withDefault('count', '1'), initialDelayArgument: AnalysisArgument.withDefault('delay', '1s'),
        }),
      ],
    }));
    expect(manifests.find('AnalysisTemplate').spec.args.map(({ name }: any) => name))
      .toEqual(['rollout', 'latest-hash', 'service', 'namespace', 'service-port', 'secret', 'count', 'delay']);
  });

  test('can be the same argument made twice', () => {
    expect(use(() => [AnalysisArgument.withDefault('a', '5'), AnalysisArgument.withDefault('a', '5')]).declared).toEqual([{ name: 'a', value: '5' }]);
  });

  test.each<[string, AnalysisArgument, AnalysisArgument, object]>([
    ['the caller and a default', AnalysisArgument.required('a'), AnalysisArgument.withDefault('a', '6'), { value: '6' }],
    ['the caller and the rollout', AnalysisArgument.required('a'), AnalysisArgument.latestPodTemplateHash('a'), {}],
  ])('can have one name for %s, in either order', (_, one, other, declared) => {
    expect(use(() => [one, other], [one.value('7')]).declared).toEqual([{ name: 'a', ...declared }]);
    expect(use(() => [other, one], [one.value('7')]).declared).toEqual([{ name: 'a', ...declared }]);
  });

  test.each<[string, AnalysisArgument, AnalysisArgument, string]>([
    ['two hashes', AnalysisArgument.latestPodTemplateHash('hash'), AnalysisArgument.stablePodTemplateHash('hash'),
      'analysis argument "hash" has two sources: the latest pod-template hash, and the stable pod-template hash. Give one of them another name'],
    ['two defaults', AnalysisArgument.withDefault('a', '5'), AnalysisArgument.withDefault('a', '6'),
      'analysis argument "a" has two sources: "5" by default, and "6" by default. Give one of them another name'],
    ['a default and the rollout', AnalysisArgument.withDefault('a', '5'), AnalysisArgument.rolloutName('a'),
      'analysis argument "a" has two sources: "5" by default, and the rollout\'s metadata.name. Give one of them another name'],
  ])('cannot have one name for %s', (_, one, other, message) => {
    expect(() => use(() => [one, other])).toThrow(message);
  });
});

describe('the arguments of one analysis', () => {
  const healthy = Threshold.atMost(1);

  /** What a step gives two templates, each with one of two arguments. */
  function together(one: AnalysisArgument, other: AnalysisArgument, args?: RolloutAnalysis['args']) {
    return synthesize((chart) => {
      const templates = [one, other].map((argument, index) => new AnalysisTemplate(chart, `Health${index}`, {
        metadata: { name: `health-${index}` },
        metrics: [PrometheusMetric.query({ name: `metric-${index}`, query: `sum(up{a="${argument.placeholder}"})`, arguments: [argument], healthy })],
      }));
      new CanaryRollout(chart, 'Api', { ...BASE, steps: [CanaryStep.analysis({ templates, args })] });
    }).find('Rollout').spec.strategy.canary.steps[0].analysis.args;
  }

  const required = AnalysisArgument.required('a');
  const five = AnalysisArgument.withDefault('a', '5');
  const latest = AnalysisArgument.latestPodTemplateHash('a');
  const stable = AnalysisArgument.stablePodTemplateHash('a');

  test.each<{ title: string; one: AnalysisArgument; other: AnalysisArgument; value?: string; supplied?: object }>([
    { title: 'a default that another template requires', one: five, other: required },
    { title: 'a default that another template requires, and a value', one: five, other: required, value: '7', supplied: { value: '7' } },
    { title: 'the same default twice', one: five, other: AnalysisArgument.withDefault('a', '5') },
    { title: 'a hash that another template requires', one: latest, other: required, supplied: { valueFrom: { podTemplateHashValue: 'Latest' } } },
    { title: 'two hashes, and a value for both', one: latest, other: stable, value: '7', supplied: { value: '7' } },
    { title: 'a default and a hash, and a value for both', one: five, other: latest, value: '7', supplied: { value: '7' } },
  ])('can be $title, in either order', ({ one, other, value, supplied }) => {
    const args = value === undefined ? undefined : [required.value(value)];
    const expected = supplied && [{ name: 'a', ...supplied }];
    expect(together(one, other, args)).toEqual(expected);
    expect(together(other, one, args)).toEqual(expected);
  });

  test.each<{ title: string; one: AnalysisArgument; other: AnalysisArgument; value?: string }>([
    { title: 'two hashes', one: latest, other: stable },
    { title: 'a default and a hash', one: five, other: latest },
    { title: 'two defaults', one: five, other: AnalysisArgument.withDefault('a', '6') },
    { title: 'two defaults, whatever the value', one: five, other: AnalysisArgument.withDefault('a', '6'), value: '7' },
  ])('cannot be $title', ({ one, other, value }) => {
    expect(() => together(one, other, value === undefined ? undefined : [required.value(value)])).toThrow(/analysis argument "a" has two sources/);
  });

  test('agree with those of included templates', () => {
    const build = (args?: RolloutAnalysis['args']) => synthesize((chart) => {
      const inner = AnalysisTemplate.fromName('inner', { arguments: [stable] });
      const outer = new AnalysisTemplate(chart, 'Outer', {
        metadata: { name: 'outer' },
        templates: [inner],
        metrics: [PrometheusMetric.query({ name: 'outer', query: `sum(up{a="${latest.placeholder}"})`, arguments: [latest], healthy })],
      });
      new CanaryRollout(chart, 'Api', { ...BASE, steps: [CanaryStep.analysis({ templates: [outer], args })] });
    });
    expect(() => build()).toThrow(/analysis argument "a" has two sources/);
    expect(build([required.value('7')]).find('Rollout').spec.strategy.canary.steps[0].analysis.args).toEqual([{ name: 'a', value: '7' }]);
  });
});

describe('the Service under measurement', () => {
  const template = AnalysisTemplate.fromName('health', { arguments: [AnalysisArgument.serviceName(), AnalysisArgument.servicePort()] });
  const args = (service: string) => [{ name: 'service', value: service }, { name: 'service-port', value: '80' }];

  test('is the canary Service, in the background and in a step', () => {
    const { canary } = synthesize((chart) => new CanaryRollout(chart, 'Api', {
      ...BASE, analysis: { templates: [template] }, steps: [CanaryStep.analysis({ templates: [template] })],
    })).find('Rollout').spec.strategy;
    expect(canary.analysis.args).toEqual(args('api-canary'));
    expect(canary.steps[0].analysis.args).toEqual(args('api-canary'));
  });

  test('is the preview Service before promotion, and the active one after it', () => {
    const { blueGreen } = synthesize((chart) => new BlueGreenRollout(chart, 'Api', {
      ...BASE, prePromotionAnalysis: { templates: [template] }, postPromotionAnalysis: { templates: [template] },
    })).find('Rollout').spec.strategy;
    expect(blueGreen.prePromotionAnalysis.args).toEqual(args('api-preview'));
    expect(blueGreen.postPromotionAnalysis.args).toEqual(args('api-active'));
  });
});

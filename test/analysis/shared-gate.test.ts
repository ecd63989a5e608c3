import { Duration } from 'cdk8s';
import {
  AnalysisArgument, AnalysisMetric, AnalysisTemplate, ArgumentValue, CanaryRollout, CanaryStep, ClusterAnalysisTemplate, IAnalysisTemplate,
  MetricProvider, PrometheusAnalysis, PrometheusMetric, Threshold,
} from '../../src';
import { synthesizeWithout } from '../synthesize';

const synthesize = synthesizeWithout('metric-decides', 'argument-used', 'last-weight-watched');

const limit = AnalysisArgument.number('limit', { defaultValue: 5, minValue: 0, maxValue: 10 });
const window = AnalysisArgument.duration('window', { minValue: Duration.minutes(1), maxValue: Duration.hours(1) });
const scheme = AnalysisArgument.text('scheme', { defaultValue: 'http', allowedValues: ['http', 'https'] });
const hash = AnalysisArgument.latestPodTemplateHash();

const metric = new AnalysisMetric({
  name: 'gate-errors',
  arguments: [limit, window, scheme, hash],
  provider: MetricProvider.prometheus({ address: `${scheme}://prometheus`, query: `sum(increase(errors{hash="${hash}"}[{{ args.window }}]))` }),
  successCondition: `len(result) == 0 || result[0] <= ${limit}`,
});

function step(templates: IAnalysisTemplate[], args: ArgumentValue[]) {
  return synthesize((chart) => new CanaryRollout(chart, 'Api', {
    containers: [{ image: 'registry.example/api:1' }], replicas: 2, steps: [CanaryStep.weight(50), CanaryStep.analysis({ templates, args })],
  })).find('Rollout').spec.strategy.canary.steps[1].analysis;
}

const gate = ClusterAnalysisTemplate.fromName('gate', { arguments: [limit, window, scheme, hash], prefixArguments: true });

describe('a template that puts its name before its arguments', () => {
  test('does so wherever they stand', () => {
    const { spec } = synthesize((chart) => new ClusterAnalysisTemplate(chart, 'Gate', { metadata: { name: 'gate' }, prefixArguments: true, metrics: [metric] }))
      .find('ClusterAnalysisTemplate');
    expect(spec).toEqual({
      args: [{ name: 'gate-limit', value: '5' }, { name: 'gate-window' }, { name: 'gate-scheme', value: 'http' }, { name: 'gate-latest-hash' }],
      metrics: [{
        name: 'gate-errors',
        provider: {
          prometheus: {
            address: '{{args.gate-scheme}}://prometheus', query: 'sum(increase(errors{hash="{{args.gate-latest-hash}}"}[{{ args.gate-window }}]))',
          },
        },
        successCondition: 'len(result) == 0 || result[0] <= {{args.gate-limit}}',
      }],
    });
  });

  test('gets values by its arguments as they are, and the rest from the rollout', () => {
    expect(step([gate], [limit.numberValue(3), window.durationValue(Duration.seconds(90))])).toEqual({
      templates: [{ templateName: 'gate', clusterScope: true }],
      args: [
        { name: 'gate-latest-hash', valueFrom: { podTemplateHashValue: 'Latest' } },
        { name: 'gate-limit', value: '3' },
        { name: 'gate-window', value: '1m30s' },
      ],
    });
  });

  test('never clashes with a template that has arguments of the same names', () => {
    const other = AnalysisArgument.withDefault('limit', '100');
    const own = AnalysisTemplate.fromName('own', { arguments: [other, AnalysisArgument.required('latest-hash')] });
    expect(step([gate, own], [window.durationValue(Duration.minutes(5)), other.value('50'), ArgumentValue.of('latest-hash', 'x')]).args).toEqual([
      { name: 'gate-latest-hash', valueFrom: { podTemplateHashValue: 'Latest' } },
      { name: 'gate-window', value: '5m' },
      { name: 'limit', value: '50' },
      { name: 'latest-hash', value: 'x' },
    ]);
  });

  test('can be one of ready-made metrics', () => {
    const { spec } = synthesize((chart) => new PrometheusAnalysis(chart, 'Health', {
      metadata: { name: 'health' }, prefixArguments: true, metrics: [PrometheusMetric.query({ name: 'errors', query: 'sum(a)', healthy: Threshold.atMost(1) })],
    })).find('AnalysisTemplate');
    expect({ args: spec.args, count: spec.metrics[0].count }).toEqual({ args: [{ name: 'health-count-5', value: '5' }], count: '{{args.health-count-5}}' });
  });

  test('leaves the arguments of templates that it includes as they are', () => {
    const manifests = synthesize((chart) => {
      const inner = new ClusterAnalysisTemplate(chart, 'Inner', { metadata: { name: 'inner' }, metrics: [metric] });
      const outer = new ClusterAnalysisTemplate(chart, 'Outer', { metadata: { name: 'outer' }, prefixArguments: true, templates: [inner] });
      expect(outer.arguments.map(({ name }) => name)).toEqual(['limit', 'window', 'scheme', 'latest-hash']);
    });
    expect(manifests.find('ClusterAnalysisTemplate', 'outer').spec).toEqual({ templates: [{ templateName: 'inner', clusterScope: true }] });
  });

});

describe('the type of an argument', () => {
  test.each<[string, () => unknown, string]>([
    ['a number that is too high', () => limit.numberValue(11), 'argument "limit" is a number from 0 to 10, got "11"'],
    ['a text for a number', () => limit.value('many'), 'argument "limit" is a number from 0 to 10, got "many"'],
    ['a time that is too short', () => window.durationValue(Duration.seconds(30)), 'argument "window" is a time such as 1m30s from 1m to 1h, got "30s"'],
    ['a text that is not allowed', () => scheme.value('ftp'), 'argument "scheme" is one of http, https, got "ftp"'],
    ['no text', () => AnalysisArgument.text('team').value(''), 'argument "team" is a text, got ""'],
    ['a default out of the range', () => AnalysisArgument.number('limit', { defaultValue: 0, minValue: 1 }), 'argument "limit" is a number of at least 1, got "0"'],
    ['more than the most', () => AnalysisArgument.number('limit', { maxValue: 1 }).numberValue(2), 'argument "limit" is a number of at most 1, got "2"'],
    ['no number at all', () => AnalysisArgument.number('limit').value(''), 'argument "limit" is a number, got ""'],
    ['a value that is given by name', () => step([gate], [ArgumentValue.of('gate-window', '2h')]), 'argument "gate-window" is a time such as 1m30s from 1m to 1h, got "2h"'],
  ])('refuses %s', (_, make, message) => {
    expect(make).toThrow(message);
  });

  test('without a default asks each use for a value', () => {
    const manifests = synthesize((chart) => new AnalysisTemplate(chart, 'Health', { metrics: [metric] }));
    expect(manifests.find('AnalysisTemplate').spec.args).toEqual([
      { name: 'limit', value: '5' }, { name: 'window' }, { name: 'scheme', value: 'http' }, { name: 'latest-hash' },
    ]);
  });
});

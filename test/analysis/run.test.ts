import { Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AnalysisArgument, AnalysisMetric, AnalysisRun, AnalysisRunProps, AnalysisTemplate, ArgumentValue, ClusterAnalysisTemplate, MetricProvider,
} from '../../src';
import { crdSchema, uncovered } from '../crd-paths';
import { synthesizeWithout } from '../synthesize';

const synthesize = synthesizeWithout('metric-decides', 'argument-used');

function metric(name: string, ...args: AnalysisArgument[]) {
  return new AnalysisMetric({ name, provider: MetricProvider.prometheus({ query: 'up' }), arguments: args });
}

function run(props: AnalysisRunProps | ((chart: Chart) => AnalysisRunProps)) {
  return synthesize((chart) => new AnalysisRun(chart, 'Run', typeof props === 'function' ? props(chart) : props)).find('AnalysisRun').spec;
}

const hash = AnalysisArgument.latestPodTemplateHash();
const limit = AnalysisArgument.withDefault('limit', '5');
const team = AnalysisArgument.required('team');

test('a run has the metrics of its templates, and of those that they include, written into it', () => {
  const spec = run((chart) => {
    const inner = new ClusterAnalysisTemplate(chart, 'Inner', { metrics: [metric('inner', hash)], dryRun: [metric('inner')] });
    const outer = new AnalysisTemplate(chart, 'Outer', { metrics: [metric('outer', limit)], templates: [inner] });
    return { templates: [outer, inner], metrics: [metric('own', team)], args: [hash.value('6d4f'), team.value('shop')] };
  });
  const provider = { prometheus: { query: 'up' } };
  expect(spec).toEqual({
    args: [{ name: 'limit', value: '5' }, { name: 'latest-hash', value: '6d4f' }, { name: 'team', value: 'shop' }],
    metrics: [{ name: 'outer', provider }, { name: 'inner', provider }, { name: 'own', provider }],
    dryRun: [{ metricName: '^inner$' }],
  });
});

test('an argument can be given by its name', () => {
  expect(run({ metrics: [metric('own', hash, limit)], args: [ArgumentValue.of('latest-hash', '6d4f'), ArgumentValue.of('limit', '7')] }).args)
    .toEqual([{ name: 'latest-hash', value: '6d4f' }, { name: 'limit', value: '7' }]);
});

test.each<[string, AnalysisRunProps, string]>([
  ['what a rollout would supply', { metrics: [metric('a', hash)] },
    'argument "latest-hash" is the latest pod-template hash, which only a rollout supplies: give it one with "args", '
    + 'such as ArgumentValue.of(\'latest-hash\', \'…\')'],
  ['the Service under measurement', { metrics: [new AnalysisMetric({ name: 'a', provider: MetricProvider.web({ path: '/' }) })] },
    'argument "service" is the name of the service under measurement, which only a rollout supplies: give it one'],
  ['what is required', { metrics: [metric('a', team)] }, 'argument "team" is required, and has no value: give it one'],
  ['a value that is read from a rollout', { metrics: [metric('a', team)], args: [ArgumentValue.rolloutField('team', 'metadata.name')] },
    'argument "team" is read from a rollout, and there is none: give it one'],
  ['an argument that no metric uses', { metrics: [metric('a', limit)], args: [ArgumentValue.of('other', '1')] },
    '[test/Run] argument "other" is used by no metric of this run, allowed are: limit'],
  ['a template of somebody else', { templates: [AnalysisTemplate.fromName('team-smoke')] },
    '[test/Run] a run has the metrics of its templates written into it, and those of "team-smoke" are not known here'],
])('a run refuses %s', (_, props, message) => {
  expect(() => run(props)).toThrow(message);
});

test('every field of a run beside its metrics is rendered by some case', () => {
  const errors = metric('errors', limit);
  const rendered = run((chart) => {
    const secret = kplus.Secret.fromSecretName(chart, 'Credentials', 'credentials');
    return {
      metrics: [errors, metric('key', AnalysisArgument.secret('key', secret, 'key'))],
      dryRun: [errors],
      measurementRetention: [{ metric: errors, limit: 3 }],
      ttlStrategy: { afterCompletion: Duration.hours(1), afterSuccess: Duration.minutes(1), afterFailure: Duration.days(1) },
      terminate: true,
    };
  });
  expect(rendered.ttlStrategy).toEqual({ secondsAfterCompletion: 3600, secondsAfterSuccess: 60, secondsAfterFailure: 86400 });
  const { metrics, ...spec } = rendered;
  const exceptions = {
    'args[].valueFrom.fieldRef': 'only a rollout can read it',
    'metrics': 'see the tests of metrics',
  };
  expect(metrics).toHaveLength(2);
  expect(uncovered(crdSchema('analysisruns', 'spec'), [spec], Object.keys(exceptions))).toEqual({ fields: [], needlessExceptions: [] });
});

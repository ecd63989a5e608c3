import { Chart, ChartProps, Duration } from 'cdk8s';
import {
  AnalysisArgument, AnalysisTemplate, ArgumentValue, CanaryRollout, CanaryStep, Experiment, ExperimentTemplate, IstioTrafficRouting,
  NginxTrafficRouting, PrometheusAnalysis, PrometheusMetric, PrometheusSource, Threshold,
} from '../../src';
import { synthesizeWithout } from '../synthesize';
import { asking, CONTAINERS } from './fixtures';

const synthesize = synthesizeWithout('experiment-pods-reached', 'last-weight-watched', 'metadata-key-set', 'hash-label-scraped');

const DURATION = Duration.minutes(5);
const stable = ExperimentTemplate.stable('old', { service: {} });
const canary = ExperimentTemplate.canary('new', { service: { name: 'api-new' } });

interface Given {
  readonly templates?: ExperimentTemplate[];
  readonly args?: ArgumentValue[];
}

/** What the analysis of a step is given. */
function inStep(argument: AnalysisArgument, { templates = [stable, canary], args }: Given = {}, containers: object[] = CONTAINERS) {
  const rollout = synthesize((chart) => new CanaryRollout(chart, 'Api', {
    metadata: { name: 'api' },
    containers: containers as typeof CONTAINERS,
    steps: [CanaryStep.experiment({ templates, analyses: [{ name: 'compare', template: asking(argument), args }], duration: DURATION })],
  })).find('Rollout');
  return rollout.spec.strategy.canary.steps[0].experiment.analyses[0].args;
}

const one = ExperimentTemplate.fromContainers('one', { containers: CONTAINERS, service: {} });
const two = ExperimentTemplate.fromContainers('two', { containers: CONTAINERS, service: {} });

/** What the analysis of an Experiment is given. */
function inObject(argument: AnalysisArgument, { templates = [one], args }: Given = {}, props?: ChartProps) {
  const experiment = synthesize((chart) => new Experiment(chart, 'Trial', {
    metadata: { name: 'trial' }, templates, duration: DURATION, analyses: [{ name: 'compare', template: asking(argument), args }],
  }), props).find('Experiment');
  return experiment.spec.analyses[0].args;
}

describe('in a step', () => {
  test.each([
    { source: 'the latest hash', argument: AnalysisArgument.latestPodTemplateHash('a'), given: { value: '{{templates.new.podTemplateHash}}' } },
    { source: 'the stable hash', argument: AnalysisArgument.stablePodTemplateHash('a'), given: { value: '{{templates.old.podTemplateHash}}' } },
    { source: 'the rollout\'s name', argument: AnalysisArgument.rolloutName('a'), given: { valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } } },
    { source: 'the Service', argument: AnalysisArgument.serviceName('a'), given: { value: 'api-new' } },
    { source: 'its port', argument: AnalysisArgument.servicePort('a'), given: { value: '8080' } },
  ])('$source is that of the experiment', ({ argument, given }) => {
    expect(inStep(argument)).toEqual([{ name: 'a', ...given }]);
  });

  test('the only template is the one that is measured', () => {
    expect(inStep(AnalysisArgument.latestPodTemplateHash('a'), { templates: [stable] })).toEqual([{ name: 'a', value: '{{templates.old.podTemplateHash}}' }]);
  });

  test('the Service that a weight makes is called as its ReplicaSet', () => {
    const templates = [ExperimentTemplate.canary('new', { service: {} })];
    expect(inStep(AnalysisArgument.serviceName('a'), { templates })).toEqual([{ name: 'a', value: '{{templates.new.replicaset.name}}' }]);
  });

  test('a given value wins', () => {
    const hash = AnalysisArgument.latestPodTemplateHash('a');
    const templates = [canary, ExperimentTemplate.canary('other')];
    expect(inStep(hash, { templates, args: [hash.value(templates[1].podTemplateHash)] })).toEqual([{ name: 'a', value: '{{templates.other.podTemplateHash}}' }]);
  });

  test('it must be clear which template is meant', () => {
    expect(() => inStep(AnalysisArgument.latestPodTemplateHash(), { templates: [canary, ExperimentTemplate.canary('other')] })).toThrow(
      'analysis argument "latest-hash" is about the new version, and it cannot be told which template of the experiment that is, got new, other: '
        + 'give it a value, argument.value(template.podTemplateHash)',
    );
    expect(() => inStep(AnalysisArgument.stablePodTemplateHash(), { templates: [canary] })).toThrow('is about the stable version');
  });

  test('a Service needs pods with a port', () => {
    expect(() => inStep(AnalysisArgument.serviceName(), {}, [{ image: 'registry.example/api:1' }])).toThrow(
      'analysis argument "service" is about the service of template "new" of the experiment, whose pods have no port: give a container a port',
    );
  });
});

describe('in an Experiment', () => {
  test.each([
    { source: 'the hash', argument: AnalysisArgument.latestPodTemplateHash('a'), value: '{{templates.one.podTemplateHash}}' },
    { source: 'the namespace', argument: AnalysisArgument.rolloutNamespace('a'), value: 'shop' },
    { source: 'the Service', argument: AnalysisArgument.serviceName('a'), value: '{{templates.one.replicaset.name}}' },
    { source: 'its port', argument: AnalysisArgument.servicePort('a'), value: '8080' },
  ])('$source is a value', ({ argument, value }) => {
    expect(inObject(argument, {}, { namespace: 'shop' })).toEqual([{ name: 'a', value }]);
  });

  test('the times are texts that the controller replaces', () => {
    expect([Experiment.AVAILABLE_AT, Experiment.FINISHED_AT]).toEqual(['{{experiment.availableAt}}', '{{experiment.finishedAt}}']);
    const start = AnalysisArgument.required('start');
    expect(inObject(start, { args: [start.value(Experiment.FINISHED_AT)] })).toEqual([{ name: 'start', value: '{{experiment.finishedAt}}' }]);
  });

  test.each([
    ['the name of a rollout', AnalysisArgument.rolloutName(), 'analysis argument "rollout" is metadata.name of a rollout, and Experiment "trial" has none: give it a value, argument.value(...)'],
    ['an unknown namespace', AnalysisArgument.rolloutNamespace(), '"namespace" is metadata.namespace of a rollout'],
    ['a stable version', AnalysisArgument.stablePodTemplateHash(), 'which template of Experiment "trial" that is, got one'],
  ])('there is not %s', (_, argument, message) => {
    expect(() => inObject(argument)).toThrow(message);
  });

  test('one of two templates is meant', () => {
    expect(() => inObject(AnalysisArgument.serviceName(), { templates: [one, two] })).toThrow(
      'which template of Experiment "trial" that is, got one, two: give it a value, argument.value(template.serviceName)',
    );
  });

  test('a reference is refused, which the controller would drop', () => {
    expect(() => inObject(AnalysisArgument.required('a'), { args: [ArgumentValue.rolloutField('a', 'metadata.name')] })).toThrow('experiment-argument-value');
  });
});

describe('ready-made metrics', () => {
  const healthy = Threshold.atLeast(0.9);
  const step = (metric: (chart: Chart) => PrometheusMetric, route?: (chart: Chart, rollout: CanaryRollout) => void) => synthesize((chart) => {
    const template: AnalysisTemplate = new PrometheusAnalysis(chart, 'Health', {
      metadata: { name: 'health' }, address: 'http://prometheus.monitoring:9090', metrics: [metric(chart)],
    });
    const templates = [ExperimentTemplate.canary('new', { service: {} })];
    const rollout = new CanaryRollout(chart, 'Api', {
      metadata: { name: 'api' },
      containers: CONTAINERS,
      steps: [CanaryStep.experiment({ templates, analyses: [{ name: 'health', template, requiredForCompletion: true }] })],
    });
    route?.(chart, rollout);
  }, { namespace: 'shop' }).find('Rollout').spec.strategy.canary.steps[0].experiment.analyses[0].args;

  test('of the application are told apart by the hash of the experiment, and come to an end', () => {
    expect(step(() => PrometheusMetric.successRate({ source: PrometheusSource.application(), healthy }))).toEqual([
      { name: 'namespace', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
      { name: 'latest-hash', value: '{{templates.new.podTemplateHash}}' },
    ]);
  });

  test('of Istio are told apart by the Service of the template', () => {
    const metric = () => PrometheusMetric.successRate({ source: PrometheusSource.istio(), healthy });
    expect(step(metric, (chart, rollout) => new IstioTrafficRouting(chart, 'Traffic', { rollout }))).toContainEqual(
      { name: 'istio-service', value: '{{templates.new.replicaset.name}}' },
    );
  });

  test('of ingress-nginx see nothing', () => {
    const metric = () => PrometheusMetric.successRate({ source: PrometheusSource.ingressNginx(), healthy });
    expect(() => step(metric, (chart, rollout) => new NginxTrafficRouting(chart, 'Traffic', { rollout, host: 'api.example' })))
      .toThrow('PrometheusSource.ingressNginx cannot tell the requests to pods of an experiment apart');
  });

  test('of pods cannot find them', () => {
    expect(() => step(() => PrometheusMetric.restarts({ healthy: Threshold.atMost(1) }))).toThrow('PrometheusMetric.cpu and .restarts find pods by the name of their rollout');
  });
});

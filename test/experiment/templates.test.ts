import { ApiObject, App, Chart, Duration, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CanaryRollout, Experiment, ExperimentTemplate, WorkloadReference } from '../../src';
import { synthesizeWithout } from '../synthesize';
import { CONTAINERS } from './fixtures';

const synthesize = synthesizeWithout('experiment-pods-reached');

const LASTS = { metadata: { name: 'trial' }, duration: Duration.minutes(5) };

function templateOf(make: (chart: Chart) => ExperimentTemplate): any {
  return synthesize((chart) => new Experiment(chart, 'Trial', { ...LASTS, templates: [make(chart)] })).find('Experiment').spec.templates[0];
}

function canary(chart: Chart) {
  return new CanaryRollout(chart, 'Api', {
    metadata: { name: 'api' }, containers: CONTAINERS, podMetadata: { labels: { team: 'shop' }, annotations: { note: 'look' } },
  });
}

test('a copy has the pods of the rollout without the labels by which it is found', () => {
  const { selector, template } = templateOf((chart) => ExperimentTemplate.copyOf('new', canary(chart)));
  expect(selector).toEqual({ matchLabels: { 'app.kubernetes.io/name': 'trial-new' } });
  expect(template.metadata).toEqual({ annotations: { note: 'look' }, labels: { 'app.kubernetes.io/name': 'trial-new', 'team': 'shop' } });
  expect(template.spec.containers[0]).toMatchObject({ image: 'registry.example/api:1', ports: [{ containerPort: 8080 }] });
});

test('a copy is made when it is rendered, with what JSON patches change', () => {
  const { template } = templateOf((chart) => {
    const rollout = canary(chart);
    const copy = ExperimentTemplate.copyOf('new', rollout);
    rollout.addContainer({ name: 'late', image: 'registry.example/late:1', portNumber: 9000 });
    ApiObject.of(rollout).addJsonPatch(JsonPatch.add('/spec/template/spec/priorityClassName', 'low'));
    return copy;
  });
  expect(template.spec.containers.map(({ name }: any) => name)).toEqual(['main', 'late']);
  expect(template.spec.priorityClassName).toBe('low');
});

test('a copy is of a Deployment as well', () => {
  const { template } = templateOf((chart) => {
    const deployment = new kplus.Deployment(chart, 'Web', { metadata: { name: 'web' }, containers: CONTAINERS, podMetadata: { labels: { app: 'web' } } });
    deployment.select(kplus.LabelSelector.of({ labels: { app: 'web' } }));
    return ExperimentTemplate.copyOf('new', deployment);
  });
  expect(template.metadata.labels).toEqual({ 'app.kubernetes.io/name': 'trial-new' });
});

test('no Service of the rollout finds the pods of a copy', () => {
  const manifests = synthesize((chart) => {
    const rollout = canary(chart);
    rollout.exposeViaService({ name: 'api' });
    new Experiment(chart, 'Trial', { ...LASTS, templates: [ExperimentTemplate.copyOf('new', rollout, { service: {} })] });
  });
  const { selector } = manifests.find('Service').spec;
  const { labels } = manifests.find('Experiment').spec.templates[0].template.metadata;
  expect(Object.entries(selector).every(([key, value]) => labels[key] === value)).toBe(false);
});

test('a rollout that takes its pods from elsewhere has none to copy', () => {
  expect(() => templateOf((chart) => ExperimentTemplate.copyOf('new', new CanaryRollout(chart, 'Api', {
    metadata: { name: 'api' }, workloadRef: WorkloadReference.fromName('web', { podLabels: { app: 'web' } }),
  })))).toThrow('[test/Api] has no pods of its own to copy: give the Deployment of its "workloadRef"');
});

test('pods as in YAML keep all that they have', () => {
  const pod = { metadata: { labels: { 'app.kubernetes.io/name': 'api', 'team': 'shop' }, annotations: { a: 'b' } }, spec: { containers: [{ name: 'api', image: 'registry.example/api:1' }], hostPID: true } };
  const { template } = templateOf(() => ExperimentTemplate.fromPodTemplate('new', pod, { metadata: { annotations: { c: 'd' } } }));
  expect(template).toEqual({
    metadata: { labels: { 'app.kubernetes.io/name': 'trial-new', 'team': 'shop' }, annotations: { a: 'b', c: 'd' } }, spec: pod.spec,
  });
});

test('an experiment comes after what it names', () => {
  const { ids } = synthesize((chart) => {
    new Experiment(chart, 'Trial', { ...LASTS, templates: [ExperimentTemplate.fromContainers('new', { containers: CONTAINERS })] });
    new kplus.ConfigMap(chart, 'Config', { metadata: { name: 'config' } });
  });
  expect(ids).toEqual(['ConfigMap/config', 'Experiment/trial']);
});

describe('refuses', () => {
  const experiment = (props: object) => () => new Experiment(new Chart(new App(), 'test'), 'Trial', {
    metadata: { name: 'trial' }, templates: [ExperimentTemplate.fromContainers('new', { containers: CONTAINERS })], ...props,
  });

  test('an experiment that nothing ends', () => {
    expect(experiment({})).toThrow('nothing ends [test/Trial]: give it a "duration", or make an analysis "requiredForCompletion"');
    expect(experiment({ terminate: true })).not.toThrow();
  });

  test('pods of a version of a rollout', () => {
    expect(experiment({ ...LASTS, templates: [ExperimentTemplate.stable('old')] })).toThrow(
      '[test/Trial] template "old" takes its pods from a version of a rollout, which only a step has: use CanaryStep.experiment, or ExperimentTemplate.copyOf',
    );
  });

  test('the name of a Service that there is not', () => {
    expect(() => ExperimentTemplate.canary('new').serviceName).toThrow('template "new" of an experiment has no service: give it the option "service"');
  });

  test.each([
    ['Service', 'a'.repeat(60), { service: {} }, 'derived-name-fits'],
    ['label', 'a'.repeat(60), {}, 'value of a label has at most 63'],
    ['AnalysisRun', 'a'.repeat(252), {}, 'the controller makes an AnalysisRun that cannot be'],
  ])('names of which the controller makes none for a %s', (_, name, options, message) => {
    const template = ExperimentTemplate.fromContainers('new', { containers: CONTAINERS, ...options });
    const analyses = [{ name: 'health', template: { name: 'health', clusterScope: false, arguments: [] } }];
    expect(() => synthesize((chart) => new Experiment(chart, 'Trial', { metadata: { name }, duration: Duration.minutes(1), templates: [template], analyses })))
      .toThrow(message);
  });
});

import { Chart, Duration } from 'cdk8s';
import { AnalysisTemplate, ArgumentValue, ClusterAnalysisTemplate, Experiment, ExperimentProps, ExperimentTemplate } from '../../src';
import { crdSchema, uncovered } from '../crd-paths';
import { at, synthesizeWithout } from '../synthesize';
import { CONTAINERS, errors } from './fixtures';

/** Values of fields, one by one, are not what anybody would deploy. */
const synthesize = synthesizeWithout('experiment-pods-reached', 'experiment-service-has-port');

const POD = { spec: { containers: [{ name: 'api', image: 'registry.example/api:1', resources: { limits: { 'example.com/gpu': 1 } } }] } };
const compare = AnalysisTemplate.fromName('compare');
const BASE = { metadata: { name: 'trial' }, duration: Duration.minutes(5), templates: [ExperimentTemplate.fromPodTemplate('new', POD)] };

function experiment(props: Partial<ExperimentProps>) {
  return synthesize((chart: Chart) => new Experiment(chart, 'Trial', { ...BASE, ...props })).find('Experiment');
}

const templates = (template: ExperimentTemplate): Partial<ExperimentProps> => ({ templates: [template] });
const pods = (options: object) => templates(ExperimentTemplate.fromPodTemplate('new', POD, options));

const CASES: readonly { readonly props: Partial<ExperimentProps>; readonly path: string; readonly value: unknown }[] = [
  { props: { duration: Duration.minutes(90) }, path: 'duration', value: '1h30m' },
  { props: { progressDeadline: Duration.minutes(2) }, path: 'progressDeadlineSeconds', value: 120 },
  { props: { scaleDownDelay: Duration.seconds(0) }, path: 'scaleDownDelaySeconds', value: 0 },
  { props: { terminate: true, duration: undefined }, path: 'terminate', value: true },
  { props: { terminate: true, duration: undefined }, path: 'duration', value: undefined },
  {
    props: { analyses: [{ name: 'health', template: compare, args: [ArgumentValue.of('team', 'shop')], requiredForCompletion: true }] },
    path: 'analyses',
    value: [{ name: 'health', templateName: 'compare', args: [{ name: 'team', value: 'shop' }], requiredForCompletion: true }],
  },
  {
    props: { analyses: [{ name: 'smoke', template: ClusterAnalysisTemplate.fromName('smoke') }] },
    path: 'analyses',
    value: [{ name: 'smoke', templateName: 'smoke', clusterScope: true }],
  },
  { props: { dryRun: [errors] }, path: 'dryRun', value: [{ metricName: '^errors$' }] },
  { props: { measurementRetention: [{ metric: errors, limit: 20 }] }, path: 'measurementRetention', value: [{ metricName: '^errors$', limit: 20 }] },
  {
    props: { analysisRunMetadata: { labels: { team: 'shop' }, annotations: { why: 'trial' } } },
    path: 'analysisRunMetadata',
    value: { labels: { team: 'shop' }, annotations: { why: 'trial' } },
  },
  { props: {}, path: 'templates.0.name', value: 'new' },
  { props: {}, path: 'templates.0.selector', value: { matchLabels: { 'app.kubernetes.io/name': 'trial-new' } } },
  { props: {}, path: 'templates.0.template', value: { ...POD, metadata: { labels: { 'app.kubernetes.io/name': 'trial-new' } } } },
  { props: pods({ replicas: 0 }), path: 'templates.0.replicas', value: 0 },
  { props: pods({ minReady: Duration.seconds(5) }), path: 'templates.0.minReadySeconds', value: 5 },
  { props: pods({ service: { name: 'trial' } }), path: 'templates.0.service', value: { name: 'trial' } },
  { props: pods({ service: {} }), path: 'templates.0.service', value: {} },
  { props: pods({ selector: { app: 'trial' } }), path: 'templates.0.selector', value: { matchLabels: { app: 'trial' } } },
  { props: pods({ selector: { app: 'trial' } }), path: 'templates.0.template.metadata.labels', value: { app: 'trial' } },
  {
    props: pods({ metadata: { labels: { team: 'shop' }, annotations: { note: 'look' } } }),
    path: 'templates.0.template.metadata',
    value: { labels: { 'app.kubernetes.io/name': 'trial-new', 'team': 'shop' }, annotations: { note: 'look' } },
  },
  {
    props: templates(ExperimentTemplate.fromContainers('new', { containers: CONTAINERS })),
    path: 'templates.0.template.spec.containers.0.ports',
    value: [{ containerPort: 8080 }],
  },
  { props: templates(ExperimentTemplate.fromContainers('new', { containers: CONTAINERS })), path: 'templates.0.template.spec.automountServiceAccountToken', value: false },
];

const cases = CASES.map((each, index) => ({ ...each, given: Object.keys(each.props).join(' and ') || 'no property', number: index + 1 }));

test.each(cases)('$number: in an experiment $given makes $path', ({ props, path, value }) => {
  expect(at(experiment(props), `spec.${path}`)).toEqual(value);
});

test('every field of an experiment is rendered by some case', () => {
  const exceptions = {
    'templates[].selector.matchExpressions': 'the selector is a set of labels, which are put on the pods',
    'analyses[].args[].valueFrom': 'the controller drops it, so an argument has a value here, or the reference in the template',
    'templates[].template.spec': 'made by cdk8s-plus, given as in YAML, or copied',
  };
  const rendered = CASES.map(({ props }) => experiment(props).spec).map((spec) => ({
    ...spec, templates: spec.templates.map((each: any) => ({ ...each, template: { ...each.template, spec: undefined } })),
  }));
  expect(uncovered(crdSchema('experiments', 'spec'), rendered, Object.keys(exceptions))).toEqual({ fields: [], needlessExceptions: [] });
});

test('what is not given is left to the controller', () => {
  expect(experiment({})).toEqual({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Experiment',
    metadata: { name: 'trial' },
    spec: { duration: '5m', templates: [expect.objectContaining({ name: 'new' })] },
  });
  expect(Object.keys(experiment({}).spec.templates[0])).toEqual(['name', 'selector', 'template']);
});

import * as kplus from 'cdk8s-plus-28';
import { BlueGreenRollout, CanaryRollout, CanaryRolloutProps, CanaryStep, IstioTrafficRouting, RolloutProps } from '../../src';
import { crdSchema, uncovered } from '../crd-paths';
import { at, synthesizeWithout } from '../synthesize';
import { BLUE_GREEN_CASES, CANARY_CASES, STEP_CASES, WORKLOAD_CASES } from './cases';
import { ROUTED } from './routed-cases';

/** Values of fields, one by one, are not what anybody would deploy. */
const synthesize = synthesizeWithout('rollout-runs', 'service-found', 'aborted-pods-go', 'metadata-key-set', 'last-weight-watched', 'weight-grows');

const BASE: RolloutProps = { metadata: { name: 'api' }, containers: [{ image: 'registry.example/api:1', portNumber: 8080 }] };

function canary(props: CanaryRolloutProps) {
  return synthesize((chart) => {
    const rollout = new CanaryRollout(chart, 'Api', { ...BASE, ...props });
    new IstioTrafficRouting(chart, 'Traffic', { rollout });
  }).find('Rollout');
}

function blueGreen(props: RolloutProps) {
  return synthesize((chart) => new BlueGreenRollout(chart, 'Api', { ...BASE, ...props })).find('Rollout');
}

const STRATEGIES = [{ strategy: 'canary', render: canary }, { strategy: 'blueGreen', render: blueGreen }];

const cases = [
  ...WORKLOAD_CASES.flatMap(({ props, path, value }) => STRATEGIES.map(
    ({ strategy, render }) => ({ from: Object.keys(props), path: `spec.${path}`, value, strategy, render: () => render(props) }),
  )),
  ...BLUE_GREEN_CASES.map(({ props, path, value }) => ({
    from: Object.keys(props), path: `spec.strategy.blueGreen.${path}`, value, strategy: 'blueGreen', render: () => blueGreen(props),
  })),
  ...CANARY_CASES.map(({ props, path, value }) => ({
    from: Object.keys(props), path: `spec.strategy.canary.${path}`, value, strategy: 'canary', render: () => canary(props),
  })),
  ...STEP_CASES.map(({ step, fragment }) => ({
    from: Object.keys(fragment),
    path: 'spec.strategy.canary.steps.1',
    value: fragment,
    strategy: 'canary',
    render: () => canary({ steps: [CanaryStep.weight(10), step] }),
  })),
].map((each, index) => ({ ...each, given: each.from.join(' and ') || 'no property', number: index + 1 }));

test.each(cases)('$number: in a $strategy rollout $given makes $path', ({ render, path, value }) => {
  expect(at(render(), path)).toEqual(value);
});

const specs = [
  ...cases.map(({ render }) => render),
  selecting,
  ...ROUTED.map((route) => () => synthesize((chart) => route(chart, new CanaryRollout(chart, 'Api', BASE))).find('Rollout')),
];

/** What every workload of cdk8s-plus can select by. */
function selecting() {
  return synthesize((chart) => {
    const rollout = new CanaryRollout(chart, 'Api', BASE);
    rollout.podMetadata.addLabel('tier', 'web');
    rollout.select(kplus.LabelSelector.of({ expressions: [kplus.LabelExpression.in('tier', ['web'])] }));
  }).find('Rollout');
}

test('every field of a rollout, of its strategies, steps and routers is rendered by some case', () => {
  const exceptions = {
    'template': 'made by cdk8s-plus, or given as in YAML',
    'strategy.canary.steps[].experiment.templates[].selector.matchExpressions': 'the selector of a template is a set of labels',
  };
  const rendered = specs.map((render) => ({ ...render().spec, template: undefined }));
  expect(uncovered(crdSchema('rollouts', 'spec'), rendered, Object.keys(exceptions))).toEqual({ fields: [], needlessExceptions: [] });
});

test('what is not given is left to the controller', () => {
  expect(blueGreen({}).spec).toEqual({
    selector: { matchLabels: { 'app.kubernetes.io/name': 'api' } },
    template: expect.anything(),
    strategy: { blueGreen: { activeService: 'api-active', previewService: 'api-preview' } },
  });
});

test('a canary without steps or a router is an empty strategy', () => {
  const { spec } = synthesize((chart) => new CanaryRollout(chart, 'Api', BASE)).find('Rollout');
  expect(spec.strategy).toEqual({ canary: {} });
});

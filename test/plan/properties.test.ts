import * as fc from 'fast-check';
import { Manifest } from '../../src/manifest/bundle';
import { Stage } from '../../src/plan/stage';
import { plan, template } from './fixtures';

const upTo = (max: number) => fc.integer({ min: 0, max });
const ANALYSES = [
  template('once', '{}'),
  template('often', '{interval: 1m, count: 5, failureLimit: 1}', '{interval: 10s, count: 3, initialDelay: 1m}'),
  template('for-ever', '{interval: 1m}'),
  template('job', '{provider: {job: {spec: {}}}}'),
];
const USE = fc.constantFrom('once', 'often', 'for-ever', 'job', 'elsewhere').map((templateName) => ({ templates: [{ templateName }] }));
const STEP = fc.oneof(
  upTo(100).map((setWeight) => ({ setWeight })),
  upTo(20).map((replicas) => ({ setCanaryScale: { replicas } })),
  fc.constantFrom('30', '5m', '1h').map((duration) => ({ pause: { duration } })),
  fc.constant({ pause: {} }),
  USE.map((analysis) => ({ analysis })),
  upTo(100).map((weight) => ({ experiment: { duration: '5m', templates: [{ name: 'next', specRef: 'canary', weight }] } })),
  fc.constant({ plugin: { name: 'shop/step' } }),
);
const CANARY = fc.record({
  canary: fc.record({
    steps: fc.array(STEP, { maxLength: 8 }),
    trafficRouting: fc.option(fc.constant({ istio: {} }), { nil: undefined }),
    dynamicStableScale: fc.boolean(),
    analysis: fc.option(fc.tuple(USE, upTo(8)).map(([use, startingStep]) => ({ ...use, startingStep })), { nil: undefined }),
  }),
});
const BLUE_GREEN = fc.record({
  blueGreen: fc.record({
    activeService: fc.constant('live'),
    previewReplicaCount: fc.option(upTo(5), { nil: undefined }),
    autoPromotionEnabled: fc.boolean(),
    autoPromotionSeconds: upTo(100),
    prePromotionAnalysis: fc.option(USE, { nil: undefined }),
    postPromotionAnalysis: fc.option(USE, { nil: undefined }),
  }),
});
const ROLLOUT = fc.record({ replicas: fc.option(upTo(30), { nil: undefined }), strategy: fc.oneof(CANARY, BLUE_GREEN) }).map((spec): Manifest => (
  { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'api' }, spec }
));

function holds(check: (stages: readonly Stage[], made: ReturnType<typeof plan>) => void) {
  fc.assert(fc.property(ROLLOUT, (rollout) => {
    const made = plan(rollout, ANALYSES);
    check(made.stages, made);
  }), { seed: 1, numRuns: 500 });
}

test('weights are within the whole', () => {
  holds((stages) => {
    const weights = stages.flatMap(({ requestedWeight: requested, weight = 0 }) => [requested, weight]);
    expect(weights.filter((weight) => !(weight >= 0 && weight <= 100))).toEqual([]);
  });
});

test('the end is the new version', () => {
  holds((stages) => expect(stages.at(-1)!.requestedWeight).toBe(100));
});

test('times are never negative, and a healthy release is not faster than the fastest', () => {
  holds((stages) => {
    expect(stages.filter(({ time: { least, most = least, healthy = least } }) => !(least >= 0 && most >= least && healthy >= least))).toEqual([]);
  });
});

test('totals are sums', () => {
  holds((stages, { totals: { time, manualGates } }) => {
    const sum = (times: (number | undefined)[]) => times.reduce<number>((all, each) => all + (each ?? NaN), 0);
    expect(time.least).toBe(sum(stages.map(({ time: { least } }) => least)));
    expect(time.healthy ?? NaN).toBe(sum(stages.map(({ time: { healthy } }) => healthy)));
    const mosts = stages.map(({ time: { most } }) => most);
    expect(time.most ?? NaN).toBe(mosts.includes(Infinity) ? Infinity : sum(mosts));
    expect(manualGates).toBe(stages.filter(({ waitsFor }) => waitsFor === 'person').length);
  });
});

test('there are never more pods than at most', () => {
  holds((stages) => {
    const isAbove = ({ updated = 0, stable = 0, experiment = 0, peak = Infinity }: Stage['pods']) => updated + stable + experiment > peak;
    expect(stages.map(({ pods }) => pods).filter(isAbove)).toEqual([]);
  });
});

test('nobody is exposed for a negative time', () => {
  holds((_, { totals: { exposure } }) => expect(exposure.parts.filter(({ time = 1 }) => !(time > 0))).toEqual([]));
});

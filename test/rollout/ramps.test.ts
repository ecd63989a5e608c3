import { Duration } from 'cdk8s';
import { AnalysisTemplate, CanaryRamp, CanaryRollout, CanaryStep } from '../../src';
import { synthesize } from '../synthesize';

function rendered(steps: CanaryStep[]) {
  const containers = [{ image: 'registry.example/api:1' }];
  const { spec } = synthesize((chart) => new CanaryRollout(chart, 'Api', { metadata: { name: 'api' }, containers, steps })).find('Rollout');
  return spec.strategy.canary.steps;
}

test.each([
  { ramp: 'linear(25)', steps: CanaryRamp.linear(25), weights: [25, 50, 75, 100] },
  { ramp: 'linear(30)', steps: CanaryRamp.linear(30), weights: [30, 60, 90, 100] },
  { ramp: 'linear(100)', steps: CanaryRamp.linear(100), weights: [100] },
  { ramp: 'exponential(5)', steps: CanaryRamp.exponential(5), weights: [5, 10, 20, 40, 80, 100] },
  { ramp: 'exponential(1, { factor: 3 })', steps: CanaryRamp.exponential(1, { factor: 3 }), weights: [1, 3, 9, 27, 81, 100] },
  { ramp: 'exponential(10, { factor: 1.5 })', steps: CanaryRamp.exponential(10, { factor: 1.5 }), weights: [10, 15, 23, 35, 53, 80, 100] },
  { ramp: 'exponential(96, { factor: 1.001 })', steps: CanaryRamp.exponential(96, { factor: 1.001 }), weights: [96, 97, 98, 99, 100] },
  { ramp: 'cautious()', steps: CanaryRamp.cautious(), weights: [1, 5, 10, 25, 50, 75, 100] },
  { ramp: 'weights([2, 20, 60])', steps: CanaryRamp.weights([2, 20, 60]), weights: [2, 20, 60, 100] },
  { ramp: 'weights([50, 100])', steps: CanaryRamp.weights([50, 100]), weights: [50, 100] },
])('$ramp goes $weights', ({ steps, weights }) => {
  expect(rendered(steps)).toEqual(weights.map((setWeight) => ({ setWeight })));
});

const pause = Duration.minutes(2);
const analysis = { templates: [AnalysisTemplate.fromName('health')] };
const PAUSE = { pause: { duration: '2m' } };
const ANALYSIS = { analysis: { templates: [{ templateName: 'health' }] } };

test.each([
  { what: 'a pause', options: { pause }, between: [PAUSE] },
  { what: 'an analysis', options: { analysis }, between: [ANALYSIS] },
  { what: 'a pause and then an analysis', options: { pause, analysis }, between: [PAUSE, ANALYSIS] },
])('$what follows every weight of a ramp', ({ options, between }) => {
  expect(rendered(CanaryRamp.linear(50, options))).toEqual([{ setWeight: 50 }, ...between, { setWeight: 100 }, ...between]);
  expect(rendered(CanaryRamp.exponential(50, options))).toEqual([{ setWeight: 50 }, ...between, { setWeight: 100 }, ...between]);
  expect(rendered(CanaryRamp.cautious(options))).toHaveLength(7 * (1 + between.length));
});

test.each([
  { takes: Duration.hours(1), weights: [10, 50], pauses: ['20m', '20m', '20m'] },
  { takes: Duration.seconds(100), weights: [10, 50], pauses: ['33s', '34s', '33s'] },
  { takes: Duration.seconds(3), weights: [10, 50], pauses: ['1s', '1s', '1s'] },
  { takes: Duration.minutes(10), weights: [20, 40, 60], pauses: ['2m30s', '2m30s', '2m30s', '2m30s'] },
])('a ramp with a duration has pauses that take it together: $pauses', ({ takes, weights, pauses }) => {
  const steps: any[] = rendered(CanaryRamp.weights(weights, { duration: takes }));
  expect(steps.flatMap(({ pause: between }) => between ? [between.duration] : [])).toEqual(pauses);
  expect(steps.filter((_, index) => index % 2 === 0)).toEqual([...weights, 100].map((setWeight) => ({ setWeight })));
});

test('an analysis comes after the pause of a ramp with a duration', () => {
  expect(rendered(CanaryRamp.linear(100, { duration: pause, analysis }))).toEqual([{ setWeight: 100 }, PAUSE, ANALYSIS]);
});

test('a ramp has one pause for all or a duration, and at least a second for each weight', () => {
  expect(() => CanaryRamp.linear(50, { pause, duration: pause }))
    .toThrow('a ramp got both "pause" and "duration": give the length of one pause, or that of all together');
  expect(() => CanaryRamp.cautious({ duration: Duration.seconds(6) }))
    .toThrow('a ramp of 7 weights takes at least 7 seconds, a pause of one second after each, got 6');
});

test.each([
  { weights: [], got: 'none' },
  { weights: [0, 50], got: '0 in 0, 50' },
  { weights: [20, 20], got: '20 in 20, 20' },
  { weights: [50, 20], got: '20 in 50, 20' },
  { weights: [2.5], got: '2.5 in 2.5' },
  { weights: [50, 120], got: '120 in 50, 120' },
])('weights of a ramp grow: $weights are refused', ({ weights, got }) => {
  expect(() => CanaryRamp.weights(weights))
    .toThrow(`the weights of a ramp are whole numbers from 1 to 100, each more than the one before, got ${got}`);
});

test('a ramp is an array of steps like any other', () => {
  expect(rendered([CanaryStep.pause(), ...CanaryRamp.linear(50).slice(0, 1), CanaryStep.weight(100)]))
    .toEqual([{ pause: {} }, { setWeight: 50 }, { setWeight: 100 }]);
});

test.each([0, -10, 101, 2.5])('a ramp cannot start with %d', (first) => {
  const message = `a ramp starts with a whole weight between 1 and 100, got ${first}`;
  expect(() => CanaryRamp.linear(first)).toThrow(message);
  expect(() => CanaryRamp.exponential(first)).toThrow(message);
});

test.each([1, 0.5, 0, -2])('an exponential ramp cannot grow by the factor %d', (factor) => {
  expect(() => CanaryRamp.exponential(5, { factor })).toThrow(`the factor of an exponential ramp must be more than 1, got ${factor}`);
});

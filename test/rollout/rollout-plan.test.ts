import { App, Chart, Duration, JsonPatch, ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { BlueGreenRollout, CanaryRollout, CanaryStep, Lint, PrometheusAnalysis, PrometheusMetric, PrometheusSource, RolloutPlan, Threshold } from '../../src';

const CONTAINERS = [{ image: 'registry.example/api:2.0.0', portNumber: 8080 }];

function canary(steps: (chart: Chart) => CanaryStep[], replicas: number | undefined = 4): CanaryRollout {
  const chart = new Chart(new App(), 'test');
  return new CanaryRollout(chart, 'Api', { metadata: { name: 'api' }, replicas, containers: CONTAINERS, steps: steps(chart) });
}

const paused = () => canary(() => [
  CanaryStep.weight(25), CanaryStep.pause(Duration.minutes(5)), CanaryStep.weight(50), CanaryStep.pause(Duration.minutes(10)),
]);

function judged(): CanaryRollout {
  return canary((chart) => {
    const metrics = [PrometheusMetric.restarts({ healthy: Threshold.atMost(0) })];
    const health = new PrometheusAnalysis(chart, 'Health', { metadata: { name: 'health' }, metrics });
    return [CanaryStep.weight(25), CanaryStep.pause(Duration.minutes(5)), CanaryStep.analysis({ templates: [health] })];
  });
}

describe('the plan of a rollout', () => {
  test('has stages, times and pods', () => {
    const { name, stages, healthyTime, shortestTime, longestTime, manualGates, extraPods } = paused().plan();
    expect(stages.map(({ name: stage, description, requestedWeight, weight, updatedPods, stablePods, waitsFor }) => (
      [stage, description, requestedWeight, weight, updatedPods, stablePods, waitsFor]
    ))).toEqual([
      ['0', 'weight 25', 25, 25, 1, 3, 'ready-pods'],
      ['1', 'pause 5m', 25, 25, 1, 3, 'time'],
      ['2', 'weight 50', 50, 50, 2, 2, 'ready-pods'],
      ['3', 'pause 10m', 50, 50, 2, 2, 'time'],
      ['end', 'the new version becomes the stable one', 100, 100, 4, 0, 'ready-pods'],
    ]);
    expect([healthyTime, shortestTime, longestTime].map((time) => time?.toMinutes())).toEqual([15, 15, 15]);
    expect({ name, manualGates, extraPods }).toEqual({ name: 'api', manualGates: 0, extraPods: 1 });
  });

  test('sees what is patched, and changes nothing', () => {
    const rollout = paused();
    ApiObject.of(rollout).addJsonPatch(JsonPatch.replace('/spec/replicas', 8));
    expect(rollout.plan().stages[0].updatedPods).toBe(2);
    expect(rollout.plan().toTable()).toBe(rollout.plan().toTable());
  });

  test('does not know the pods of an autoscaler, unless it is told', () => {
    const rollout = canary(() => [CanaryStep.weight(50), CanaryStep.pause()], undefined);
    new kplus.HorizontalPodAutoscaler(Chart.of(rollout), 'Scaler', { target: rollout, maxReplicas: 9 });
    expect(rollout.plan().extraPods).toBeUndefined();
    expect(rollout.plan({ replicas: 10 }).extraPods).toBe(3);
  });

  test('of one with an error is that error', () => {
    const rollout = canary(() => [CanaryStep.weight(120)]);
    expect(() => rollout.plan()).toThrow('there is no plan of manifests with errors:\n'
      + 'Rollout "api" /spec/strategy/canary/steps/0/setWeight: weight must lie between 0 and 100, got 120 (canary-weight-in-range)');
  });

  test('knows the settings of the checks', () => {
    const rollout = canary(() => [CanaryStep.weight(120)]);
    Lint.configure(rollout, { rules: { 'canary-weight-in-range': 'off' } });
    expect(rollout.plan().stages).toHaveLength(2);
  });

  test('is a table, Markdown and a picture', () => {
    const plan = paused().plan();
    expect(plan.toTable()).toContain('\n  STAGE ');
    expect(plan.toMarkdown()).toContain('### Plan of the update');
    expect(plan.toSvg()).toMatch(/^<svg /);
  });
});

describe('of manifests', () => {
  const rollout = (name: string, strategy: object) => {
    const template = { metadata: { labels: { app: name } }, spec: { containers: [{ name, image: 'a' }] } };
    const spec = { replicas: 2, selector: { matchLabels: { app: name } }, template, strategy };
    return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name, namespace: 'shop' }, spec };
  };
  const both = [rollout('a', { canary: { steps: [{ setWeight: 50 }, { pause: {} }] } }), rollout('b', { canary: { steps: null } })];

  test('of which one is a rollout', () => {
    expect(RolloutPlan.of([both[0]]).name).toBe('a');
  });

  test.each(['b', 'shop/b'])('the one named %s', (name) => {
    expect(RolloutPlan.of(both, { rollout: name }).stages).toHaveLength(1);
  });

  test.each([
    ['several', both, {}, 'one rollout is planned, got: shop/a, shop/b. Name one of them'],
    ['another name', both, { rollout: 'c' }, 'one rollout is planned, "c", got: shop/a, shop/b. Name one of them'],
    ['none', [], {}, 'one rollout is planned, got: none. Name one of them'],
  ])('%s', (_, manifests, options, message) => {
    expect(() => RolloutPlan.of(manifests, options)).toThrow(message);
  });
});

describe('assertions', () => {
  test('hold', () => {
    const plan = judged().plan();
    plan.assertExposureBeforeFirstMeasurement({ weight: 25, duration: Duration.minutes(10) });
    plan.assertHealthyTime(Duration.minutes(30));
    plan.assertNoEndlessPause();
    plan.assertExtraPods(1);
  });

  test.each<[string, (plan: RolloutPlan) => void, string]>([
    ['more traffic', (plan) => plan.assertExposureBeforeFirstMeasurement({ weight: 20 }),
      'rollout "api": the exposure before the first measurement that can stop it should be at most 20% of traffic, got 25% of traffic for 7m30s'],
    ['a longer time', (plan) => plan.assertExposureBeforeFirstMeasurement({ duration: Duration.minutes(5) }),
      'rollout "api": the exposure before the first measurement that can stop it should be at most 100% of traffic for 5m, got 25% of traffic for 7m30s'],
    ['a slower release', (plan) => plan.assertHealthyTime(Duration.minutes(5)), 'rollout "api": the time of a healthy release should be at most 5m, got 9m, 12m20s at most'],
    ['more pods', (plan) => plan.assertExtraPods(0), 'rollout "api": extra pods should be at most 0, got 1'],
  ])('fail at %s', (_, check, message) => {
    const plan = judged().plan();
    expect(() => check(plan)).toThrow(message);
  });

  test('fail where gates would abort healthy releases, or nobody knows', () => {
    const gated = (chart: Chart) => new PrometheusAnalysis(chart, 'Health', {
      metadata: { name: 'health' },
      address: 'http://prometheus:9090',
      metrics: [PrometheusMetric.successRate({ source: PrometheusSource.application(), healthy: Threshold.atLeast(0.95) })],
    });
    const chart = new Chart(new App(), 'test');
    const rollout = new CanaryRollout(chart, 'Api', {
      metadata: { name: 'api' },
      replicas: 10,
      containers: CONTAINERS,
      steps: [CanaryStep.weight(10), CanaryStep.pause(Duration.minutes(5)), CanaryStep.analysis({ templates: [gated(chart)] })],
    });
    const plan = rollout.plan();
    plan.assertFalseAlarmRate(0.01, { requestsPerSecond: 200, errorRate: 0.01 });
    expect(() => plan.assertFalseAlarmRate(0.01, { requestsPerSecond: 1, errorRate: 0.01 }))
      .toThrow(/^rollout "api": the share of updates in which a healthy release is aborted should be at most 0\.01, got 0\.\d+$/);
    expect(() => judged().plan().assertFalseAlarmRate(0.5, { requestsPerSecond: 1, errorRate: 0.01 })).toThrow('got no gate of which it is known');
  });

  test('fail where nothing measures', () => {
    expect(() => paused().plan().assertExposureBeforeFirstMeasurement({ weight: 50 })).toThrow('25% of traffic for 5m, then 50% of traffic for 10m, and no measurement can stop it');
  });

  test('fail where somebody is waited for', () => {
    const chart = new Chart(new App(), 'test');
    const rollout = new BlueGreenRollout(chart, 'Api', { metadata: { name: 'api' }, replicas: 2, containers: CONTAINERS, autoPromotionEnabled: false });
    expect(() => rollout.plan().assertNoEndlessPause()).toThrow('rollout "api": an update must not wait without an end, got promotion (pause)');
    expect(() => rollout.plan().assertHealthyTime(Duration.hours(1))).toThrow('at most 1h, got 0s and as long as somebody takes to promote it');
  });

  test('fail where pods are not known', () => {
    const rollout = canary(() => [CanaryStep.weight(50), CanaryStep.pause()], undefined);
    new kplus.HorizontalPodAutoscaler(Chart.of(rollout), 'Scaler', { target: rollout, maxReplicas: 9 });
    expect(() => rollout.plan().assertExtraPods(5)).toThrow('got a number of pods that is not known: give replicas');
  });
});

test.each([['text', '"text"'], [null, 'null'], [[], '[]']])('%j is no manifest', (manifest, got) => {
  expect(() => RolloutPlan.of([manifest])).toThrow(`RolloutPlan.of: "manifests[0]" must be a manifest as plain data, got ${got}`);
});

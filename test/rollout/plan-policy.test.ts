import { App, Chart, Duration } from 'cdk8s';
import {
  BlueGreenRollout, CanaryRollout, CanaryRolloutProps, CanaryStep, IRule, Lint, PlanPolicy, PrometheusAnalysis, PrometheusMetric, PrometheusSource,
  RolloutPodMonitor, Threshold,
} from '../../src';

const CONTAINERS = [{ image: 'registry.example/api:2.0.0', ports: [{ name: 'http', number: 8080 }] }];

/** The errors of a synth with a canary that a policy looks at. */
function errorsOf(
  rule: IRule, steps: (health: PrometheusAnalysis) => CanaryStep[], props: Partial<CanaryRolloutProps> = {}, suppressed = false,
): string[] {
  const app = new App();
  Lint.configure(app, { ownRules: [rule] });
  const chart = new Chart(app, 'test');
  const health = new PrometheusAnalysis(chart, 'Health', {
    metadata: { name: 'health' },
    address: 'http://prometheus:9090',
    initialDelay: Duration.seconds(0),
    metrics: [PrometheusMetric.successRate({ source: PrometheusSource.application(), healthy: Threshold.atLeast(0.95) })],
  });
  const rollout = new CanaryRollout(chart, 'Api', { metadata: { name: 'api' }, replicas: 4, containers: CONTAINERS, steps: steps(health), ...props });
  new RolloutPodMonitor(chart, 'PodMonitor', { rollout, port: 'http' });
  if (suppressed) {
    Lint.suppress(rollout, rule.id, 'tried before');
  }
  try {
    app.synthYaml();
    return [];
  } catch (error) {
    return (error as Error).message.split('\n').slice(1).map((line) => line.trim());
  }
}

const judged = (health: PrometheusAnalysis) => [
  CanaryStep.weight(25), CanaryStep.pause(Duration.minutes(5)), CanaryStep.analysis({ templates: [health] }),
  CanaryStep.weight(50), CanaryStep.pause(Duration.minutes(5)),
];
const paused = () => [CanaryStep.weight(25), CanaryStep.pause(), CanaryStep.weight(50), CanaryStep.pause(Duration.minutes(5))];

test.each([
  PlanPolicy.exposureBeforeFirstMeasurement({ weight: 25, duration: Duration.minutes(10) }),
  PlanPolicy.healthyTime(Duration.hours(1)),
  PlanPolicy.noEndlessPause(),
  PlanPolicy.extraPods(1),
  PlanPolicy.falseAlarmRate(0.01, { requestsPerSecond: 200, errorRate: 0.01 }),
])('$id is kept', (rule) => {
  expect(errorsOf(rule, judged)).toEqual([]);
});

test.each([
  {
    rule: PlanPolicy.exposureBeforeFirstMeasurement({ weight: 20 }),
    steps: judged,
    says: 'the exposure before the first measurement that can stop it should be at most 20% of traffic, got 25% of traffic for 5m30s',
  },
  { rule: PlanPolicy.healthyTime(Duration.minutes(10)), steps: judged, says: 'the time of a healthy release should be at most 10m, got ' },
  { rule: PlanPolicy.noEndlessPause(), steps: paused, says: 'an update must not wait without an end, got step 1 (pause)' },
  { rule: PlanPolicy.extraPods(0), steps: judged, says: 'extra pods should be at most 0, got 1' },
  {
    rule: PlanPolicy.falseAlarmRate(0.01, { requestsPerSecond: 1, errorRate: 0.01 }),
    steps: judged,
    says: 'the share of updates in which a healthy release is aborted should be at most 0.01, got 0.',
  },
])('$rule.id is not', ({ rule, steps, says }) => {
  const errors = errorsOf(rule, steps);
  expect(errors).toHaveLength(1);
  expect(errors[0].startsWith(`[test/Api] /spec/strategy: ${says}`)).toBe(true);
  expect(errors[0].endsWith(`(${rule.id})`)).toBe(true);
  expect(errorsOf(rule, steps, {}, true)).toEqual([]);
});

test('what is not known is not kept', () => {
  expect(errorsOf(PlanPolicy.extraPods(9), judged, { replicas: undefined })[0]).toContain('got a number of pods that is not known');
});

test('blue-green keeps to the same', () => {
  const app = new App();
  Lint.configure(app, { ownRules: [PlanPolicy.noEndlessPause()] });
  new BlueGreenRollout(new Chart(app, 'test'), 'Api', { metadata: { name: 'api' }, containers: CONTAINERS, autoPromotionEnabled: false });
  expect(() => app.synthYaml()).toThrow('an update must not wait without an end, got promotion (pause) (plan.endless-pause)');
});

test('asked by itself, about plain manifests', () => {
  const rollout = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'api' }, spec: { replicas: 2, strategy: { canary: { steps: [{ pause: {} }] } } } };
  const bundle = { manifests: [rollout], find: () => undefined };
  expect(PlanPolicy.noEndlessPause().check(rollout, bundle)).toHaveLength(1);
});

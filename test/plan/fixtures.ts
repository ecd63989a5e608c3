import { load } from 'js-yaml';
import { Bundle, Manifest } from '../../src/manifest/bundle';
import { Plan, PlanOptions, planOf } from '../../src/plan/plan';
import { duration, percent } from '../../src/plan/words';

/** A rollout with a strategy, as YAML in one line. */
export function rolloutWith(strategy: string, more: Record<string, unknown> = { replicas: 4 }): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'api', namespace: 'shop' }, spec: { ...more, strategy: load(strategy) },
  };
}

/** A template with metrics. */
export function template(name: string, ...metrics: string[]): Manifest {
  const all = metrics.map((metric, index) => ({
    name: `metric-${index}`, provider: { prometheus: { query: 'up' } }, successCondition: 'result[0] > 0', ...load(metric) as object,
  }));
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'AnalysisTemplate', metadata: { name, namespace: 'shop' }, spec: { metrics: all } };
}

export function autoscaler(): Manifest {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'api' }, minReplicas: 2, maxReplicas: 9 },
  };
}

export function plan(rollout: Manifest, others: Manifest[] = [], options?: PlanOptions): Plan {
  return planOf(rollout, new Bundle([rollout, ...others].map((manifest) => ({ manifest, origin: undefined }))), options);
}

/** A line for each stage: what happens, the weight, pods of both versions and at most, the time of a healthy release, what ends it. */
export function linesOf({ stages }: Plan): string[] {
  return stages.map(({ description, weight, pods: { updated = '?', stable = '?', peak = '?' }, time, waitsFor }) => (
    [description, percent(weight), `${updated}+${stable}, ${peak} at most`, duration(time.healthy), waitsFor].join(' | ')
  ));
}

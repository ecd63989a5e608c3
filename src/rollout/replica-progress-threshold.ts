import { checked } from '../api/checked';
import { ReplicaProgressThreshold as Fragment } from '../manifest/types';

/**
 * How many pods of the canary must be available before a weight step or a scale step is done. Needs Argo Rollouts 1.9.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/canary/
 * @example
 * new CanaryRollout(chart, 'Web', {
 *   metadata: { name: 'web' },
 *   replicas: 200,
 *   containers: [{ image: 'registry.example/web:2.0.0', portNumber: 8080 }],
 *   replicaProgressThreshold: ReplicaProgressThreshold.percent(95),
 *   steps: [CanaryStep.weight(20), CanaryStep.pause(Duration.minutes(10))],
 * });
 */
@checked
export class ReplicaProgressThreshold {
  /**
   * A percentage of the canary's pods, from 1 to 100.
   */
  public static percent(percent: number): ReplicaProgressThreshold {
    return new ReplicaProgressThreshold({ type: 'Percent', value: percent });
  }

  /**
   * A number of pods. It is an error if a step has fewer pods than this, because that step would never end.
   */
  public static pods(pods: number): ReplicaProgressThreshold {
    return new ReplicaProgressThreshold({ type: 'Pods', value: pods });
  }

  private constructor(private readonly fragment: Fragment) {}

  /**
   * @internal
   */
  public _toKube(): Fragment {
    return this.fragment;
  }
}

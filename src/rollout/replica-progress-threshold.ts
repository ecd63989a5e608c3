import { checked } from '../api/checked';
import { ReplicaProgressThreshold as Fragment } from '../manifest/types';

/**
 * How many pods of the canary must be available for a weight or scale step to count as done. Since Argo Rollouts 1.9.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/canary/
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
   * A number of pods.
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

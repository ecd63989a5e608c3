import { checked } from '../api/checked';
import { SetCanaryScale } from '../manifest/types';

/**
 * The size of the canary, apart from its share of the traffic. Needs a traffic router.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/canary/#dynamic-canary-scale-with-traffic-routing
 */
@checked
export class CanaryScale {
  /**
   * A number of pods.
   */
  public static replicas(replicas: number): CanaryScale {
    return new CanaryScale({ replicas });
  }

  /**
   * A percentage of the rollout's replicas.
   */
  public static weight(percent: number): CanaryScale {
    return new CanaryScale({ weight: percent });
  }

  /**
   * Follow the traffic weight again after an earlier `replicas` or `weight`.
   */
  public static matchTrafficWeight(): CanaryScale {
    return new CanaryScale({ matchTrafficWeight: true });
  }

  private constructor(private readonly scale: SetCanaryScale) {}

  /**
   * @internal
   */
  public _toKube(): SetCanaryScale {
    return this.scale;
  }
}

import { checked } from '../api/checked';
import { SetCanaryScale } from '../manifest/types';

/**
 * The number of pods of the canary, independent of its share of the traffic. Needs a traffic router.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/canary/#dynamic-canary-scale-with-traffic-routing
 * @example
 * const web = new CanaryRollout(chart, 'Web', {
 *   metadata: { name: 'web' },
 *   containers: [{ image: 'registry.example/web:2.0.0', portNumber: 8080 }],
 *   steps: [
 *     CanaryStep.canaryScale(CanaryScale.replicas(2)),
 *     CanaryStep.pause(),
 *     CanaryStep.canaryScale(CanaryScale.matchTrafficWeight()),
 *     CanaryStep.weight(50),
 *     CanaryStep.pause(Duration.minutes(10)),
 *   ],
 * });
 * new IstioTrafficRouting(chart, 'Traffic', { rollout: web, hosts: ['shop.example'] });
 */
@checked
export class CanaryScale {
  /**
   * A fixed number of pods.
   *
   * @param replicas from 0 to the replicas of the rollout
   */
  public static replicas(replicas: number): CanaryScale {
    return new CanaryScale({ replicas });
  }

  /**
   * A percentage of the rollout's replicas.
   *
   * @param percent from 0 to 100
   */
  public static weight(percent: number): CanaryScale {
    return new CanaryScale({ weight: percent });
  }

  /**
   * Use the number of pods that fits the traffic weight. This ends an earlier `replicas` or `weight`.
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

import { checked } from '../api/checked';
import { AntiAffinity as Fragment } from '../manifest/types';

/**
 * Keeps pods of the new version away from nodes that run the old one, so that a node pool which is scaled down after the
 * update does not take pods of the new version with it. It does not spread pods of one version; for that, set
 * `spread` or use `scheduling`.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/anti-affinity/anti-affinity/
 * @example
 * new CanaryRollout(chart, 'Web', {
 *   metadata: { name: 'web' },
 *   containers: [{ image: 'registry.example/web:2.0.0', portNumber: 8080 }],
 *   antiAffinity: AntiAffinity.preferred(),
 * });
 */
@checked
export class AntiAffinity {
  /**
   * Where it can be done. Where no other node has room, pods of both versions share one.
   *
   * @param weight how much it counts against other preferences, from 1 to 100
   */
  public static preferred(weight: number = 100): AntiAffinity {
    return new AntiAffinity({ preferredDuringSchedulingIgnoredDuringExecution: { weight } });
  }

  /**
   * Always: pods of the new version stay pending until there is such a node.
   */
  public static required(): AntiAffinity {
    return new AntiAffinity({ requiredDuringSchedulingIgnoredDuringExecution: {} });
  }

  private constructor(private readonly fragment: Fragment) {}

  /**
   * @internal
   */
  public _toKube(): Fragment {
    return this.fragment;
  }
}

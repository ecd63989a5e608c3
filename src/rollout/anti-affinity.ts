import { checked } from '../api/checked';
import { AntiAffinity as Fragment } from '../manifest/types';

/**
 * Keeps pods of the new version away from nodes that run pods of the old version. Without it, pods of both versions can be on the same nodes. If
 * these nodes are scaled down after the update, pods of the new version are removed with them. This option does not spread the pods of one version
 * over nodes; use `spread` or `scheduling` for that.
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
   * A preference. If no other node has room, pods of both versions share a node.
   *
   * @param weight the importance compared with other preferences, from 1 to 100
   */
  public static preferred(weight: number = 100): AntiAffinity {
    return new AntiAffinity({ preferredDuringSchedulingIgnoredDuringExecution: { weight } });
  }

  /**
   * A requirement. Pods of the new version stay pending until there is a node without pods of the old version.
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

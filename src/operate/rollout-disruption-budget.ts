import { ApiObjectMetadata, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { objectOfRollout } from '../rollout/object-of-rollout';
import { podSelectorOf } from '../rollout/pod-selector';
import { Rollout } from '../rollout/rollout';
import { percentOrAbsolute } from '../synth/percent-or-absolute';
import { refersWithinNamespace } from '../synth/same-namespace';

/**
 * Options of a `RolloutDisruptionBudget`. Only one of `maxUnavailable` and `minAvailable` can be set.
 */
export interface RolloutDisruptionBudgetProps {
  /**
   * The rollout.
   */
  readonly rollout: Rollout;

  /**
   * How many pods may be unavailable at the same time.
   *
   * @default - 1, unless `minAvailable` is given
   */
  readonly maxUnavailable?: kplus.PercentOrAbsolute;

  /**
   * How many pods must stay available. Pods of both versions are counted. During an update these can all be pods of the old version.
   *
   * @default - `maxUnavailable` decides
   */
  readonly minAvailable?: kplus.PercentOrAbsolute;

  /**
   * Always allow the eviction of pods that are not ready. With `false`, they can be evicted only if enough other pods are available, so a version
   * that never becomes ready can prevent the draining of nodes. Needs Kubernetes 1.27.
   *
   * @default false
   */
  readonly evictUnready?: boolean;

  /**
   * Name, labels and annotations of the PodDisruptionBudget.
   *
   * @default - the name and namespace of the rollout
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * A PodDisruptionBudget: it limits how many pods of a rollout are evicted at the same time when nodes are drained. It selects the pods of both
 * versions, from any source: `containers`, `podTemplate` or `workloadRef`. A percentage refers to the pods of all versions together.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 * @example
 * new RolloutDisruptionBudget(chart, 'Budget', { rollout: api, maxUnavailable: kplus.PercentOrAbsolute.percent(25) });
 */
@checked
export class RolloutDisruptionBudget extends Construct {
  constructor(scope: Construct, id: string, private readonly props: RolloutDisruptionBudgetProps) {
    super(scope, id);
    const { rollout, maxUnavailable, minAvailable, metadata } = props;
    if (maxUnavailable && minAvailable) {
      throw new Error(`[${this.node.path}] takes one of "maxUnavailable" and "minAvailable", got ${maxUnavailable.value} and ${minAvailable.value}: `
        + 'leave one of them out');
    }
    objectOfRollout(this, 'Resource', rollout, {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata,
      spec: Lazy.any({ produce: () => this.toSpec() }),
    });
    refersWithinNamespace(this, () => [rollout]);
  }

  private toSpec() {
    const { rollout, maxUnavailable, minAvailable, evictUnready } = this.props;
    return {
      ...minAvailable ? { minAvailable: percentOrAbsolute(minAvailable) } : { maxUnavailable: percentOrAbsolute(maxUnavailable) ?? 1 },
      unhealthyPodEvictionPolicy: evictUnready ? 'AlwaysAllow' : undefined,
      selector: podSelectorOf(rollout),
    };
  }
}

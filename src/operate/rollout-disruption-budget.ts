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
 * Options of a PodDisruptionBudget for a rollout. One of `maxUnavailable` and `minAvailable` can be given.
 */
export interface RolloutDisruptionBudgetProps {
  /**
   * The rollout.
   */
  readonly rollout: Rollout;

  /**
   * How many pods may be missing at once.
   *
   * @default - 1, unless `minAvailable` is given
   */
  readonly maxUnavailable?: kplus.PercentOrAbsolute;

  /**
   * How many pods have to stay. Both versions count: during an update the old one can be all of them.
   *
   * @default - `maxUnavailable` decides
   */
  readonly minAvailable?: kplus.PercentOrAbsolute;

  /**
   * Let a pod that is not ready be evicted always, instead of only while enough others are available. Without it a version that never becomes ready
   * can keep nodes from being drained. Since Kubernetes 1.27.
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
 * Says how many pods of a rollout may go when nodes are drained. It finds the pods of both versions, wherever they come from: `containers`, `podTemplate`
 * or `workloadRef`. Shares are counted of the pods of all versions together.
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

import { ApiObject, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { IConstruct } from 'constructs';
import { checked } from '../api/checked';
import { heldObject, written } from '../synth/held-object';
import { isPlusWorkload, WorkloadReference, WorkloadScaleDown } from './workload-reference';

/**
 * The phase of a migration from a Deployment to a Rollout. Deploy each phase separately. To go back, deploy the phase before.
 */
export enum MigrationPhase {
  /**
   * The Rollout has its own pods in addition to those of the Deployment. The same Services reach both. From this phase on, an autoscaler scales the
   * Rollout.
   */
  SIDE_BY_SIDE = 'side-by-side',
  /** The controller scales the Deployment down to zero pods. The Rollout still uses the pod template of the Deployment. */
  HAND_OVER = 'hand-over',
  /** The Rollout has its own pod template, and the manifests no longer contain the Deployment. No pod is replaced by this. */
  ROLLOUT_ALONE = 'rollout-alone',
}

/**
 * Options of `RolloutMigration.of`.
 */
export interface RolloutMigrationOptions {
  /**
   * The phase of the migration.
   */
  readonly phase: MigrationPhase;

  /**
   * The number of pods that the Deployment has today. With an autoscaler, give the number that it has under high load: the Rollout gets at least this
   * number until the last phase.
   */
  readonly replicas: number;

  /**
   * Whether an autoscaler decides the number of pods. If so, neither the Deployment nor the Rollout sets `replicas`.
   *
   * @default false
   */
  readonly autoscaled?: boolean;
}

/**
 * A migration from a Deployment to a Rollout, in phases. It gives the Rollout the source of its pods and their number. It also changes the manifest
 * of the Deployment to fit the phase: whether it sets `replicas`, and when it is removed.
 *
 * In every phase the Rollout has the labels and the pod template of the Deployment. So Services, disruption budgets and network policies do not
 * change, and a change of the phase starts no update. Do not change the pod template during the migration.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/migrating/
 * @example
 * const migration = RolloutMigration.of(deployment, { phase: MigrationPhase.SIDE_BY_SIDE, replicas: 5, autoscaled: true });
 * const orders = new CanaryRollout(chart, 'Orders', {
 *   metadata: { name: 'orders' },
 *   workloadRef: migration.workloadRef,
 *   replicas: migration.replicas,
 * });
 * new kplus.HorizontalPodAutoscaler(chart, 'Scaler', {
 *   target: orders,
 *   minReplicas: migration.minReplicas(2),
 *   maxReplicas: 12,
 * });
 */
@checked
export class RolloutMigration {
  /**
   * Starts from a Deployment of this app. This can be any construct that is or contains one, made with any library: a `kplus.Deployment`, a raw
   * `ApiObject`, a `cdk8s.Include`. Write the Deployment as it runs today, with `replicas` unless it is `autoscaled`. It is an error if the
   * Deployment sets other `replicas` than the option here, or if its selector has expressions.
   */
  public static of(deployment: IConstruct, options: RolloutMigrationOptions): RolloutMigration {
    const object = heldObject(deployment, ['Deployment']);
    assertFits(deployment, object, options);
    return new RolloutMigration(referenceIn(options, deployment, object), options);
  }

  private constructor(
    /**
     * The source of the Rollout's pods. Use it as its `workloadRef`, also in the last phase.
     */
    public readonly workloadRef: WorkloadReference,
    private readonly options: RolloutMigrationOptions,
  ) {}

  /**
   * The `replicas` of the Rollout. Undefined if an autoscaler decides the number.
   */
  public get replicas(): number | undefined {
    return this.options.autoscaled ? undefined : this.options.replicas;
  }

  /**
   * The minimum number of pods for the autoscaler of the Rollout. Until the last phase it is at least the number that the Deployment had.
   *
   * @param usual the minimum before and after the migration
   */
  public minReplicas(usual: number): number {
    const { phase, replicas } = this.options;
    return phase === MigrationPhase.ROLLOUT_ALONE ? usual : Math.max(usual, replicas);
  }
}

function referenceIn({ phase, autoscaled }: RolloutMigrationOptions, deployment: IConstruct, object: ApiObject): WorkloadReference {
  if (phase === MigrationPhase.ROLLOUT_ALONE) {
    const reference = WorkloadReference._writtenOut(deployment);
    object.node.scope!.node.tryRemoveChild(object.node.id);
    return reference;
  }
  // without its autoscaler, one of cdk8s-plus would state a number that nobody has given
  if (phase === MigrationPhase.HAND_OVER || autoscaled && isPlusWorkload(deployment) && (deployment as kplus.Deployment).replicas === undefined) {
    leaveReplicasOut(deployment, object);
  }
  return phase === MigrationPhase.HAND_OVER ? WorkloadReference.of(deployment, { scaleDown: WorkloadScaleDown.PROGRESSIVELY })
    : WorkloadReference._sideBySide(deployment);
}

/** Whoever made it. A Deployment of cdk8s-plus has a way of its own to say so. */
function leaveReplicasOut(deployment: IConstruct, object: ApiObject) {
  if (isPlusWorkload(deployment)) {
    deployment.markHasAutoscaler();
  } else if (written(object).spec?.replicas !== undefined) {
    object.addJsonPatch(JsonPatch.remove('/spec/replicas'));
  }
}

/** What cdk8s-plus writes where nothing is given. */
const PLUS_REPLICAS = 2;

/** What a Deployment states. One of cdk8s-plus is not rendered for it, because that adds to it. */
function statedBy(deployment: IConstruct, object: ApiObject): { replicas?: number; expressions: number } {
  if (isPlusWorkload(deployment)) {
    const { replicas = PLUS_REPLICAS, matchExpressions } = deployment as kplus.Deployment;
    return { replicas, expressions: matchExpressions.length };
  }
  const { replicas, selector } = written(object).spec ?? {};
  return { replicas, expressions: selector?.matchExpressions?.length ?? 0 };
}

function assertFits(deployment: IConstruct, object: ApiObject, { replicas, autoscaled }: RolloutMigrationOptions) {
  const stated = statedBy(deployment, object);
  const { path } = deployment.node;
  if (!autoscaled && stated.replicas !== undefined && stated.replicas !== replicas) {
    throw new Error(`[${path}] is a Deployment with ${stated.replicas} replicas, and its migration was given ${replicas}: `
      + 'give both the number that it has today');
  }
  if (stated.expressions > 0) {
    throw new Error(`[${path}] is a Deployment that selects its pods by matchExpressions: a migration takes over matchLabels alone`);
  }
}

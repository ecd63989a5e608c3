import { ApiObject, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { IConstruct } from 'constructs';
import { checked } from '../api/checked';
import { heldObject, written } from '../synth/held-object';
import { isPlusWorkload, WorkloadReference, WorkloadScaleDown } from './workload-reference';

/**
 * How far a migration from a Deployment to a Rollout is. Each phase is one deployment, and the one before is the way back.
 */
export enum MigrationPhase {
  /** The Rollout has pods of its own beside those of the Deployment, and the same Services reach both. An autoscaler scales the Rollout from here on. */
  SIDE_BY_SIDE = 'side-by-side',
  /** The controller takes the Deployment down to no pods. The Rollout still takes its pod template from there. */
  HAND_OVER = 'hand-over',
  /** The Rollout has the pod template itself, and the Deployment is in the manifests no longer. No pod is replaced for it. */
  ROLLOUT_ALONE = 'rollout-alone',
}

/**
 * Options of a migration.
 */
export interface RolloutMigrationOptions {
  /**
   * How far it is.
   */
  readonly phase: MigrationPhase;

  /**
   * How many pods the Deployment has today. With an autoscaler as many as it has when it is busy: the Rollout gets no fewer until it is alone.
   */
  readonly replicas: number;

  /**
   * Whether an autoscaler owns the number of pods. Neither the Deployment nor the Rollout states one then.
   *
   * @default false
   */
  readonly autoscaled?: boolean;
}

/**
 * A way from a Deployment to a Rollout, in phases. It says where the Rollout's pods come from and how many there are, and makes the
 * manifest of the Deployment fit: in which phase it states `replicas`, and from when on it is gone.
 *
 * The Rollout has the labels and the pod template of the Deployment in every phase, so Services, budgets and network policies stay as they are, and going from
 * one phase to the next begins no update. Do not change the pod template in between.
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
   * From a Deployment of this app: any construct that is one, or holds one, whoever made it: a `kplus.Deployment`, a raw `ApiObject`, a
   * `cdk8s.Include`. It is written as it runs today: with `replicas`, unless it is `autoscaled`. Refused where it states other `replicas` than are
   * given here, or selects its pods by expressions.
   */
  public static of(deployment: IConstruct, options: RolloutMigrationOptions): RolloutMigration {
    const object = heldObject(deployment, ['Deployment']);
    assertFits(deployment, object, options);
    return new RolloutMigration(referenceIn(options, deployment, object), options);
  }

  private constructor(
    /**
     * Where the Rollout's pods come from: its `workloadRef`, also in the last phase.
     */
    public readonly workloadRef: WorkloadReference,
    private readonly options: RolloutMigrationOptions,
  ) {}

  /**
   * The `replicas` of the Rollout: none where an autoscaler owns them.
   */
  public get replicas(): number | undefined {
    return this.options.autoscaled ? undefined : this.options.replicas;
  }

  /**
   * The least number of pods for the autoscaler of the Rollout: no fewer than the Deployment had, until the Rollout is alone.
   *
   * @param usual what it is before and after
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

import * as kplus from 'cdk8s-plus-28';
import { checked } from '../api/checked';
import { WorkloadRef } from '../manifest/types';
import { Referred } from '../synth/same-namespace';

/**
 * What happens to a referenced Deployment while the rollout takes over its pods.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/migrating/#scale-down-old-deployment
 */
export enum WorkloadScaleDown {
  /** It is left as it is: both sets of pods run until someone scales the Deployment down. */
  NEVER = 'never',
  /** It is scaled down to zero when the rollout is healthy. */
  ON_SUCCESS = 'onsuccess',
  /** It is scaled down step by step as the rollout's pods become available. */
  PROGRESSIVELY = 'progressively',
}

/**
 * Options of a reference to a workload of this app.
 */
export interface WorkloadReferenceOptions {
  /**
   * What happens to the Deployment's own pods. Unless it is NEVER, the Deployment's manifest no longer states `replicas`,
   * because they are the controller's from then on. Since Argo Rollouts 1.7.
   *
   * @default WorkloadScaleDown.NEVER
   */
  readonly scaleDown?: WorkloadScaleDown;
}

/**
 * What a workload outside the app has to tell about itself.
 */
export interface WorkloadFromNameOptions extends WorkloadReferenceOptions {
  /**
   * `Deployment`, `ReplicaSet` or `PodTemplate`.
   *
   * @default 'Deployment'
   */
  readonly kind?: string;

  /**
   * The labels of its pods by which Services find them.
   */
  readonly podLabels: Record<string, string>;

  /**
   * The ports that its containers listen on.
   *
   * @default - none: the rollout needs `servicePorts` where it creates Services
   */
  readonly ports?: number[];
}

/**
 * An existing workload whose pod template the rollout takes over, in the rollout's namespace.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/migrating/#reference-deployment-from-rollout
 */
@checked
export class WorkloadReference {
  /**
   * A Deployment of this app.
   */
  public static of(deployment: kplus.Deployment, options: WorkloadReferenceOptions = {}): WorkloadReference {
    if ((options.scaleDown ?? WorkloadScaleDown.NEVER) !== WorkloadScaleDown.NEVER) {
      // how cdk8s-plus says that the number of pods is not the Deployment's to state
      deployment.markHasAutoscaler();
    }
    return new WorkloadReference(
      { apiVersion: 'apps/v1', kind: 'Deployment', name: deployment.name, scaleDown: options.scaleDown },
      () => deployment.matchLabels,
      () => deployment.containers.flatMap(({ ports }) => ports),
      () => deployment.containers,
      deployment,
    );
  }

  /**
   * A workload that is deployed by someone else.
   *
   * @param name the name of the workload
   */
  public static fromName(name: string, options: WorkloadFromNameOptions): WorkloadReference {
    const kind = options.kind ?? 'Deployment';
    return new WorkloadReference(
      { apiVersion: kind === 'PodTemplate' ? 'v1' : 'apps/v1', kind, name, scaleDown: options.scaleDown },
      () => options.podLabels,
      () => (options.ports ?? []).map((number) => ({ number })),
    );
  }

  private constructor(
    private readonly reference: WorkloadRef,
    private readonly labelsOf: () => Record<string, string>,
    private readonly portsOf: () => kplus.ContainerPort[],
    private readonly containersOf: () => kplus.Container[] = () => [],
    /**
     * The workload, where it is of this app.
     *
     * @internal
     */
    public readonly _referred?: Referred,
  ) {}

  /**
   * The containers, where the workload is of this app.
   *
   * @internal
   */
  public get _containers(): kplus.Container[] {
    return this.containersOf();
  }

  /**
   * @internal
   */
  public get _podLabels(): Record<string, string> {
    return this.labelsOf();
  }

  /**
   * What the rollout has to select by itself: a PodTemplate has no selector that the controller could take.
   *
   * @internal
   */
  public get _selectorInstead(): Record<string, string> {
    return this.reference.kind === 'PodTemplate' ? this._podLabels : {};
  }

  /**
   * @internal
   */
  public get _ports(): kplus.ContainerPort[] {
    return this.portsOf();
  }

  /**
   * @internal
   */
  public _toKube(): WorkloadRef {
    return this.reference;
  }
}

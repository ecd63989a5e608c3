import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { IConstruct } from 'constructs';
import { checked } from '../api/checked';
import { PodTemplateSpec, WorkloadRef } from '../manifest/types';
import { heldObject, nameOf, written } from '../synth/held-object';
import { Referred } from '../synth/same-namespace';
import { portsOfTemplate, scaledContainersOf } from './template-containers';

/**
 * What the controller does with the pods of a referenced Deployment.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/migrating/#scale-down-old-deployment
 */
export enum WorkloadScaleDown {
  /** The Deployment does not change. The pods of both run until someone scales the Deployment down. */
  NEVER = 'never',
  /** The Deployment is scaled down to zero when the rollout is healthy. */
  ON_SUCCESS = 'onsuccess',
  /** The Deployment is scaled down step by step, as the pods of the rollout become available. */
  PROGRESSIVELY = 'progressively',
}

/**
 * Options of `WorkloadReference.of`.
 */
export interface WorkloadReferenceOptions {
  /**
   * What the controller does with the Deployment's own pods. With any value but `NEVER` the controller decides the number of these pods. A
   * `kplus.Deployment` then has no `replicas` in its manifest. In other manifests of the Deployment, leave `replicas` out. Needs Argo Rollouts 1.7.
   *
   * @default WorkloadScaleDown.NEVER
   */
  readonly scaleDown?: WorkloadScaleDown;
}

/**
 * Options of `WorkloadReference.fromName`: what is known about a workload outside of the app.
 */
export interface WorkloadFromNameOptions extends WorkloadReferenceOptions {
  /**
   * `Deployment`, `ReplicaSet` or `PodTemplate`.
   *
   * @default 'Deployment'
   */
  readonly kind?: string;

  /**
   * The labels of its pods. The Services of the rollout select the pods by these labels.
   */
  readonly podLabels: Record<string, string>;

  /**
   * The ports that its containers listen on.
   *
   * @default - none: the rollout needs `servicePorts` if it creates Services
   */
  readonly ports?: number[];
}

/** What is known of the pods of a workload. */
interface WorkloadPods {
  /** By which Services find them. */
  labels(): Record<string, string>;
  ports(): kplus.ContainerPort[];
  containers(): kplus.Container[];
}

/** A Deployment of cdk8s-plus, of whichever version. */
type PlusWorkload = Pick<kplus.Deployment, 'containers' | 'matchLabels' | 'markHasAutoscaler'>;

/** Whether a Deployment is one of cdk8s-plus. */
export function isPlusWorkload(workload: object): workload is PlusWorkload {
  return ['containers', 'matchLabels', 'markHasAutoscaler'].every((member) => member in workload);
}

/** What network policies and autoscalers take is what cdk8s-plus knows of the containers. */
function podsOfPlus(workload: PlusWorkload): WorkloadPods {
  return {
    labels: () => workload.matchLabels,
    ports: () => workload.containers.flatMap(({ ports }) => ports),
    containers: () => workload.containers,
  };
}

function podsOfObject(object: ApiObject): WorkloadPods {
  const manifest = () => written(object);
  const template = () => (object.kind === 'PodTemplate' ? manifest().template : manifest().spec?.template) ?? {};
  return {
    labels: () => manifest().spec?.selector?.matchLabels ?? template().metadata?.labels ?? {},
    ports: () => portsOfTemplate(template()),
    containers: () => scaledContainersOf(template()),
  };
}

/**
 * An existing workload in the rollout's namespace. The rollout uses its pod template.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/migrating/#reference-deployment-from-rollout
 * @example
 * new CanaryRollout(chart, 'Web', {
 *   metadata: { name: 'web' },
 *   replicas: 5,
 *   workloadRef: WorkloadReference.of(deployment, { scaleDown: WorkloadScaleDown.PROGRESSIVELY }),
 *   steps: [CanaryStep.weight(20), CanaryStep.pause(Duration.minutes(10))],
 * });
 */
@checked
export class WorkloadReference {
  /**
   * A workload of this app. This can be any construct that is or contains a Deployment, ReplicaSet or PodTemplate, made with any library: a
   * `kplus.Deployment` of any version, a raw `ApiObject`, a `cdk8s.Include`. Name, labels and ports are read when they are needed, so later changes
   * are included. It is an error if the construct contains no workload, or several.
   */
  public static of(workload: IConstruct, options: WorkloadReferenceOptions = {}): WorkloadReference {
    const object = heldObject(workload, ['Deployment', 'ReplicaSet', 'PodTemplate']);
    const { scaleDown } = options;
    const isPlus = isPlusWorkload(workload);
    // cdk8s-plus adds to its workloads whenever they are rendered
    const name = () => isPlus ? object.name : nameOf(object);
    const reference = () => ({ apiVersion: object.apiVersion, kind: object.kind, name: name(), scaleDown });
    const pods = isPlus ? podsOfPlus(workload) : podsOfObject(object);
    if (isPlus && (scaleDown ?? WorkloadScaleDown.NEVER) !== WorkloadScaleDown.NEVER) {
      // how cdk8s-plus says that the number of pods is not the Deployment's to state
      workload.markHasAutoscaler();
    }
    return new WorkloadReference(object.kind, reference, pods, object);
  }

  /**
   * A workload that is not in this app.
   *
   * @param name the name of the workload
   * @example
   * new CanaryRollout(chart, 'Web', {
   *   metadata: { name: 'web' },
   *   replicas: 5,
   *   workloadRef: WorkloadReference.fromName('web', { podLabels: { app: 'web' }, ports: [8080] }),
   * });
   */
  public static fromName(name: string, options: WorkloadFromNameOptions): WorkloadReference {
    const kind = options.kind ?? 'Deployment';
    const reference = { apiVersion: kind === 'PodTemplate' ? 'v1' : 'apps/v1', kind, name, scaleDown: options.scaleDown };
    return new WorkloadReference(kind, () => reference, {
      labels: () => options.podLabels,
      ports: () => (options.ports ?? []).map((number) => ({ number })),
      containers: () => [],
    });
  }

  /**
   * The pod template of a workload of this app, written into the rollout: no reference to it is left.
   *
   * @internal
   */
  public static _writtenOut(workload: IConstruct): WorkloadReference {
    const object = heldObject(workload, ['Deployment']);
    let template: PodTemplateSpec;
    // rendered once, and late: cdk8s-plus adds to its workloads whenever they are rendered
    return new WorkloadReference('PodTemplate', () => undefined, isPlusWorkload(workload) ? podsOfPlus(workload) : podsOfObject(object), undefined,
      () => template ??= written(object).spec.template);
  }

  /**
   * The same as `of`, where the workload is to keep its pods for now.
   *
   * @internal
   */
  public static _sideBySide(workload: IConstruct): WorkloadReference {
    const { kind, reference, pods, _referred } = WorkloadReference.of(workload);
    return new WorkloadReference(kind, reference, pods, _referred, undefined, true);
  }

  private constructor(
    private readonly kind: string,
    private readonly reference: () => WorkloadRef | undefined,
    private readonly pods: WorkloadPods,
    /**
     * The workload, where it is of this app.
     *
     * @internal
     */
    public readonly _referred?: Referred,
    private readonly template: () => PodTemplateSpec | undefined = () => undefined,
    /**
     * Whether the workload is to keep its pods beside those of the rollout.
     *
     * @internal
     */
    public readonly _keepsItsPods = false,
  ) {}

  /**
   * The containers, where the workload is of this app.
   *
   * @internal
   */
  public get _containers(): kplus.Container[] {
    return this.pods.containers();
  }

  /**
   * @internal
   */
  public get _podLabels(): Record<string, string> {
    return this.pods.labels();
  }

  /**
   * What the rollout has to select by itself: a PodTemplate has no selector that the controller could take.
   *
   * @internal
   */
  public get _selectorInstead(): Record<string, string> {
    return this.kind === 'PodTemplate' ? this._podLabels : {};
  }

  /**
   * @internal
   */
  public get _ports(): kplus.ContainerPort[] {
    return this.pods.ports();
  }

  /**
   * The pod template, where it is not referred to.
   *
   * @internal
   */
  public get _template(): PodTemplateSpec | undefined {
    return this.template();
  }

  /**
   * @internal
   */
  public _toKube(): WorkloadRef | undefined {
    return this.reference();
  }
}

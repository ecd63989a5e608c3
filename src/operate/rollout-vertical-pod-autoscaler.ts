import { ApiObjectMetadata, Lazy, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { objectOfRollout } from '../rollout/object-of-rollout';
import { Rollout } from '../rollout/rollout';
import { refersWithinNamespace } from '../synth/same-namespace';

/**
 * How the recommended resource requests are applied to pods.
 *
 * @see https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/docs/quickstart.md
 */
export enum VerticalUpdateMode {
  /** They are not applied. People can read them in the status of the VerticalPodAutoscaler. */
  OFF = 'Off',
  /** They are applied to new pods. */
  INITIAL = 'Initial',
  /** They are applied to new pods. Running pods are evicted, so that new ones replace them. */
  RECREATE = 'Recreate',
  /** They are applied to new pods. Running pods are changed in place, or evicted if that is not possible. */
  IN_PLACE_OR_RECREATE = 'InPlaceOrRecreate',
}

/**
 * The resources of one container that are scaled, and their limits.
 */
export interface VerticalContainerPolicy {
  /**
   * The name of the container, or `*` for all containers without a policy of their own.
   *
   * @default '*'
   */
  readonly container?: string;

  /**
   * Do not scale this container.
   *
   * @default false
   */
  readonly off?: boolean;

  /**
   * Scale CPU. Set it to `false` if a HorizontalPodAutoscaler or KEDA scales the rollout by CPU.
   *
   * @default true
   */
  readonly scaleCpu?: boolean;

  /**
   * Scale memory. Set it to `false` if a HorizontalPodAutoscaler or KEDA scales the rollout by memory.
   *
   * @default true
   */
  readonly scaleMemory?: boolean;

  /**
   * The minimum CPU request.
   *
   * @default - none
   */
  readonly minCpu?: kplus.Cpu;

  /**
   * The maximum CPU request.
   *
   * @default - none
   */
  readonly maxCpu?: kplus.Cpu;

  /**
   * The minimum memory request.
   *
   * @default - none
   */
  readonly minMemory?: Size;

  /**
   * The maximum memory request.
   *
   * @default - none
   */
  readonly maxMemory?: Size;

  /**
   * Change only requests. With `false` limits are changed too, in proportion.
   *
   * @default false
   */
  readonly requestsOnly?: boolean;
}

/**
 * Options of a `RolloutVerticalPodAutoscaler`.
 */
export interface RolloutVerticalPodAutoscalerProps {
  /**
   * The rollout.
   */
  readonly rollout: Rollout;

  /**
   * How the recommended resource requests are applied to pods.
   *
   * @default VerticalUpdateMode.RECREATE
   */
  readonly updateMode?: VerticalUpdateMode;

  /**
   * Running pods are evicted only if the rollout has at least this number of pods.
   *
   * @default - the setting of the VPA updater, by default 2
   */
  readonly minReplicas?: number;

  /**
   * The resources of each container that are scaled, and their limits.
   *
   * @default - CPU and memory of all containers
   */
  readonly containers?: VerticalContainerPolicy[];

  /**
   * Other fields of the spec, as in YAML. A field here replaces the same field from other options.
   *
   * @default - none
   */
  readonly spec?: Record<string, any>;

  /**
   * Name, labels and annotations of the VerticalPodAutoscaler.
   *
   * @default - the name and namespace of the rollout
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * A VerticalPodAutoscaler: it adapts the resource requests of a rollout's pods to what they use. It changes pods, not the pod template, so it starts
 * no update. It works with pods from any source. In a canary it uses the pods of both versions together; in blue-green only the active version.
 *
 * @see https://github.com/kubernetes/autoscaler/tree/master/vertical-pod-autoscaler
 * @example
 * new RolloutVerticalPodAutoscaler(chart, 'Requests', {
 *   rollout: api,
 *   updateMode: VerticalUpdateMode.INITIAL,
 *   containers: [{ scaleCpu: false, maxMemory: Size.gibibytes(2) }],
 * });
 */
@checked
export class RolloutVerticalPodAutoscaler extends Construct {
  constructor(scope: Construct, id: string, private readonly props: RolloutVerticalPodAutoscalerProps) {
    super(scope, id);
    const { rollout, metadata } = props;
    objectOfRollout(this, 'Resource', rollout, {
      apiVersion: 'autoscaling.k8s.io/v1',
      kind: 'VerticalPodAutoscaler',
      metadata,
      spec: Lazy.any({ produce: () => this.toSpec() }),
    });
    refersWithinNamespace(this, () => [rollout]);
  }

  private toSpec() {
    const { rollout, updateMode, minReplicas, containers, spec } = this.props;
    const { apiVersion, kind, name } = rollout.toScalingTarget();
    return {
      targetRef: { apiVersion, kind, name },
      updatePolicy: updateMode !== undefined || minReplicas !== undefined ? { updateMode, minReplicas } : undefined,
      resourcePolicy: containers && { containerPolicies: containers.map((policy) => this.toPolicy(policy)) },
      ...spec,
    };
  }

  private toPolicy({ container = '*', off, scaleCpu = true, scaleMemory = true, requestsOnly, ...bounds }: VerticalContainerPolicy) {
    if (!off && !scaleCpu && !scaleMemory) {
      throw new Error(`[${this.node.path}] scales neither CPU nor memory of container "${container}": say "off" of it`);
    }
    const { minCpu, maxCpu, minMemory, maxMemory } = bounds;
    return {
      containerName: container,
      mode: off ? 'Off' : undefined,
      controlledResources: scaleCpu && scaleMemory ? undefined : [scaleCpu ? 'cpu' : 'memory'],
      controlledValues: requestsOnly ? 'RequestsOnly' : undefined,
      minAllowed: quantities(minCpu, minMemory),
      maxAllowed: quantities(maxCpu, maxMemory),
    };
  }
}

function quantities(cpu?: kplus.Cpu, memory?: Size): Record<string, string> | undefined {
  return cpu || memory ? { ...cpu && { cpu: cpu.amount }, ...memory && { memory: `${memory.toMebibytes()}Mi` } } : undefined;
}

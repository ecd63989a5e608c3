import { ApiObjectMetadata, Lazy, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { objectOfRollout } from '../rollout/object-of-rollout';
import { Rollout } from '../rollout/rollout';
import { refersWithinNamespace } from '../synth/same-namespace';

/**
 * What becomes of the recommendation for the requests of pods.
 *
 * @see https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/docs/quickstart.md
 */
export enum VerticalUpdateMode {
  /** It stands in the status of the VerticalPodAutoscaler, for people to read. */
  OFF = 'Off',
  /** New pods get it. */
  INITIAL = 'Initial',
  /** New pods get it, and running ones are evicted for it. */
  RECREATE = 'Recreate',
  /** New pods get it, and running ones are changed in place, or else evicted. */
  IN_PLACE_OR_RECREATE = 'InPlaceOrRecreate',
}

/**
 * What is scaled of one container, and how far.
 */
export interface VerticalContainerPolicy {
  /**
   * The name of the container, or `*` for all that have no policy of their own.
   *
   * @default '*'
   */
  readonly container?: string;

  /**
   * Leave this container alone.
   *
   * @default false
   */
  readonly off?: boolean;

  /**
   * Scale CPU. Not where a HorizontalPodAutoscaler or KEDA scales the rollout by CPU.
   *
   * @default true
   */
  readonly scaleCpu?: boolean;

  /**
   * Scale memory. Not where a HorizontalPodAutoscaler or KEDA scales the rollout by memory.
   *
   * @default true
   */
  readonly scaleMemory?: boolean;

  /**
   * The least CPU.
   *
   * @default - none
   */
  readonly minCpu?: kplus.Cpu;

  /**
   * The most CPU.
   *
   * @default - none
   */
  readonly maxCpu?: kplus.Cpu;

  /**
   * The least memory.
   *
   * @default - none
   */
  readonly minMemory?: Size;

  /**
   * The most memory.
   *
   * @default - none
   */
  readonly maxMemory?: Size;

  /**
   * Change requests alone, instead of limits in proportion.
   *
   * @default false
   */
  readonly requestsOnly?: boolean;
}

/**
 * Options of a VerticalPodAutoscaler for a rollout.
 */
export interface RolloutVerticalPodAutoscalerProps {
  /**
   * The rollout.
   */
  readonly rollout: Rollout;

  /**
   * What becomes of the recommendation.
   *
   * @default VerticalUpdateMode.RECREATE
   */
  readonly updateMode?: VerticalUpdateMode;

  /**
   * With how many pods at least running ones are evicted.
   *
   * @default - what the updater was started with, 2
   */
  readonly minReplicas?: number;

  /**
   * What is scaled of which container, and how far.
   *
   * @default - CPU and memory of all
   */
  readonly containers?: VerticalContainerPolicy[];

  /**
   * Any other field of the spec, as in YAML. It stands for what is given above.
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
 * Fits the requests of a rollout's pods to what they use. It changes pods, never the pod template, so it begins no update. The target is the Rollout,
 * wherever its pods come from. In a canary both versions count as one, in blue-green the active one alone.
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

import { ApiObjectMetadata, Duration, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { objectOfRollout } from '../rollout/object-of-rollout';
import { Rollout } from '../rollout/rollout';
import { refersWithinNamespace } from '../synth/same-namespace';
import { ScaleTrigger } from './scale-trigger';

/**
 * How many pods there are while KEDA cannot ask for its metrics.
 */
export interface ScaleFallback {
  /**
   * After how many failed questions in a row.
   */
  readonly failureThreshold: number;

  /**
   * How many pods there are then.
   */
  readonly replicas: number;
}

/**
 * Options of a ScaledObject for a rollout.
 */
export interface RolloutScaledObjectProps {
  /**
   * The rollout. It must not state `replicas`.
   */
  readonly rollout: Rollout;

  /**
   * Why it is scaled. Of several the one that asks for most pods decides.
   */
  readonly triggers: ScaleTrigger[];

  /**
   * The least number of pods. With 0 the rollout has none while no trigger is active, and CPU and memory are not enough as triggers.
   *
   * @default 0
   */
  readonly minReplicas?: number;

  /**
   * The greatest number of pods.
   *
   * @default 100
   */
  readonly maxReplicas?: number;

  /**
   * How often KEDA asks while there are no pods.
   *
   * @default Duration.seconds(30)
   */
  readonly pollingInterval?: Duration;

  /**
   * How long no trigger has to be active before the last pod goes.
   *
   * @default Duration.minutes(5)
   */
  readonly cooldown?: Duration;

  /**
   * How many pods there are while KEDA cannot ask.
   *
   * @default - as many as there are
   */
  readonly fallback?: ScaleFallback;

  /**
   * How fast it is scaled up and down: `behavior` of the HorizontalPodAutoscaler that KEDA makes, as in YAML.
   *
   * @default - as fast as Kubernetes does
   */
  readonly behavior?: Record<string, any>;

  /**
   * Any other field of the spec, as in YAML. It stands for what is given above.
   *
   * @default - none
   */
  readonly spec?: Record<string, any>;

  /**
   * Name, labels and annotations of the ScaledObject.
   *
   * @default - the name and namespace of the rollout
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * Lets KEDA scale a rollout by what happens: queues, queries, the time of day. The target is the Rollout, wherever its pods come from, and the rollout
 * states no `replicas` then. KEDA makes a HorizontalPodAutoscaler of it, so the rollout has no other one.
 *
 * @see https://keda.sh/docs/latest/reference/scaledobject-spec/
 * @example
 * const web = new CanaryRollout(chart, 'Web', {
 *   metadata: { name: 'web' },
 *   containers: [{ image: 'registry.example/web:2.0.0', portNumber: 8080 }],
 * });
 * new RolloutScaledObject(chart, 'Scaling', {
 *   rollout: web,
 *   minReplicas: 2,
 *   maxReplicas: 20,
 *   triggers: [ScaleTrigger.cpu(70)],
 * });
 */
@checked
export class RolloutScaledObject extends Construct {
  constructor(scope: Construct, id: string, private readonly props: RolloutScaledObjectProps) {
    super(scope, id);
    const { rollout, metadata } = props;
    const { replicas } = rollout.toScalingTarget();
    if (replicas !== undefined) {
      throw new Error(`[${this.node.path}] scales a rollout that states its "replicas", got ${replicas}: each deployment would undo what KEDA did. `
        + 'Leave "replicas" out, and give "minReplicas" here');
    }
    rollout.markHasAutoscaler();
    objectOfRollout(this, 'Resource', rollout, {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata,
      spec: Lazy.any({ produce: () => this.toSpec() }),
    });
    refersWithinNamespace(this, () => [rollout]);
  }

  private toSpec() {
    const { rollout, minReplicas, maxReplicas, pollingInterval, cooldown, triggers, fallback, behavior, spec } = this.props;
    const { apiVersion, kind, name } = rollout.toScalingTarget();
    return {
      scaleTargetRef: { apiVersion, kind, name },
      minReplicaCount: minReplicas,
      maxReplicaCount: maxReplicas,
      pollingInterval: pollingInterval?.toSeconds(),
      cooldownPeriod: cooldown?.toSeconds(),
      triggers: triggers.map((trigger) => trigger._toKube()),
      fallback,
      advanced: behavior && { horizontalPodAutoscalerConfig: { behavior } },
      ...spec,
    };
  }
}

import { ApiObjectMetadata, Duration, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { objectOfRollout } from '../rollout/object-of-rollout';
import { Rollout } from '../rollout/rollout';
import { refersWithinNamespace } from '../synth/same-namespace';
import { ScaleTrigger } from './scale-trigger';

/**
 * The number of pods while KEDA cannot read its metrics.
 */
export interface ScaleFallback {
  /**
   * The number of failed attempts in a row before the fallback is used.
   */
  readonly failureThreshold: number;

  /**
   * The number of pods of the fallback.
   */
  readonly replicas: number;
}

/**
 * Options of a `RolloutScaledObject`.
 */
export interface RolloutScaledObjectProps {
  /**
   * The rollout. It must not set `replicas`.
   */
  readonly rollout: Rollout;

  /**
   * The triggers that decide the number of pods. If there are several, the one that needs the most pods wins.
   */
  readonly triggers: ScaleTrigger[];

  /**
   * The minimum number of pods. With 0 the rollout has no pods while no trigger is active. Then CPU and memory are not enough as triggers.
   *
   * @default 0
   */
  readonly minReplicas?: number;

  /**
   * The maximum number of pods.
   *
   * @default 100
   */
  readonly maxReplicas?: number;

  /**
   * How often KEDA reads the metrics while there are no pods.
   *
   * @default Duration.seconds(30)
   */
  readonly pollingInterval?: Duration;

  /**
   * How long no trigger must be active before the rollout is scaled down to zero.
   *
   * @default Duration.minutes(5)
   */
  readonly cooldown?: Duration;

  /**
   * The number of pods while KEDA cannot read its metrics.
   *
   * @default - the number does not change
   */
  readonly fallback?: ScaleFallback;

  /**
   * How fast the rollout is scaled up and down: `behavior` of the HorizontalPodAutoscaler that KEDA creates, as in YAML.
   *
   * @default - the default of Kubernetes
   */
  readonly behavior?: Record<string, any>;

  /**
   * Other fields of the spec, as in YAML. A field here replaces the same field from other options.
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
 * A KEDA ScaledObject: it scales a rollout by queues, queries, the time of day and other triggers. It works with pods from any source. The rollout
 * must not set `replicas`. KEDA creates a HorizontalPodAutoscaler for it, so the rollout must not have another one.
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

import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CreatedObjectMetadata } from '../analysis/created-object-metadata';
import { RolloutAnalysis } from '../analysis/rollout-analysis';
import { AntiAffinity } from './anti-affinity';
import { CanaryStep } from './canary-step';
import { ReplicaProgressThreshold } from './replica-progress-threshold';
import { RolloutProps } from './rollout-props';
import { ServiceReference } from './service-reference';

/**
 * An analysis that runs beside the steps.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#background-analysis
 * @example
 * new CanaryRollout(chart, 'Web', {
 *   metadata: { name: 'web' },
 *   containers: [{ image: 'registry.example/web:2.0.0', portNumber: 8080 }],
 *   analysis: { templates: [health], startingStep: 2 },
 *   steps: CanaryRamp.linear(25, { pause: Duration.minutes(5) }),
 * });
 */
export interface BackgroundAnalysis extends RolloutAnalysis {
  /**
   * The step with which it starts, counted from 0. More than there are steps is refused: the analysis would never start.
   *
   * @default 0
   */
  readonly startingStep?: number;
}

/**
 * Two Services that take turns as the stable and the canary one, so that no Service ever changes its pods while it
 * carries traffic. Since Argo Rollouts 1.2, for routers that can do it.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/alb/#zero-downtime-updates-with-ping-pong-feature
 */
export interface PingPong {
  /**
   * One of them.
   *
   * @default - `<name>-ping` is created
   */
  readonly pingService?: ServiceReference;

  /**
   * The other one.
   *
   * @default - `<name>-pong` is created
   */
  readonly pongService?: ServiceReference;
}

/**
 * Options of a `CanaryRollout`.
 */
export interface CanaryRolloutProps extends RolloutProps {
  /**
   * The steps, in order. After the last one the new version gets all traffic.
   *
   * @default - all traffic at once, as pods become ready
   */
  readonly steps?: CanaryStep[];

  /**
   * An analysis that runs beside the steps until the update is done. A failure aborts the update.
   *
   * @default - none
   */
  readonly analysis?: BackgroundAnalysis;

  /**
   * The Service of the version that is being replaced.
   *
   * @default - `<name>-stable` is created when a router or a gate needs it
   */
  readonly stableService?: ServiceReference;

  /**
   * The Service of the new version.
   *
   * @default - `<name>-canary` is created when a router or a gate needs it
   */
  readonly canaryService?: ServiceReference;

  /**
   * Two Services that take turns, instead of a stable and a canary one. `{}` creates both.
   *
   * @default - none
   */
  readonly pingPong?: PingPong;

  /**
   * How many pods may run beyond `replicas`. Without traffic routing only. Not zero together with `maxUnavailable`.
   *
   * @default kplus.PercentOrAbsolute.percent(25)
   */
  readonly maxSurge?: kplus.PercentOrAbsolute;

  /**
   * How many pods may be unavailable. Not zero together with `maxSurge`.
   *
   * @default kplus.PercentOrAbsolute.percent(25)
   */
  readonly maxUnavailable?: kplus.PercentOrAbsolute;

  /**
   * The fewest pods that the stable and the canary version each keep while they carry traffic. With traffic routing only.
   *
   * @default - no lower bound
   */
  readonly minPodsPerReplicaSet?: number;

  /**
   * How many pods of the canary must be available for a weight or scale step to count as done.
   *
   * @default - all
   */
  readonly replicaProgressThreshold?: ReplicaProgressThreshold;

  /**
   * Scale the old version down as its traffic shrinks. It saves pods, and makes an abort slower. With traffic routing
   * only, and not together with `scaleDownDelay`.
   *
   * @default false
   */
  readonly dynamicStableScale?: boolean;

  /**
   * How long the old version keeps running after the update. With traffic routing only.
   *
   * @default - 30 seconds with traffic routing
   */
  readonly scaleDownDelay?: Duration;

  /**
   * How many old versions are kept running during `scaleDownDelay`.
   *
   * @default - all
   */
  readonly scaleDownDelayRevisionLimit?: number;

  /**
   * How long the canary keeps running after an abort. Zero is for ever. With traffic routing only.
   *
   * @default - 30 seconds with traffic routing
   */
  readonly abortScaleDownDelay?: Duration;

  /**
   * Keep pods of the new version away from nodes that run the old one.
   *
   * @default - no rule
   */
  readonly antiAffinity?: AntiAffinity;

  /**
   * Labels and annotations of the pods while they are the canary. No key of the selector or the pod template.
   *
   * @default - none
   */
  readonly canaryMetadata?: CreatedObjectMetadata;

  /**
   * Labels and annotations of the pods while they are stable. No key of the selector or the pod template.
   *
   * @default - none
   */
  readonly stableMetadata?: CreatedObjectMetadata;
}

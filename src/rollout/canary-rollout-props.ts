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
 * An analysis that runs in the background, at the same time as the steps.
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
   * The step at which the analysis starts, counted from 0. A number larger than the number of steps is refused, because the analysis would never
   * start.
   *
   * @default 0
   */
  readonly startingStep?: number;
}

/**
 * Two Services that take turns as the stable Service and the canary Service. So no Service changes its pods while it has traffic. Needs Argo Rollouts
 * 1.2 and a router that supports it.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/alb/#zero-downtime-updates-with-ping-pong-feature
 */
export interface PingPong {
  /**
   * The first Service.
   *
   * @default - `<name>-ping` is created
   */
  readonly pingService?: ServiceReference;

  /**
   * The second Service.
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
   * The steps, in order. After the last step the new version gets all traffic.
   *
   * @default - no steps: the new version gets all traffic as its pods become ready
   */
  readonly steps?: CanaryStep[];

  /**
   * An analysis that runs in the background until the update is done. If it fails, the update is aborted.
   *
   * @default - none
   */
  readonly analysis?: BackgroundAnalysis;

  /**
   * The Service of the stable version.
   *
   * @default - `<name>-stable` is created when a router or an analysis needs it
   */
  readonly stableService?: ServiceReference;

  /**
   * The Service of the new version.
   *
   * @default - `<name>-canary` is created when a router or an analysis needs it
   */
  readonly canaryService?: ServiceReference;

  /**
   * Two Services that take turns, instead of a stable and a canary Service. `{}` creates both.
   *
   * @default - none
   */
  readonly pingPong?: PingPong;

  /**
   * How many pods may run in addition to `replicas`. Only used without traffic routing. It must not be zero if `maxUnavailable` is zero.
   *
   * @default kplus.PercentOrAbsolute.percent(25)
   */
  readonly maxSurge?: kplus.PercentOrAbsolute;

  /**
   * How many pods may be unavailable during an update. It must not be zero if `maxSurge` is zero.
   *
   * @default kplus.PercentOrAbsolute.percent(25)
   */
  readonly maxUnavailable?: kplus.PercentOrAbsolute;

  /**
   * The minimum number of pods of each version, stable and canary, while the version has traffic. Only used with traffic routing.
   *
   * @default - no minimum
   */
  readonly minPodsPerReplicaSet?: number;

  /**
   * How many pods of the canary must be available before a weight step or a scale step is done.
   *
   * @default - all
   */
  readonly replicaProgressThreshold?: ReplicaProgressThreshold;

  /**
   * Scale the old version down while its traffic becomes less. This saves pods, but makes an abort slower. Only with traffic routing, and not
   * together with `scaleDownDelay`.
   *
   * @default false
   */
  readonly dynamicStableScale?: boolean;

  /**
   * How long the old version keeps running after the update. Only used with traffic routing.
   *
   * @default - 30 seconds with traffic routing
   */
  readonly scaleDownDelay?: Duration;

  /**
   * How many old versions keep running during `scaleDownDelay`.
   *
   * @default - all
   */
  readonly scaleDownDelayRevisionLimit?: number;

  /**
   * How long the canary keeps running after an abort. Zero means that it is never scaled down. Only used with traffic routing.
   *
   * @default - 30 seconds with traffic routing
   */
  readonly abortScaleDownDelay?: Duration;

  /**
   * Keep pods of the new version away from nodes that run pods of the old version.
   *
   * @default - no rule
   */
  readonly antiAffinity?: AntiAffinity;

  /**
   * Labels and annotations that the pods have while they are the canary. The keys must not be in the selector or in the pod template.
   *
   * @default - none
   */
  readonly canaryMetadata?: CreatedObjectMetadata;

  /**
   * Labels and annotations that the pods have while they are stable. The keys must not be in the selector or in the pod template.
   *
   * @default - none
   */
  readonly stableMetadata?: CreatedObjectMetadata;
}

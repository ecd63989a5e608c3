import { Duration } from 'cdk8s';
import { StageWait } from '../plan/stage';

/**
 * Options of `rollout.plan()`.
 */
export interface PlanOptions {
  /**
   * How many pods the rollout has. Use it if an autoscaler decides the number, or if the rollout does not set `replicas`.
   *
   * @default - the `replicas` of the rollout; not known if an autoscaler decides
   */
  readonly replicas?: number;
}

/**
 * Options of `RolloutPlan.of`.
 */
export interface RolloutPlanOptions extends PlanOptions {
  /**
   * The name of the rollout, or its namespace and name with a slash between them.
   *
   * @default - the only rollout
   */
  readonly rollout?: string;
}

/**
 * The requests to a rollout, to both versions together.
 */
export interface RolloutTraffic {
  /**
   * The number of requests per second.
   */
  readonly requestsPerSecond: number;

  /**
   * The share of requests that are errors in normal operation, from 0 to 1.
   */
  readonly errorRate: number;

  /**
   * The share of requests that are slower than an analysis allows in normal operation, from 0 to 1.
   *
   * @default - nothing is known about analyses of request times
   */
  readonly slowRate?: number;
}

/**
 * A limit for the traffic of a new version before it is measured.
 */
export interface ExposureLimit {
  /**
   * The largest share of the traffic, in percent.
   *
   * @default 100
   */
  readonly weight?: number;

  /**
   * The longest time with traffic.
   *
   * @default - any time that has an end
   */
  readonly duration?: Duration;
}

/**
 * One stage of an update.
 */
export interface PlannedStage {
  /**
   * The number of the step, counted from 0, or `end`. For blue-green: `preview`, `before promotion`, `promotion`, `scale`, `switch` and `after
   * promotion`.
   */
  readonly name: string;

  /**
   * What happens in this stage, with the words of the manifest.
   */
  readonly description: string;

  /**
   * The share of the traffic that the manifest asks for, in percent.
   */
  readonly requestedWeight: number;

  /**
   * The real share of the traffic that the new version gets, in percent. Without traffic routing it depends on the number of pods.
   *
   * @default - not known
   */
  readonly weight?: number;

  /**
   * The number of pods of the new version at the end of the stage.
   *
   * @default - not known
   */
  readonly updatedPods?: number;

  /**
   * The number of pods of the stable version at the end of the stage.
   *
   * @default - not known
   */
  readonly stablePods?: number;

  /**
   * The largest number of pods at the same time during the stage.
   *
   * @default - not known
   */
  readonly peakPods?: number;

  /**
   * How long the stage takes if every measurement is good. The time that pods need to start is not included.
   *
   * @default - not known
   */
  readonly healthyTime?: Duration;

  /**
   * What the update waits for before the next stage.
   */
  readonly waitsFor: StageWait;
}

import { Duration } from 'cdk8s';
import { StageWait } from '../plan/stage';

/**
 * How a plan is made.
 */
export interface PlanOptions {
  /**
   * How many pods the rollout has, where an autoscaler decides or nobody says.
   *
   * @default - as written in the rollout; not known where an autoscaler decides
   */
  readonly replicas?: number;
}

/**
 * How the plan of manifests is made.
 */
export interface RolloutPlanOptions extends PlanOptions {
  /**
   * The name of the rollout, with or without its namespace and a slash.
   *
   * @default - the only rollout
   */
  readonly rollout?: string;
}

/**
 * The requests of a rollout, of both versions together.
 */
export interface RolloutTraffic {
  /**
   * How many there are a second.
   */
  readonly requestsPerSecond: number;

  /**
   * The share of them that are errors while all is well, from 0 to 1.
   */
  readonly errorRate: number;

  /**
   * The share of them that take longer than a gate allows while all is well, from 0 to 1.
   *
   * @default - of gates for times nothing is known
   */
  readonly slowRate?: number;
}

/**
 * How many users may get a new version before anything measured it.
 */
export interface ExposureLimit {
  /**
   * The largest share of the traffic, in percent.
   *
   * @default 100
   */
  readonly weight?: number;

  /**
   * The longest time.
   *
   * @default - any that has an end
   */
  readonly duration?: Duration;
}

/**
 * A part of an update.
 */
export interface PlannedStage {
  /**
   * The number of the step, from 0, or `end`; in blue-green `preview`, `before promotion`, `promotion`, `scale`, `switch` and `after promotion`.
   */
  readonly name: string;

  /**
   * What happens, in the words of the manifest.
   */
  readonly description: string;

  /**
   * The share of the traffic that the manifest asks for, in percent.
   */
  readonly requestedWeight: number;

  /**
   * The share of the traffic that the new version gets, in percent. Without traffic routing it follows from whole pods.
   *
   * @default - not known
   */
  readonly weight?: number;

  /**
   * Pods of the new version at the end of the stage.
   *
   * @default - not known
   */
  readonly updatedPods?: number;

  /**
   * Pods of the stable version at the end of the stage.
   *
   * @default - not known
   */
  readonly stablePods?: number;

  /**
   * The most pods that there are at a time.
   *
   * @default - not known
   */
  readonly peakPods?: number;

  /**
   * How long it takes where every measurement is good, without the pods that start.
   *
   * @default - not known
   */
  readonly healthyTime?: Duration;

  /**
   * What the update waits for before it goes on.
   */
  readonly waitsFor: StageWait;
}

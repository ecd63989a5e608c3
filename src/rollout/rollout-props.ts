import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { RolloutServices } from './rollout-services';
import { WorkloadReference } from './workload-reference';

/**
 * How many finished AnalysisRuns and Experiments are kept.
 */
export interface AnalysisRunHistory {
  /**
   * How many successful ones are kept.
   *
   * @default 5
   */
  readonly successfulRunHistoryLimit?: number;

  /**
   * How many are kept that failed, ended with an error or were inconclusive.
   *
   * @default 5
   */
  readonly unsuccessfulRunHistoryLimit?: number;
}

/**
 * How many revisions back a rollback is fast.
 */
export interface RollbackWindow {
  /**
   * The number of revisions. A rollback to one of these revisions skips all steps and analyses.
   */
  readonly revisions: number;
}

/**
 * Options of a rollout with any strategy. The pods come from exactly one of `containers`, `podTemplate` and `workloadRef`.
 */
export interface RolloutProps extends kplus.WorkloadProps {
  /**
   * The number of pods. Do not set it if an autoscaler decides the number: `kplus.HorizontalPodAutoscaler` and `RolloutScaledObject` refuse a rollout
   * that sets it.
   *
   * @default 1
   */
  readonly replicas?: number;

  /**
   * The labels that select the pods of the rollout. Pods that are made from `containers` get these labels too. The selector of an existing rollout
   * cannot be changed.
   *
   * @default - `app.kubernetes.io/name` with the name of the rollout; with a `workloadRef`, the selector of that workload
   */
  readonly selector?: Record<string, string>;

  /**
   * The pod template as in YAML. It is not changed, so it must have the labels of `selector`.
   *
   * @default - the pods are made of `containers`
   */
  readonly podTemplate?: Record<string, any>;

  /**
   * An existing workload. The rollout uses its pod template.
   *
   * @default - the pods are made of `containers`
   */
  readonly workloadRef?: WorkloadReference;

  /**
   * The ports of the Services that the rollout creates.
   *
   * @default - the ports of the containers
   */
  readonly servicePorts?: kplus.ServicePort[];

  /**
   * Settings of the Services that the rollout creates. A canary creates Services when a router or an analysis needs them. With this option, even an
   * empty one, it always creates them.
   *
   * @default - plain Services, inside of the cluster
   */
  readonly services?: RolloutServices;

  /**
   * How long a new pod must be ready before it is available.
   *
   * @default Duration.seconds(0)
   */
  readonly minReady?: Duration;

  /**
   * How long an update may take without progress before it is reported as failed. It must be longer than `minReady`. The time of pauses and analyses
   * is not counted.
   *
   * @default Duration.minutes(10)
   */
  readonly progressDeadline?: Duration;

  /**
   * Abort an update that exceeds `progressDeadline`, instead of only reporting it.
   *
   * @default false
   */
  readonly progressDeadlineAbort?: boolean;

  /**
   * How many old ReplicaSets are kept for rollbacks.
   *
   * @default 10
   */
  readonly revisionHistoryLimit?: number;

  /**
   * The revisions to which a rollback skips all steps and analyses.
   *
   * @default - a rollback runs all steps
   */
  readonly rollbackWindow?: RollbackWindow;

  /**
   * How many finished AnalysisRuns and Experiments are kept.
   *
   * @default - 5 successful and 5 unsuccessful
   */
  readonly analysisRunHistory?: AnalysisRunHistory;

  /**
   * Do not start an update. If the rollout does not exist yet, its first version is not started either.
   *
   * @default false
   */
  readonly paused?: boolean;

  /**
   * Recreate the pods that were created before this time. The format is RFC 3339, such as `2030-01-31T12:00:00Z`.
   *
   * @default - never
   */
  readonly restartAt?: string;
}

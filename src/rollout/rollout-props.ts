import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { RolloutServices } from './rollout-services';
import { WorkloadReference } from './workload-reference';

/**
 * How many finished AnalysisRuns and Experiments are kept.
 */
export interface AnalysisRunHistory {
  /**
   * Successful ones.
   *
   * @default 5
   */
  readonly successfulRunHistoryLimit?: number;

  /**
   * Those that failed, ended in an error or were inconclusive.
   *
   * @default 5
   */
  readonly unsuccessfulRunHistoryLimit?: number;
}

/**
 * How far back a rollback is fast.
 */
export interface RollbackWindow {
  /**
   * The number of revisions. Going back to one of them skips all steps and analysis.
   */
  readonly revisions: number;
}

/**
 * Options of a rollout, whatever its strategy. The pods come from exactly one of `containers`, `podTemplate` and `workloadRef`.
 */
export interface RolloutProps extends kplus.WorkloadProps {
  /**
   * The number of pods. Leave it out where an autoscaler owns it: `kplus.HorizontalPodAutoscaler` and `RolloutScaledObject` refuse a target that states it.
   *
   * @default 1
   */
  readonly replicas?: number;

  /**
   * The labels by which the rollout finds its pods. They are put on the pods too, unless those come from elsewhere.
   * They cannot be changed on a rollout that exists.
   *
   * @default - `app.kubernetes.io/name` with the name of the rollout; with a `workloadRef`, the selector of that workload
   */
  readonly selector?: Record<string, string>;

  /**
   * The pod template as in YAML. It is passed on untouched, so it must carry the labels of `selector`.
   *
   * @default - the pods are made of `containers`
   */
  readonly podTemplate?: Record<string, any>;

  /**
   * An existing workload whose pod template is used.
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
   * How the Services look that the rollout creates. A canary creates them where a router or a gate needs them; with this option, even an
   * empty one, it always does.
   *
   * @default - plain Services, inside of the cluster
   */
  readonly services?: RolloutServices;

  /**
   * How long a new pod must be ready before it counts as available.
   *
   * @default Duration.seconds(0)
   */
  readonly minReady?: Duration;

  /**
   * How long an update may go without progress before it is reported as failed. Longer than `minReady`. The time of pauses and
   * analyses does not count.
   *
   * @default Duration.minutes(10)
   */
  readonly progressDeadline?: Duration;

  /**
   * Abort an update that passes its deadline, instead of only reporting it.
   *
   * @default false
   */
  readonly progressDeadlineAbort?: boolean;

  /**
   * How many old ReplicaSets are kept to roll back to.
   *
   * @default 10
   */
  readonly revisionHistoryLimit?: number;

  /**
   * The revisions to which a rollback skips steps and analysis.
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
   * Start no update. On a rollout that does not exist yet this holds back the first version too.
   *
   * @default false
   */
  readonly paused?: boolean;

  /**
   * Recreate the pods that are older than this moment, in RFC 3339 as in `2030-01-31T12:00:00Z`.
   *
   * @default - never
   */
  readonly restartAt?: string;
}

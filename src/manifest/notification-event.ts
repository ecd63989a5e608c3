/**
 * Events of the controller that can send notifications about a rollout. The value of each is the name of the trigger that it runs.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/notifications/
 */
export enum NotificationEvent {
  /** A new version was set. */
  ROLLOUT_UPDATED = 'on-rollout-updated',
  /** An update started, or a completed rollout continued. */
  ROLLOUT_NOT_COMPLETED = 'on-rollout-not-completed',
  /** A step of a canary is done. */
  ROLLOUT_STEP_COMPLETED = 'on-rollout-step-completed',
  /** The rollout is paused. */
  ROLLOUT_PAUSED = 'on-rollout-paused',
  /** The rollout continues after a pause. */
  ROLLOUT_RESUMED = 'on-rollout-resumed',
  /** The update was aborted, by an analysis or by a person. */
  ROLLOUT_ABORTED = 'on-rollout-aborted',
  /** The update is complete: the new version has all traffic. Also sent for the first deployment. */
  ROLLOUT_COMPLETED = 'on-rollout-completed',
  /** The rollout was deleted. */
  ROLLOUT_DELETED = 'on-rollout-deleted',
  /** The controller saw the rollout for the first time. It sends this for every rollout each time the controller starts. */
  ROLLOUT_ADDED_TO_INFORMER = 'on-rollout-added-to-informer',
  /** The ReplicaSet of a new version was created. */
  NEW_REPLICA_SET_CREATED = 'on-new-replica-set-created',
  /** The ReplicaSet of a new version could not be created. */
  REPLICA_SET_CREATE_ERROR = 'on-replica-set-create-error',
  /** The number of pods of a version changes. This happens often, for example whenever an autoscaler changes the number. */
  SCALING_REPLICA_SET = 'on-scaling-replica-set',
  /** A rollback skips all steps. */
  SKIP_STEPS = 'on-skip-steps',
  /** A Service was changed to select another version. */
  SWITCH_SERVICE = 'on-switch-service',
  /** The weight of the new version changed. */
  TRAFFIC_WEIGHT_UPDATED = 'on-traffic-weight-updated',
  /** The controller could not set the weights of the router. */
  TRAFFIC_ROUTING_ERROR = 'on-traffic-routing-error',
  /** The controller could not verify the weights of the router. */
  WEIGHT_VERIFY_ERROR = 'on-weight-verify-error',
  /** All pods of a version are in the target group of the AWS load balancer. */
  TARGET_GROUP_VERIFIED = 'on-target-group-verified',
  /** Some pods are missing in the target group of the AWS load balancer. */
  TARGET_GROUP_UNVERIFIED = 'on-target-group-unverified',
  /** The controller could not read the target group of the AWS load balancer. */
  TARGET_GROUP_VERIFY_ERROR = 'on-target-group-verify-error',
  /** There is no AWS load balancer for the Ingress. */
  LOAD_BALANCER_NOT_FOUND = 'on-load-balancer-not-found',
  /** An analysis is about to start. */
  ANALYSIS_RUN_PENDING = 'on-analysis-run-pending',
  /** An analysis started. */
  ANALYSIS_RUN_RUNNING = 'on-analysis-run-running',
  /** An analysis found the new version healthy. */
  ANALYSIS_RUN_SUCCESSFUL = 'on-analysis-run-successful',
  /** An analysis found the new version unhealthy. */
  ANALYSIS_RUN_FAILED = 'on-analysis-run-failed',
  /** An analysis ended with an error, because it could not measure. */
  ANALYSIS_RUN_ERROR = 'on-analysis-run-error',
  /** An analysis was inconclusive. This pauses the rollout. */
  ANALYSIS_RUN_INCONCLUSIVE = 'on-analysis-run-inconclusive',
  /** A step plugin changed its state. */
  STEP_PLUGIN_TRANSITION = 'on-step-plugin-transition',
  /** The controller could not process the rollout. */
  RECONCILIATION_ERROR = 'on-reconciliation-error',
  /** There is no VirtualService with the given name. */
  VIRTUAL_SERVICE_NOT_FOUND = 'on-virtual-service-not-found',
  /** There is no DestinationRule with the given name. */
  DESTINATION_RULE_NOT_FOUND = 'on-destination-rule-not-found',
}

const PHASES = ['pending', 'running', 'successful', 'failed', 'error', 'inconclusive'];

/** Events of one router, and those of AnalysisRuns and Experiments, which nobody but a default subscription hears of. */
const OTHERS: readonly string[] = [
  'on-analysis-run-terminating',
  ...PHASES.map((phase) => `on-experiment-${phase}`),
  'on-experiment-created',
  ...PHASES.map((phase) => `on-metric-${phase}`),
  ...['progressing', 'running', 'successful', 'failed', 'error'].map((status) => `on-template-${status}`),
  'on-replica-set-update-error',
  'on-patching-alb-ingress',
  'on-creating-canary-ingress',
  'on-patching-canary-ingress',
  'on-traffic-split-created',
  'on-traffic-split-not-created',
  'on-updated-destination-rule',
  'on-virtual-router-not-found',
  'on-virtual-node-not-found',
  'on-traefik-service-update-error',
  ...['create', 'update', 'delete'].map((change) => `on-apisix-route-${change}-error`),
  'on-ambassador-mapping-not-found',
  'on-ambassador-mapping-config-error',
  'on-canary-mapping-cleanup-error',
  'on-canary-mapping-creation-error',
  'on-canary-mapping-update-error',
  'on-canary-mapping-weight-update',
];

const TRIGGERS: ReadonlySet<string> = new Set([...Object.values(NotificationEvent), ...OTHERS]);

/**
 * Whether an event of the controller runs the trigger of this name.
 */
export function isEvent(trigger: string): boolean {
  return TRIGGERS.has(trigger);
}

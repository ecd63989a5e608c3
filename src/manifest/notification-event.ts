/**
 * What the controller tells the notifications about a rollout. The name of each is that of the trigger which it runs.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/notifications/
 */
export enum NotificationEvent {
  /** A new version was set. */
  ROLLOUT_UPDATED = 'on-rollout-updated',
  /** An update began, or went on after it was complete. */
  ROLLOUT_NOT_COMPLETED = 'on-rollout-not-completed',
  /** A step of a canary is done. */
  ROLLOUT_STEP_COMPLETED = 'on-rollout-step-completed',
  /** The rollout waits. */
  ROLLOUT_PAUSED = 'on-rollout-paused',
  /** The rollout goes on after a pause. */
  ROLLOUT_RESUMED = 'on-rollout-resumed',
  /** The update was given up, by an analysis or by somebody. */
  ROLLOUT_ABORTED = 'on-rollout-aborted',
  /** The new version serves everything. The very first version too. */
  ROLLOUT_COMPLETED = 'on-rollout-completed',
  /** The rollout was deleted. */
  ROLLOUT_DELETED = 'on-rollout-deleted',
  /** The controller saw the rollout for the first time: each of its starts sends this for every rollout. */
  ROLLOUT_ADDED_TO_INFORMER = 'on-rollout-added-to-informer',
  /** The ReplicaSet of a new version was created. */
  NEW_REPLICA_SET_CREATED = 'on-new-replica-set-created',
  /** The ReplicaSet of a new version could not be created. */
  REPLICA_SET_CREATE_ERROR = 'on-replica-set-create-error',
  /** The number of pods of a version changes. Often: also whenever an autoscaler acts. */
  SCALING_REPLICA_SET = 'on-scaling-replica-set',
  /** A rollback goes to its end without any steps. */
  SKIP_STEPS = 'on-skip-steps',
  /** A Service was pointed to another version. */
  SWITCH_SERVICE = 'on-switch-service',
  /** The weight of the new version changed. */
  TRAFFIC_WEIGHT_UPDATED = 'on-traffic-weight-updated',
  /** The router could not be brought to the wanted weights. */
  TRAFFIC_ROUTING_ERROR = 'on-traffic-routing-error',
  /** Whether the router has the wanted weights could not be found out. */
  WEIGHT_VERIFY_ERROR = 'on-weight-verify-error',
  /** All pods of a version are in the target group of the AWS load balancer. */
  TARGET_GROUP_VERIFIED = 'on-target-group-verified',
  /** Pods are missing in the target group of the AWS load balancer. */
  TARGET_GROUP_UNVERIFIED = 'on-target-group-unverified',
  /** The target group of the AWS load balancer could not be asked. */
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
  /** An analysis could not measure. */
  ANALYSIS_RUN_ERROR = 'on-analysis-run-error',
  /** An analysis could not decide, which pauses the rollout. */
  ANALYSIS_RUN_INCONCLUSIVE = 'on-analysis-run-inconclusive',
  /** A step plugin changed its state. */
  STEP_PLUGIN_TRANSITION = 'on-step-plugin-transition',
  /** The controller could not bring the rollout forward. */
  RECONCILIATION_ERROR = 'on-reconciliation-error',
  /** There is no VirtualService of the given name. */
  VIRTUAL_SERVICE_NOT_FOUND = 'on-virtual-service-not-found',
  /** There is no DestinationRule of the given name. */
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

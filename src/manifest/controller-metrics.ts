/** The labels of a metric, each with the values that it can have. Undefined where these are names, or anything else. */
export type MetricLabels = Readonly<Record<string, readonly string[] | undefined>>;

const OBJECT: MetricLabels = { namespace: undefined, name: undefined };

/** A Rollout's phase in its metrics is not the one in its status. */
const ROLLOUT_PHASES = ['Completed', 'Progressing', 'Paused', 'Timeout', 'Error', 'Abort'];
const STRATEGIES = ['canary', 'blueGreen', 'none'];
/** Empty for all others, and for plugins. */
const ROUTERS = ['', 'ALB', 'Ambassador', 'Istio', 'Nginx', 'SMI', 'AppMesh'];

const RUN_PHASES = ['Pending', 'Running', 'Successful', 'Failed', 'Error', 'Inconclusive'];
/** Empty until the controller has seen the object. */
const INFO_PHASES = ['', ...RUN_PHASES];
const PROVIDERS = [
  'Prometheus', 'Job', 'Kayenta', 'Web', 'Datadog', 'Wavefront', 'NewRelic', 'CloudWatch', 'Graphite', 'Influxdb', 'skywalking', 'RPCPlugin', 'Unknown Provider',
];

const EVENT_TYPES = ['Normal', 'Warning'];
const VERBS = ['List', 'Watch', 'Get', 'Create', 'Update', 'Patch', 'Delete', 'Unknown'];

/** Why the controller reports an event on a Rollout. What an Experiment or AnalysisRun goes through is an event of that. */
export const ROLLOUT_EVENT_REASONS: readonly string[] = [
  'RolloutAddedToInformer', 'RolloutUpdated', 'RolloutNotCompleted', 'RolloutStepCompleted', 'RolloutPaused', 'RolloutResumed', 'RolloutAborted',
  'RolloutCompleted', 'RolloutDeleted', 'NewReplicaSetCreated', 'ReplicaSetCreateError', 'ScalingReplicaSet', 'SkipSteps', 'SwitchService',
  ...RUN_PHASES.map((phase) => `AnalysisRun${phase}`), 'ExperimentCreated', 'StepPluginTransition', 'ReconciliationError',
  'TrafficWeightUpdated', 'TrafficRoutingError', 'WeightVerifyError', 'TargetGroupVerified', 'TargetGroupUnverified', 'TargetGroupVerifyError',
  'LoadBalancerNotFound', 'PatchingALBIngress', 'CreatingCanaryIngress', 'PatchingCanaryIngress', 'TrafficSplitCreated', 'TrafficSplitNotCreated',
  'Updated VirtualService', 'UpdatedDestinationRule', 'VirtualServiceNotFound', 'DestinationRuleNotFound', 'VirtualRouterNotFound', 'VirtualNodeNotFound',
  'AmbassadorMappingNotFound', 'AmbassadorMappingConfigError', 'CanaryMappingCreationError', 'CanaryMappingUpdateError', 'CanaryMappingCleanupError',
  'CanaryMappingWeightUpdate', 'ApisixRouteCreateError', 'ApisixRouteUpdateError', 'ApisixRouteDeleteError', 'TraefikServiceUpdateError',
];

function histogram(name: string): Record<string, MetricLabels> {
  return { [`${name}_bucket`]: { ...OBJECT, le: undefined }, [`${name}_sum`]: OBJECT, [`${name}_count`]: OBJECT };
}

const ITS_OWN = /^(?:rollout|analysis_run|analysis_template|experiment|argo_rollouts|controller_clientset|notification_send)_/;

/** Whether a metric has one of the names that the controller keeps for its own. */
export function isNamedLikeTheControllers(metric: string): boolean {
  return ITS_OWN.test(metric);
}

/**
 * What the controller exposes under names of its own, the same from 1.7 to 1.10. The metrics that it shares with other programs, such as
 * those of its queues, are not among them.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/controller-metrics/
 */
export const CONTROLLER_METRICS: Readonly<Record<string, MetricLabels>> = {
  rollout_info: { ...OBJECT, strategy: STRATEGIES, traffic_router: ROUTERS, phase: ['InvalidSpec', ...ROLLOUT_PHASES] },
  rollout_info_replicas_available: OBJECT,
  rollout_info_replicas_unavailable: OBJECT,
  rollout_info_replicas_desired: OBJECT,
  rollout_info_replicas_updated: OBJECT,
  rollout_phase: { ...OBJECT, strategy: STRATEGIES, phase: ROLLOUT_PHASES },
  rollout_events_total: { ...OBJECT, type: EVENT_TYPES, reason: ROLLOUT_EVENT_REASONS },
  ...histogram('rollout_reconcile'),
  rollout_reconcile_error: OBJECT,

  analysis_run_info: { ...OBJECT, phase: INFO_PHASES },
  analysis_run_phase: { ...OBJECT, phase: RUN_PHASES },
  analysis_run_metric_type: { ...OBJECT, metric: undefined, type: PROVIDERS },
  analysis_run_metric_phase: { ...OBJECT, metric: undefined, type: PROVIDERS, dry_run: ['true', 'false'], phase: RUN_PHASES },
  ...histogram('analysis_run_reconcile'),
  analysis_run_reconcile_error: OBJECT,
  analysis_template_info: OBJECT,
  analysis_template_metric_info: { ...OBJECT, metric: undefined, type: PROVIDERS },

  experiment_info: { ...OBJECT, phase: INFO_PHASES },
  // it has no series for one that failed
  experiment_phase: { ...OBJECT, phase: RUN_PHASES.filter((phase) => phase !== 'Failed') },
  ...histogram('experiment_reconcile'),
  experiment_reconcile_error: OBJECT,

  notification_send_success: { ...OBJECT, type: EVENT_TYPES, reason: undefined },
  notification_send_error: { ...OBJECT, type: EVENT_TYPES, reason: undefined },
  ...histogram('notification_send'),
  controller_clientset_k8s_request_total: { ...OBJECT, kind: undefined, verb: VERBS, status_code: undefined },
  argo_rollouts_controller_info: { version: undefined },
};

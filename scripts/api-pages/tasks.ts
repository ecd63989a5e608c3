/** What somebody wants, and the types for it. Each of them has a page in docs/api/, with what is needed for it alone. */
export interface Task {
  readonly want: string;
  readonly types: readonly string[];
  /** What stands on the page of the first of them, although others need it as well, or nothing mentions it. */
  readonly and?: readonly string[];
}

/** The index of the API, by what is done with it. */
export const TASKS: Readonly<Record<string, readonly Task[]>> = {
  'Rollouts': [
    { want: 'a canary in steps', types: ['CanaryRollout', 'CanaryStep', 'CanaryRamp'] },
    { want: 'blue-green, with gates before and after the switch', types: ['BlueGreenRollout'] },
    { want: 'code that works with a rollout of either strategy', types: ['Rollout'], and: ['RolloutProps'] },
    { want: 'the Services of a rollout to be those that exist', types: ['ServiceReference'] },
    { want: 'to say how the Services look that a rollout makes', types: ['RolloutServices'] },
    { want: 'the pods of a Deployment that exists', types: ['WorkloadReference'] },
    { want: 'a Deployment to become a rollout, in phases', types: ['RolloutMigration'] },
    { want: 'a change of configuration to be a release', types: ['HashedConfigMap', 'HashedSecret'] },
  ],
  'Experiments': [
    {
      want: 'pods of several kinds beside each other for a while, and a verdict; as a step it is of `CanaryStep`',
      types: ['Experiment', 'ExperimentTemplate'],
      and: ['ExperimentOptions', 'ExperimentAnalysis'],
    },
  ],
  'Traffic': [
    { want: 'traffic by weight or header with load balancers of AWS', types: ['AlbTrafficRouting'] },
    { want: 'traffic by weight with Traefik', types: ['TraefikTrafficRouting'] },
    { want: 'traffic by weight or header with Apache APISIX', types: ['ApisixTrafficRouting'] },
    { want: 'traffic by weight with Ambassador, now Emissary-ingress', types: ['AmbassadorTrafficRouting'] },
    { want: 'traffic by weight with a mesh that has SMI, such as an older Linkerd', types: ['SmiTrafficRouting'] },
    { want: 'traffic by weight with AWS App Mesh', types: ['AppMeshTrafficRouting'] },
    { want: 'traffic by weight with ingress-nginx', types: ['NginxTrafficRouting'] },
    { want: 'traffic by weight or header, and mirroring, with Istio', types: ['IstioTrafficRouting'] },
    { want: 'traffic by weight or header with the Gateway API', types: ['GatewayApiTrafficRouting', 'GatewayRoute', 'RouteParent', 'RouteFilter'] },
    { want: 'traffic by weight with a plugin of the controller', types: ['PluginTrafficRouting', 'TrafficPlugin'] },
    { want: 'route objects that exist already', types: ['ObjectReference'] },
  ],
  'Analysis': [
    { want: 'a verdict from Prometheus', types: ['PrometheusAnalysis', 'PrometheusMetric', 'PrometheusSource'] },
    { want: 'a template of metrics from anywhere', types: ['AnalysisTemplate'], and: ['AnalysisTemplateProps', 'IAnalysisTemplate'] },
    { want: 'such a template for all namespaces', types: ['ClusterAnalysisTemplate'] },
    { want: 'a metric from an HTTP call, a Job, or any query', types: ['AnalysisMetric'], and: ['IAnalysisMetric', 'MeasurementRetention'] },
    { want: 'a Job before or after an update, such as a migration', types: ['HookJob'] },
    { want: 'to say for how long a metric is measured, and how much may go wrong', types: ['Measurements'] },
    { want: 'a step that waits until something holds', types: ['WaitMetric', 'WaitCondition'] },
    { want: 'to measure once, without a rollout', types: ['AnalysisRun'] },
    { want: 'to say where a metric comes from', types: ['MetricProvider'], and: ['ProviderAuthentication', 'PrometheusServerOptions'] },
    { want: 'to use templates in a rollout', types: ['RolloutAnalysis'] },
    { want: 'values that differ from rollout to rollout', types: ['AnalysisArgument'], and: ['ArgumentValue'] },
    { want: 'the pod-template hash on the application\'s metrics', types: ['RolloutPodMonitor'] },
  ],
  'Operations': [
    { want: 'Argo Rollouts itself', types: ['ArgoRolloutsInstall'] },
    { want: 'people to see, promote or change rollouts, and no more', types: ['RolloutAccess'] },
    { want: 'alerts', types: ['RolloutAlerts', 'ControllerAlerts'] },
    { want: 'to say once what alerts, monitors and dashboards have in common', types: ['Monitoring'] },
    { want: 'rollouts and the controller in Grafana', types: ['RolloutDashboard', 'ControllerDashboard'] },
    { want: 'the metrics of the controller collected', types: ['ControllerServiceMonitor'] },
    {
      want: 'chats, pagers and machines told what happens to rollouts',
      types: ['RolloutNotifications', 'NotificationTrigger', 'NotificationTemplate', 'NotificationService', 'NotificationSecret'],
    },
  ],
  'Size': [
    { want: 'a rollout scaled by queues, queries or the time of day, with KEDA', types: ['RolloutScaledObject', 'ScaleTrigger'] },
    { want: 'the requests of pods fitted to what they use', types: ['RolloutVerticalPodAutoscaler'] },
    { want: 'drains of nodes that leave enough pods', types: ['RolloutDisruptionBudget'] },
  ],
  'Checks and output': [
    { want: 'to see what an update will do, and to test it', types: ['RolloutPlan', 'PlanPolicy'] },
    { want: 'to decide how a scope is checked', types: ['Lint'] },
    { want: 'rules of your own', types: ['IRule'], and: ['Violation'] },
    { want: 'the same checks as a validation of cdk8s-cli', types: ['LintValidation'], and: ['LintValidationProps'] },
    { want: 'Argo CD and Flux told which fields are the controller\'s', types: ['ArgoCdSync', 'FluxSync'] },
    { want: 'the output as templates of a Helm chart', types: ['HelmTemplates'] },
  ],
};

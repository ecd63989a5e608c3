export { AnalysisRun } from './analysis/analysis-run';
export type { AnalysisRunProps, TtlStrategy } from './analysis/analysis-run';
export { AnalysisTemplate, ClusterAnalysisTemplate } from './analysis/analysis-template';
export type { AnalysisTemplateFromNameOptions, AnalysisTemplateProps, IAnalysisTemplate } from './analysis/analysis-template';
export { AnalysisArgument } from './analysis/argument';
export type { DurationArgumentOptions, NumberArgumentOptions, TextArgumentOptions } from './analysis/argument-types';
export { ArgumentValue } from './analysis/argument-value';
export { HookJob } from './analysis/hook-job';
export type { HookJobProps } from './analysis/hook-job';
export type { CreatedObjectMetadata } from './analysis/created-object-metadata';
export { Measurements } from './analysis/measurements';
export type { MeasurementsOptions } from './analysis/measurements';
export { AnalysisMetric } from './analysis/metric';
export type { AnalysisMetricProps, IAnalysisMetric } from './analysis/metric';
export type { MeasurementRetention } from './analysis/metric-options';
export { MetricProvider } from './analysis/metric-provider';
export { PrometheusAnalysis } from './analysis/prometheus-analysis';
export type { PrometheusAnalysisProps } from './analysis/prometheus-analysis';
export type { PrometheusMeasurementOptions } from './analysis/prometheus-measurement';
export { PrometheusMetric } from './analysis/prometheus-metric';
export type { AnyOfMetricOptions } from './analysis/prometheus-metric';
export type {
  CountMetricOptions, LatencyMetricOptions, PodMetricOptions, PrometheusMetricOptions, QueryMetricOptions, RequestMetricOptions,
} from './analysis/prometheus-metric-options';
export { PrometheusSource } from './analysis/prometheus-source';
export type { ApplicationSourceOptions, IngressNginxSourceOptions } from './analysis/prometheus-source';
export { ProviderAuthentication } from './analysis/provider-authentication';
export type { OAuth2Options, SigV4Options } from './analysis/provider-authentication';
export type { CloudWatchMetricStat, CloudWatchProviderOptions, CloudWatchQuery } from './analysis/providers/cloud-watch';
export { DatadogAggregator, DatadogApiVersion } from './analysis/providers/datadog';
export type { DatadogProviderOptions, DatadogSecret } from './analysis/providers/datadog';
export type { GraphiteProviderOptions } from './analysis/providers/graphite';
export type { InfluxdbProviderOptions } from './analysis/providers/influxdb';
export type { JobProviderOptions } from './analysis/providers/job';
export type { KayentaProviderOptions, KayentaScope, KayentaScopeDetail } from './analysis/providers/kayenta';
export type { NewRelicProviderOptions } from './analysis/providers/new-relic';
export type { PluginProviderOptions } from './analysis/providers/plugin';
export type { PrometheusProviderOptions, PrometheusRangeQuery, PrometheusServerOptions } from './analysis/providers/prometheus';
export type { SkyWalkingProviderOptions } from './analysis/providers/skywalking';
export type { WavefrontProviderOptions } from './analysis/providers/wavefront';
export type { HttpHeader, WebProviderOptions } from './analysis/providers/web';
export type { RolloutAnalysis } from './analysis/rollout-analysis';
export { NoData, Threshold } from './analysis/threshold';
export type { StableComparisonOptions, ThresholdOptions } from './analysis/threshold';
export type { NoAlertsOptions } from './analysis/wait/alerts';
export { Weekday } from './analysis/wait/release-window';
export type { ReleaseWindow } from './analysis/wait/release-window';
export { WaitCondition } from './analysis/wait/wait-condition';
export type { MeasuredConditionOptions, NoFreezeOptions, RolloutCompletedOptions, WaitQueryOptions } from './analysis/wait/wait-condition';
export { WaitMetric } from './analysis/wait/wait-metric';
export type { WaitMetricProps } from './analysis/wait/wait-metric';

export type { BaselineAndCanary } from './experiment/baseline-and-canary';
export { Experiment } from './experiment/experiment';
export type { ExperimentProps } from './experiment/experiment';
export type { ExperimentAnalysis } from './experiment/experiment-analysis';
export type { ExperimentOptions } from './experiment/experiment-options';
export { ExperimentTemplate } from './experiment/experiment-template';
export type {
  ExperimentContainersOptions, ExperimentPodsOptions, ExperimentReferenceOptions, ExperimentService, ExperimentTemplateOptions,
} from './experiment/experiment-template-options';

export { StageWait } from './plan/stage';

export { AntiAffinity } from './rollout/anti-affinity';
export { BlueGreenRollout } from './rollout/blue-green-rollout';
export type { BlueGreenRolloutProps } from './rollout/blue-green-rollout';
export { CanaryRamp } from './rollout/canary-ramp';
export type { CanaryRampOptions, ExponentialRampOptions } from './rollout/canary-ramp';
export { CanaryRollout } from './rollout/canary-rollout';
export type { BackgroundAnalysis, CanaryRolloutProps, PingPong } from './rollout/canary-rollout-props';
export { CanaryScale } from './rollout/canary-scale';
export { CanaryStep } from './rollout/canary-step';
export type { HeaderMatch, MirrorMatch, MirrorRouteOptions } from './rollout/canary-step';
export { HashedConfigMap } from './rollout/hashed-config-map';
export type { HashedConfigMapProps } from './rollout/hashed-config-map';
export { HashedSecret } from './rollout/hashed-secret';
export type { HashedSecretProps } from './rollout/hashed-secret';
export { ReplicaProgressThreshold } from './rollout/replica-progress-threshold';
export { Rollout } from './rollout/rollout';
export { MigrationPhase, RolloutMigration } from './rollout/rollout-migration';
export type { RolloutMigrationOptions } from './rollout/rollout-migration';
export { PlanPolicy } from './rollout/plan-policy';
export { RolloutPlan } from './rollout/rollout-plan';
export type { ExposureLimit, PlanOptions, PlannedStage, RolloutPlanOptions, RolloutTraffic } from './rollout/rollout-plan-options';
export type { AnalysisRunHistory, RollbackWindow, RolloutProps } from './rollout/rollout-props';
export type { RolloutServices } from './rollout/rollout-services';
export { ServiceReference } from './rollout/service-reference';
export type { ServiceFromNameOptions } from './rollout/service-reference';
export { StringMatch } from './rollout/string-match';
export { WorkloadReference, WorkloadScaleDown } from './rollout/workload-reference';
export type { WorkloadFromNameOptions, WorkloadReferenceOptions } from './rollout/workload-reference';

export { AlbScheme, AlbTargetType } from './traffic/alb-ingress';
export type { AlbHealthCheck, AlbIngressOptions } from './traffic/alb-ingress';
export { AlbTrafficRouting } from './traffic/alb-traffic-routing';
export type { AlbTrafficRoutingProps } from './traffic/alb-traffic-routing';
export { AmbassadorTrafficRouting } from './traffic/ambassador-traffic-routing';
export type { AmbassadorRetryPolicy, AmbassadorTrafficRoutingProps } from './traffic/ambassador-traffic-routing';
export { ApisixTrafficRouting } from './traffic/apisix-traffic-routing';
export type { ApisixTimeouts, ApisixTrafficRoutingProps } from './traffic/apisix-traffic-routing';
export { AppMeshTrafficRouting } from './traffic/app-mesh-traffic-routing';
export type { AppMeshTrafficRoutingProps } from './traffic/app-mesh-traffic-routing';
export { GatewayApiTrafficRouting } from './traffic/gateway-api-traffic-routing';
export type { GatewayApiTrafficRoutingProps } from './traffic/gateway-api-traffic-routing';
export { GatewayRoute, GatewayRouteKind } from './traffic/gateway-route';
export type {
  ExistingGatewayRouteOptions, GatewayRouteOptions, GrpcGatewayRouteOptions, GrpcGatewayRule, GrpcRouteMatch, HttpGatewayRouteOptions,
  HttpGatewayRule,
  HttpRouteMatch, RouteLabelExpression, SelectedGatewayRoutesOptions, TlsGatewayRouteOptions,
} from './traffic/gateway-route-options';
export { IngressReference } from './traffic/ingress-reference';
export type { IngressPath } from './traffic/ingress-routes';
export type { IstioHttpMatch, IstioHttpRoute, IstioRetries, IstioTcpRoute, IstioTlsRoute } from './traffic/istio-routes';
export type { IstioAdditionalSubset, IstioSubsets } from './traffic/istio-subsets';
export { IstioTrafficRouting } from './traffic/istio-traffic-routing';
export type { IstioTrafficRoutingProps } from './traffic/istio-traffic-routing';
export type { IstioVirtualServiceOptions } from './traffic/istio-virtual-service';
export { NginxTrafficRouting } from './traffic/nginx-traffic-routing';
export type { NginxTrafficRoutingProps } from './traffic/nginx-traffic-routing';
export { PluginTrafficRouting } from './traffic/plugin-traffic-routing';
export type { PluginTrafficRoutingProps } from './traffic/plugin-traffic-routing';
export { RouteFilter } from './traffic/route-filter';
export type { HeaderChange, UrlRewrite } from './traffic/route-filter';
export { RouteParent } from './traffic/route-parent';
export type { GatewayParentOptions, OtherParentOptions, ServiceParentOptions } from './traffic/route-parent';
export { ObjectReference } from './traffic/object-reference';
export { SmiTrafficRouting } from './traffic/smi-traffic-routing';
export type { SmiTrafficRoutingProps } from './traffic/smi-traffic-routing';
export { TraefikTrafficRouting } from './traffic/traefik-traffic-routing';
export type { TraefikStickyCookie, TraefikTls, TraefikTrafficRoutingProps } from './traffic/traefik-traffic-routing';
export { TrafficPlugin } from './traffic/traffic-plugin';
export type {
  ConsulPluginOptions, ContourPluginOptions, GlooEdgePluginOptions, GlooObjectSelector, GlooPlatformPluginOptions, GlooRouteSelector,
  OpenShiftPluginOptions,
} from './traffic/traffic-plugin-options';
export { VirtualServiceReference } from './traffic/virtual-service-reference';
export type { TcpRoute, TlsRoute, VirtualServiceFromNameOptions, VirtualServiceRoutes } from './traffic/virtual-service-reference';

export type { AlertOverride } from './operate/alerts/alert-override';
export { ArgoCdSync } from './operate/argo-cd-sync';
export type { ArgoCdIgnoredDifference, ArgoCdSyncOptions } from './operate/argo-cd-sync';
export { ArgoRolloutsInstall, InstallScope } from './operate/argo-rollouts-install';
export type { ArgoRolloutsInstallProps } from './operate/argo-rollouts-install';
export { ControllerAlerts } from './operate/controller-alerts';
export type { ControllerAlertsProps } from './operate/controller-alerts';
export { ControllerDashboard } from './operate/controller-dashboard';
export type { ControllerDashboardProps } from './operate/controller-dashboard';
export { ControllerServiceMonitor } from './operate/controller-service-monitor';
export type { ControllerServiceMonitorProps } from './operate/controller-service-monitor';
export type { DashboardOptions } from './operate/dashboards/dashboard-options';
export { FluxSync } from './operate/flux-sync';
export type { FluxIgnoreRule, FluxTarget } from './operate/flux-sync';
export { ControllerLogFormat, ControllerLogLevel } from './operate/install/controller-settings';
export type { ControllerSettings } from './operate/install/controller-settings';
export type { InstallCrds } from './operate/install/crds';
export type { DashboardIngress, InstallDashboard } from './operate/install/dashboard';
export { DashboardAuthentication } from './operate/install/dashboard-authentication';
export type { InstallDisruptionBudget } from './operate/install/disruption-budget';
export { PluginArchitecture } from './operate/install/gateway-api-plugin';
export type { GatewayApiPluginOptions } from './operate/install/gateway-api-plugin';
export type { InstallNetworkPolicy } from './operate/install/network-policy';
export { InstallPermission } from './operate/install/permission';
export { InstallPlugin } from './operate/install/plugin';
export type { InstallPluginOptions, InstallPolicyRule, InstallStepPluginOptions } from './operate/install/plugin-options';
export type { InstallPods } from './operate/install/pods';
export { ArgoRolloutsVersion } from './operate/install/releases';
export { NotificationEvent } from './manifest/notification-event';
export { NotificationSecret, NotificationSecretKey } from './operate/notifications/notification-secret';
export { NotificationDestination, NotificationService } from './operate/notifications/notification-service';
export type { NotificationContent, WebhookMessage } from './operate/notifications/notification-template';
export { NotificationTemplate } from './operate/notifications/notification-template';
export type { NotificationCondition } from './operate/notifications/notification-trigger';
export { NotificationTrigger } from './operate/notifications/notification-trigger';
export type { HttpNotificationServiceOptions, NotificationServiceOptions } from './operate/notifications/service-fragment';
export type { AlertmanagerServiceOptions, AlertmanagerMessage } from './operate/notifications/services/alertmanager';
export type { NotificationBasicAuth } from './operate/notifications/services/basic-auth';
export type {
  ChatMessage, MattermostServiceOptions, RocketChatServiceOptions, TelegramServiceOptions, WebexServiceOptions, PushoverServiceOptions,
} from './operate/notifications/services/chat';
export type { EmailServiceOptions, EmailMessage } from './operate/notifications/services/email';
export type {
  GitHubServiceOptions, GitHubStatus, GitHubDeployment, GitHubPullRequestComment, GitHubMessage,
} from './operate/notifications/services/github';
export type { GoogleChatServiceOptions, GoogleChatMessage } from './operate/notifications/services/google-chat';
export type { GrafanaServiceOptions, NewRelicServiceOptions, NewRelicMessage } from './operate/notifications/services/observability';
export type { OpsgenieServiceOptions, OpsgenieMessage } from './operate/notifications/services/opsgenie';
export type {
  PagerDutyServiceOptions, PagerDutyMessage, PagerDutyV2ServiceOptions, PagerDutyV2Message,
} from './operate/notifications/services/pager-duty';
export { PagerDutySeverity } from './operate/notifications/services/pager-duty';
export type {
  AwsSqsServiceOptions, AwsSqsMessage, NatsServiceOptions, GcpPubSubServiceOptions, GcpPubSubMessage,
} from './operate/notifications/services/queues';
export type { SlackServiceOptions, SlackMessage } from './operate/notifications/services/slack';
export { SlackDeliveryPolicy } from './operate/notifications/services/slack';
export type { TeamsServiceOptions, TeamsMessage, TeamsWorkflowsMessage } from './operate/notifications/services/teams';
export type { WebhookHeader, WebhookServiceOptions, WebhookContent } from './operate/notifications/services/webhook';
export { Monitoring } from './operate/monitoring';
export type { MonitorBasicAuth, MonitorTls, PodMetricsEndpoint } from './operate/monitoring/pod-metrics-endpoint';
export { RelabelAction } from './operate/monitoring/relabeling';
export type { MonitorRelabeling } from './operate/monitoring/relabeling';
export type { MonitoringSettings } from './operate/monitoring/settings';
export { RolloutRole } from './operate/access/rollout-role';
export { RolloutAccess } from './operate/rollout-access';
export type { RolloutAccessProps } from './operate/rollout-access';
export { RolloutAlerts } from './operate/rollout-alerts';
export type { RolloutAlertsProps } from './operate/rollout-alerts';
export { RolloutDashboard } from './operate/rollout-dashboard';
export type { RolloutDashboardProps } from './operate/rollout-dashboard';
export { RolloutDisruptionBudget } from './operate/rollout-disruption-budget';
export type { RolloutDisruptionBudgetProps } from './operate/rollout-disruption-budget';
export { RolloutNotifications } from './operate/rollout-notifications';
export type { NotificationSubscription, NotificationSubscriptionByName, RolloutNotificationsProps } from './operate/rollout-notifications';
export { RolloutPodMonitor } from './operate/rollout-pod-monitor';
export type { RolloutPodMonitorProps } from './operate/rollout-pod-monitor';
export { RolloutScaledObject } from './operate/rollout-scaled-object';
export type { RolloutScaledObjectProps, ScaleFallback } from './operate/rollout-scaled-object';
export { RolloutVerticalPodAutoscaler, VerticalUpdateMode } from './operate/rollout-vertical-pod-autoscaler';
export type { RolloutVerticalPodAutoscalerProps, VerticalContainerPolicy } from './operate/rollout-vertical-pod-autoscaler';
export { ScaleTrigger } from './operate/scale-trigger';
export type { CronTriggerOptions, KafkaTriggerOptions, PrometheusTriggerOptions, ScaleTriggerOptions } from './operate/scale-trigger';

export { Severity } from './rules/rule/finding';
export type { Violation } from './rules/rule/finding';
export { LintValidation } from './rules/lint/lint-validation';
export type { LintValidationProps } from './rules/lint/lint-validation';
export type { IBundle, IRule } from './rules/rule/own-rule';
export { HelmTemplates } from './synth/helm-templates';
export { Lint } from './synth/lint';
export type { LintSettings } from './synth/lint-settings';

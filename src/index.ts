export {
  AnalysisTemplate, AnalysisTemplateFromNameOptions, AnalysisTemplateProps, ClusterAnalysisTemplate, IAnalysisTemplate,
} from './analysis/analysis-template';
export { AnalysisArgument, ArgumentValue } from './analysis/argument';
export { AnalysisMetric, AnalysisMetricProps, IAnalysisMetric } from './analysis/metric';
export { MeasurementRetention } from './analysis/metric-options';
export { MetricProvider } from './analysis/metric-provider';
export { PrometheusAnalysis, PrometheusAnalysisProps } from './analysis/prometheus-analysis';
export {
  LatencyMetricOptions, PodMetricOptions, PrometheusMetric, PrometheusMetricOptions, QueryMetricOptions, RequestMetricOptions,
} from './analysis/prometheus-metric';
export { ApplicationSourceOptions, IngressNginxSourceOptions, IstioSourceOptions, PrometheusSource } from './analysis/prometheus-source';
export { OAuth2Options, ProviderAuthentication, SigV4Options } from './analysis/provider-authentication';
export { JobProviderOptions } from './analysis/providers/job';
export { PrometheusProviderOptions, PrometheusRangeQuery, PrometheusServerOptions } from './analysis/providers/prometheus';
export { HttpHeader, WebProviderOptions } from './analysis/providers/web';
export { CreatedObjectMetadata, RolloutAnalysis } from './analysis/rollout-analysis';
export { NoData, Threshold } from './analysis/threshold';

export { AntiAffinity } from './rollout/anti-affinity';
export { BlueGreenRollout, BlueGreenRolloutProps } from './rollout/blue-green-rollout';
export { CanaryRamp, CanaryRampOptions } from './rollout/canary-ramp';
export { CanaryRollout } from './rollout/canary-rollout';
export { BackgroundAnalysis, CanaryRolloutProps, PingPong } from './rollout/canary-rollout-props';
export { CanaryScale } from './rollout/canary-scale';
export { CanaryStep, HeaderMatch, MirrorMatch, MirrorRouteOptions } from './rollout/canary-step';
export { ReplicaProgressThreshold } from './rollout/replica-progress-threshold';
export { Rollout } from './rollout/rollout';
export { AnalysisRunHistory, RollbackWindow, RolloutProps } from './rollout/rollout-props';
export { ServiceFromNameOptions, ServiceReference } from './rollout/service-reference';
export { StringMatch } from './rollout/string-match';
export { WorkloadFromNameOptions, WorkloadReference, WorkloadReferenceOptions, WorkloadScaleDown } from './rollout/workload-reference';

export { IngressReference } from './traffic/ingress-reference';
export { IstioTrafficRouting, IstioTrafficRoutingProps } from './traffic/istio-traffic-routing';
export { IngressPath, NginxTrafficRouting, NginxTrafficRoutingProps } from './traffic/nginx-traffic-routing';
export { TcpRoute, TlsRoute, VirtualServiceFromNameOptions, VirtualServiceReference } from './traffic/virtual-service-reference';

export { ArgoRolloutsInstall, ArgoRolloutsInstallProps, InstallScope } from './operate/argo-rollouts-install';
export { DashboardIngress, InstallDashboard } from './operate/install/dashboard';
export { DashboardAuthentication } from './operate/install/dashboard-authentication';
export { RolloutAlertOverride, RolloutAlerts, RolloutAlertsProps } from './operate/rollout-alerts';
export { RolloutPodMonitor, RolloutPodMonitorProps } from './operate/rollout-pod-monitor';

export { LintValidation, LintValidationProps } from './rules/lint-validation';

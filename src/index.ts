export { AnalysisTemplate, ClusterAnalysisTemplate } from './analysis/analysis-template';
export type { AnalysisTemplateFromNameOptions, AnalysisTemplateProps, IAnalysisTemplate } from './analysis/analysis-template';
export { AnalysisArgument, ArgumentValue } from './analysis/argument';
export { AnalysisMetric } from './analysis/metric';
export type { AnalysisMetricProps, IAnalysisMetric } from './analysis/metric';
export type { MeasurementRetention } from './analysis/metric-options';
export { MetricProvider } from './analysis/metric-provider';
export { PrometheusAnalysis } from './analysis/prometheus-analysis';
export type { PrometheusAnalysisProps } from './analysis/prometheus-analysis';
export { PrometheusMetric } from './analysis/prometheus-metric';
export type {
  CountMetricOptions, LatencyMetricOptions, PodMetricOptions, PrometheusMetricOptions, QueryMetricOptions, RequestMetricOptions,
} from './analysis/prometheus-metric';
export { PrometheusSource } from './analysis/prometheus-source';
export type { ApplicationSourceOptions, IngressNginxSourceOptions } from './analysis/prometheus-source';
export { ProviderAuthentication } from './analysis/provider-authentication';
export type { OAuth2Options, SigV4Options } from './analysis/provider-authentication';
export type { JobProviderOptions } from './analysis/providers/job';
export type { PrometheusProviderOptions, PrometheusRangeQuery, PrometheusServerOptions } from './analysis/providers/prometheus';
export type { HttpHeader, WebProviderOptions } from './analysis/providers/web';
export type { CreatedObjectMetadata, RolloutAnalysis } from './analysis/rollout-analysis';
export { NoData, Threshold } from './analysis/threshold';

export { AntiAffinity } from './rollout/anti-affinity';
export { BlueGreenRollout } from './rollout/blue-green-rollout';
export type { BlueGreenRolloutProps } from './rollout/blue-green-rollout';
export { CanaryRamp } from './rollout/canary-ramp';
export type { CanaryRampOptions } from './rollout/canary-ramp';
export { CanaryRollout } from './rollout/canary-rollout';
export type { BackgroundAnalysis, CanaryRolloutProps, PingPong } from './rollout/canary-rollout-props';
export { CanaryScale } from './rollout/canary-scale';
export { CanaryStep } from './rollout/canary-step';
export type { HeaderMatch, MirrorMatch, MirrorRouteOptions } from './rollout/canary-step';
export { ReplicaProgressThreshold } from './rollout/replica-progress-threshold';
export { Rollout } from './rollout/rollout';
export type { AnalysisRunHistory, RollbackWindow, RolloutProps } from './rollout/rollout-props';
export { ServiceReference } from './rollout/service-reference';
export type { ServiceFromNameOptions } from './rollout/service-reference';
export { StringMatch } from './rollout/string-match';
export { WorkloadReference, WorkloadScaleDown } from './rollout/workload-reference';
export type { WorkloadFromNameOptions, WorkloadReferenceOptions } from './rollout/workload-reference';

export { IngressReference } from './traffic/ingress-reference';
export { IstioTrafficRouting } from './traffic/istio-traffic-routing';
export type { IstioTrafficRoutingProps } from './traffic/istio-traffic-routing';
export { NginxTrafficRouting } from './traffic/nginx-traffic-routing';
export type { IngressPath, NginxTrafficRoutingProps } from './traffic/nginx-traffic-routing';
export { VirtualServiceReference } from './traffic/virtual-service-reference';
export type { TcpRoute, TlsRoute, VirtualServiceFromNameOptions } from './traffic/virtual-service-reference';

export { ArgoRolloutsInstall, InstallScope } from './operate/argo-rollouts-install';
export type { ArgoRolloutsInstallProps } from './operate/argo-rollouts-install';
export type { InstallCrds } from './operate/install/crds';
export type { DashboardIngress, InstallDashboard } from './operate/install/dashboard';
export { DashboardAuthentication } from './operate/install/dashboard-authentication';
export { ArgoRolloutsVersion } from './operate/install/releases';
export { RolloutAlerts } from './operate/rollout-alerts';
export type { RolloutAlertOverride, RolloutAlertsProps } from './operate/rollout-alerts';
export { RolloutPodMonitor } from './operate/rollout-pod-monitor';
export type { RolloutPodMonitorProps } from './operate/rollout-pod-monitor';

export { Severity } from './rules/finding';
export type { Objection } from './rules/finding';
export { LintValidation } from './rules/lint-validation';
export type { LintValidationProps } from './rules/lint-validation';
export type { IBundle, IRule } from './rules/own-rule';
export { Lint } from './synth/lint';
export type { LintSettings } from './synth/lint-settings';

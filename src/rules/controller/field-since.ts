import { TargetVersion } from '../../reading/target-version';

const METRIC_FIELDS: Readonly<Record<string, TargetVersion>> = {
  'spec.metrics[].consecutiveSuccessLimit': 'v1.8',
  'spec.metrics[].provider.datadog.secretRef': 'v1.8',
  'spec.metrics[].provider.newRelic.timeout': 'v1.8',
  'spec.metrics[].provider.prometheus.rangeQuery': 'v1.8',
  'spec.metrics[].provider.job.spec.managedBy': 'v1.9',
  'spec.metrics[].provider.job.spec.successPolicy': 'v1.9',
  'spec.metrics[].provider.kayenta.lookback': 'v1.9',
  'spec.metrics[].provider.datadog.requestTimeout': 'v1.10',
};

/**
 * The fields of each kind that are newer than the oldest target, with the release that brings them. What lies inside of
 * such a field is as new as that field. Fields of pods are left out: they come with a release of Kubernetes.
 */
export const FIELD_SINCE: Readonly<Record<string, Readonly<Record<string, TargetVersion>>>> = {
  Rollout: {
    'spec.strategy.canary.steps[].plugin': 'v1.8',
    'spec.strategy.canary.trafficRouting.nginx.canaryIngressAnnotations': 'v1.8',
    'spec.strategy.canary.replicaProgressThreshold': 'v1.9',
    'spec.strategy.canary.steps[].experiment.scaleDownDelaySeconds': 'v1.9',
    'spec.strategy.canary.trafficRouting.istio.destinationRule.additionalSubsetNames': 'v1.9',
  },
  AnalysisTemplate: METRIC_FIELDS,
  ClusterAnalysisTemplate: METRIC_FIELDS,
  AnalysisRun: METRIC_FIELDS,
  Experiment: {},
};

/** Functions of conditions that are newer than the oldest target. */
export const FUNCTION_SINCE: Readonly<Record<string, TargetVersion>> = {
  bitnot: 'v1.10',
  concat: 'v1.10',
  flatten: 'v1.10',
  reverse: 'v1.10',
  timezone: 'v1.10',
  uniq: 'v1.10',
};

/** Types of services for notifications that are newer than the oldest target. */
export const SERVICE_SINCE: Readonly<Record<string, TargetVersion>> = {
  'gcppubsub': 'v1.10',
  'nats': 'v1.10',
  'teams-workflows': 'v1.10',
};

/** Flags of the controller that are newer than the oldest target. */
export const FLAG_SINCE: Readonly<Record<string, TargetVersion>> = {
  'enable-pprof-address': 'v1.8',
  'alb-tag-key-resource-id': 'v1.9',
  'aws-target-group-binding-api-version': 'v1.9',
  'ephemeral-metadata-threads': 'v1.9',
  'ephemeral-metadata-update-pod-retries': 'v1.9',
  'metricsPort': 'v1.9',
};

import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import {
  AnalysisArgument, ClusterAnalysisTemplate, IAnalysisTemplate, PrometheusMetric, PrometheusSource, RolloutAnalysis, Threshold,
} from 'cdk8s-argo-rollouts';

/**
 * What an application can say of the gate.
 */
export interface ReleaseGateOptions {
  /** The part of its requests that must succeed. 0.99 unless said, and never less than 0.9. */
  readonly successRate?: number;

  /** The longest that 99 of 100 requests may take. 500 ms unless said, and never more than 5 seconds. */
  readonly latency?: Duration;
}

const NAME = 'acme-release-gate';
const successRate = AnalysisArgument.number('success-rate', { defaultValue: 0.99, minValue: 0.9, maxValue: 1 });
const latency = AnalysisArgument.number('latency-seconds', { defaultValue: 0.5, minValue: 0.01, maxValue: 5 });
const common = { source: PrometheusSource.ingressNginx(), address: 'http://kube-prometheus-stack-prometheus.monitoring:9090' };

const METRICS = [
  PrometheusMetric.successRate({ ...common, name: 'acme-success-rate', healthy: Threshold.atLeastArgument(successRate) }),
  PrometheusMetric.latency({ ...common, name: 'acme-latency', atMostArgument: latency }),
];

/** The platform team deploys it once. */
export class ReleaseGate extends ClusterAnalysisTemplate {
  /** Applications use it, from wherever they are: the template is not of their app. */
  public static use(options: ReleaseGateOptions = {}): RolloutAnalysis {
    return {
      templates: [ReleaseGate.deployed()],
      args: [
        ...options.successRate === undefined ? [] : [successRate.numberValue(options.successRate)],
        ...options.latency === undefined ? [] : [latency.numberValue(options.latency.toMilliseconds() / 1000)],
      ],
    };
  }

  /** As the cluster has it. */
  private static deployed(): IAnalysisTemplate {
    return ClusterAnalysisTemplate.fromName(NAME, { prefixArguments: true, arguments: METRICS.flatMap((metric) => metric.arguments) });
  }

  constructor(scope: Construct, id: string) {
    super(scope, id, { metadata: { name: NAME }, prefixArguments: true, metrics: METRICS });
  }
}

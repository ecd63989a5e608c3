import { ResourceProps } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { AnalysisTemplate } from './analysis-template';
import { AnalysisMetric, IAnalysisMetric } from './metric';
import { MeasurementRetention } from './metric-options';
import { PrometheusMeasurementOptions } from './prometheus-measurement';
import { PrometheusMetric } from './prometheus-metric';

/**
 * Options of a `PrometheusAnalysis`.
 */
export interface PrometheusAnalysisProps extends ResourceProps, PrometheusMeasurementOptions {
  /**
   * What is measured. Ready-made metrics are measured as it is said here, unless they say something else themselves.
   */
  readonly metrics: AnalysisMetric[];

  /**
   * Put the name of the template before the names of its arguments, so that they never clash with those of other templates of one analysis: see `AnalysisTemplateProps`.
   *
   * @default false
   */
  readonly prefixArguments?: boolean;

  /**
   * Metrics that are measured without a say in the result.
   *
   * @default - none
   */
  readonly dryRun?: IAnalysisMetric[];

  /**
   * How many measurements the status keeps.
   *
   * @default - 10 of each metric
   */
  readonly measurementRetention?: MeasurementRetention[];
}

/**
 * An analysis of metrics in Prometheus. One template serves in the background, in a step, and before and after promotion:
 * the rollout fills in what differs. It is an `AnalysisTemplate` that says once what is the same for its ready-made metrics; those can be
 * in any other template too, such as a `ClusterAnalysisTemplate`.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/analysis/prometheus/
 * @example
 * new PrometheusAnalysis(chart, 'WebHealth', {
 *   metadata: { name: 'web-health' },
 *   address: 'http://prometheus.monitoring:9090',
 *   interval: Duration.minutes(1),
 *   metrics: [
 *     PrometheusMetric.successRate({ source: PrometheusSource.istio(), healthy: Threshold.atLeast(0.99) }),
 *     PrometheusMetric.latency({ source: PrometheusSource.istio(), atMost: Duration.millis(500) }),
 *   ],
 * });
 */
@checked
export class PrometheusAnalysis extends AnalysisTemplate {
  constructor(scope: Construct, id: string, props: PrometheusAnalysisProps) {
    const { metadata, prefixArguments, dryRun, measurementRetention, metrics, ...measurement } = props;
    super(scope, id, {
      metadata,
      prefixArguments,
      dryRun,
      measurementRetention,
      metrics: metrics.map((metric) => metric instanceof PrometheusMetric ? metric._within(measurement) : metric),
    });
  }
}

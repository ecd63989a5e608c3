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
   * The metrics that are measured. The options here apply to all ready-made metrics (`PrometheusMetric`). A metric's own options override them.
   */
  readonly metrics: AnalysisMetric[];

  /**
   * Put the name of the template before the names of its arguments. Then they cannot conflict with arguments of other templates in the same analysis.
   * See `AnalysisTemplateProps`.
   *
   * @default false
   */
  readonly prefixArguments?: boolean;

  /**
   * Metrics that are measured, but do not influence the result.
   *
   * @default - none
   */
  readonly dryRun?: IAnalysisMetric[];

  /**
   * How many measurements of a metric are kept in the status of the AnalysisRun.
   *
   * @default - 10 of each metric
   */
  readonly measurementRetention?: MeasurementRetention[];
}

/**
 * An analysis of metrics in Prometheus. The same template works in the background, in a step, and before and after a promotion, because the rollout
 * fills in what is different.
 *
 * It is an `AnalysisTemplate` that has common options for all its ready-made metrics. You can also use ready-made metrics in any other template, such
 * as a `ClusterAnalysisTemplate`.
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

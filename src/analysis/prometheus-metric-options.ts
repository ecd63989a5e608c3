import { Duration } from 'cdk8s';
import { AnalysisArgument } from './argument';
import { PrometheusMeasurementOptions } from './prometheus-measurement';
import { PrometheusSource } from './prometheus-source';
import { NoData, Threshold } from './threshold';

/**
 * Options of every ready-made metric. Where, when and how often it is measured is also said by the `PrometheusAnalysis` it is in.
 */
export interface PrometheusMetricOptions extends PrometheusMeasurementOptions {
  /**
   * The name of the metric, unique in its template.
   *
   * @default - what it measures, such as `success-rate`
   */
  readonly name?: string;

  /**
   * What a measurement without data means.
   *
   * @default NoData.INCONCLUSIVE
   */
  readonly noData?: NoData;
}

/**
 * Options of a metric that looks at requests.
 */
export interface RequestMetricOptions extends PrometheusMetricOptions {
  /**
   * Whose metrics tell about the requests.
   */
  readonly source: PrometheusSource;

  /**
   * What counts as healthy, as a ratio from 0 to 1.
   */
  readonly healthy: Threshold;
}

/**
 * Options of `PrometheusMetric.latency`.
 */
export interface LatencyMetricOptions extends PrometheusMetricOptions {
  /**
   * Whose metrics tell about the requests.
   */
  readonly source: PrometheusSource;

  /**
   * The quantile, between 0 and 1.
   *
   * @default 0.99
   */
  readonly quantile?: number;

  /**
   * The longest time that is healthy. It must lie within the buckets of the histogram: a quantile is never above the last one.
   *
   * @default - `atMostArgument`
   */
  readonly atMost?: Duration;

  /**
   * The argument that says the longest time that is healthy, in seconds such as `0.5`, instead of `atMost`.
   *
   * @default - `atMost`
   */
  readonly atMostArgument?: AnalysisArgument;

  /**
   * How many times as long as with the stable version at the same time it may take, such as 1.2, instead of `atMost`. At least 1. Where both versions are slow, neither is
   * worse. For a canary.
   *
   * @default - `atMost`
   */
  readonly atMostTimesStable?: number;

  /**
   * How many requests there must be within the window. With fewer there is no data, and `noData` decides.
   *
   * @default - one request is enough
   */
  readonly minRequests?: number;
}

/**
 * Options of `PrometheusMetric.count`.
 */
export interface CountMetricOptions extends PrometheusMetricOptions {
  /**
   * The counter, such as `app_errors_total`.
   */
  readonly counter: string;

  /**
   * How the new version is told apart: `PrometheusSource.application`.
   *
   * @default PrometheusSource.application()
   */
  readonly source?: PrometheusSource;

  /**
   * What counts as healthy, as a number within the window.
   */
  readonly healthy: Threshold;
}

/**
 * Options of a metric that looks at the pods of the new version.
 */
export interface PodMetricOptions extends PrometheusMetricOptions {
  /**
   * What counts as healthy.
   */
  readonly healthy: Threshold;

  /**
   * The container.
   *
   * @default - all containers of the pod
   */
  readonly container?: string;
}

/**
 * Options of `PrometheusMetric.query`.
 */
export interface QueryMetricOptions extends PrometheusMeasurementOptions {
  /**
   * The name of the metric, unique in its template.
   */
  readonly name: string;

  /**
   * The query, in PromQL. It must give one series, of the new version alone: aggregate without `by`, and use
   * the pod-template hash. `window` is not filled in.
   */
  readonly query: string;

  /**
   * What counts as healthy.
   */
  readonly healthy: Threshold;

  /**
   * What a measurement without data means.
   *
   * @default NoData.INCONCLUSIVE
   */
  readonly noData?: NoData;
}

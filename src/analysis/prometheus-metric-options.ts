import { Duration } from 'cdk8s';
import { AnalysisArgument } from './argument';
import { PrometheusMeasurementOptions } from './prometheus-measurement';
import { PrometheusSource } from './prometheus-source';
import { NoData, Threshold } from './threshold';

/**
 * Options of every ready-made metric. Options about the server and the measurements can also be set once for all metrics, in the
 * `PrometheusAnalysis`.
 */
export interface PrometheusMetricOptions extends PrometheusMeasurementOptions {
  /**
   * The name of the metric. It must be unique in its template.
   *
   * @default - named after what it measures, such as `success-rate`
   */
  readonly name?: string;

  /**
   * The result of a measurement if there is no data.
   *
   * @default NoData.INCONCLUSIVE
   */
  readonly noData?: NoData;
}

/**
 * Options of a metric about requests.
 */
export interface RequestMetricOptions extends PrometheusMetricOptions {
  /**
   * The source of the request metrics, such as ingress-nginx or the application.
   */
  readonly source: PrometheusSource;

  /**
   * The limit for a healthy version, as a ratio from 0 to 1.
   */
  readonly healthy: Threshold;
}

/**
 * Options of `PrometheusMetric.latency`.
 */
export interface LatencyMetricOptions extends PrometheusMetricOptions {
  /**
   * The source of the request metrics, such as ingress-nginx or the application.
   */
  readonly source: PrometheusSource;

  /**
   * The quantile, between 0 and 1. For example, 0.99 means that 99 % of the requests are at least as fast as the measured time.
   *
   * @default 0.99
   */
  readonly quantile?: number;

  /**
   * The longest healthy time. It must be within the buckets of the histogram, because a measured quantile is never above the last bucket.
   *
   * @default - `atMostArgument`
   */
  readonly atMost?: Duration;

  /**
   * The argument with the longest healthy time, in seconds such as `0.5`. Instead of `atMost`.
   *
   * @default - `atMost`
   */
  readonly atMostArgument?: AnalysisArgument;

  /**
   * Compare with the stable version at the same time, instead of `atMost`. With 1.2, the new version may take at most 1.2 times as long. At least 1.
   * If both versions are slow, the metric is healthy. Only for a canary.
   *
   * @default - `atMost`
   */
  readonly atMostTimesStable?: number;

  /**
   * The minimum number of requests within the window. With fewer requests there is no data, and `noData` defines the result.
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
   * The name of the counter, such as `app_errors_total`.
   */
  readonly counter: string;

  /**
   * The labels that select the new version: a `PrometheusSource.application`.
   *
   * @default PrometheusSource.application()
   */
  readonly source?: PrometheusSource;

  /**
   * The limit for a healthy version, as the increase within the window.
   */
  readonly healthy: Threshold;
}

/**
 * Options of a metric about the pods of the new version.
 */
export interface PodMetricOptions extends PrometheusMetricOptions {
  /**
   * The limit for a healthy version.
   */
  readonly healthy: Threshold;

  /**
   * The name of the container.
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
   * The name of the metric. It must be unique in its template.
   */
  readonly name: string;

  /**
   * The query, in PromQL. It must return one series, and only data of the new version: aggregate without `by`, and select by the pod-template hash.
   * The option `window` is not inserted into the query.
   */
  readonly query: string;

  /**
   * The limit for a healthy version.
   */
  readonly healthy: Threshold;

  /**
   * The result of a measurement if there is no data.
   *
   * @default NoData.INCONCLUSIVE
   */
  readonly noData?: NoData;
}

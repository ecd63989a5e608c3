import { checked } from '../api/checked';
import { ExpectedOfPods } from '../synth/pods-as-expected';
import { AnalysisUse } from './analysis-use';
import { AnalysisArgument } from './argument';
import { AnalysisMetric, assertAsksNothingOfRequests } from './metric';
import { measured, PrometheusMeasurementOptions, ReadyMade, withDefaults } from './prometheus-measurement';
import { CountMetricOptions, LatencyMetricOptions, PodMetricOptions, QueryMetricOptions, RequestMetricOptions } from './prometheus-metric-options';
import { askedOfErrors, requestTime, withEnough } from './prometheus-requests';
import { PrometheusSource } from './prometheus-source';
import { assertNoneOfItsOwn, countHealthy } from './prometheus-vote';
import { NoData, Threshold } from './threshold';

const NAMESPACE = AnalysisArgument.rolloutNamespace();
const HASH = AnalysisArgument.latestPodTemplateHash();
const PODS_OF = AnalysisArgument._byUse('pods-of', 'the start of the names of the rollout\'s pods', podPrefix);

/**
 * Options of `PrometheusMetric.anyOf`.
 */
export interface AnyOfMetricOptions extends PrometheusMeasurementOptions {
  /**
   * The name of the metric. It must be unique in its template.
   */
  readonly name: string;

  /**
   * The metrics. If one of them is healthy, the combined metric is healthy. At least two, with different names.
   */
  readonly metrics: PrometheusMetric[];

  /**
   * The result of a measurement if none of the metrics has data.
   *
   * @default NoData.INCONCLUSIVE
   */
  readonly noData?: NoData;
}

/**
 * A ready-made metric of the new version alone. Its query always returns at most one series, and `noData` defines the result if there is no data. Use
 * it in any template, together with other metrics. In a `PrometheusAnalysis` you set address, interval and similar options once for all of them.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/analysis/prometheus/
 * @example
 * PrometheusMetric.successRate({ source: PrometheusSource.istio(), healthy: Threshold.atLeast(0.99) });
 */
@checked
export class PrometheusMetric extends AnalysisMetric {
  /**
   * The share of requests that did not end in a server error (5xx).
   */
  public static successRate(options: RequestMetricOptions): PrometheusMetric {
    return PrometheusMetric.requestRatio('success-rate', '!~', options);
  }

  /**
   * The share of requests that ended in a server error (5xx).
   */
  public static errorRate(options: RequestMetricOptions): PrometheusMetric {
    return PrometheusMetric.requestRatio('error-rate', '=~', options);
  }

  /**
   * A quantile of the request duration.
   *
   * @example
   * PrometheusMetric.latency({ source: PrometheusSource.istio(), quantile: 0.95, atMost: Duration.millis(500) });
   */
  public static latency(options: LatencyMetricOptions): PrometheusMetric {
    const { source, quantile = 0.99, atMostTimesStable, minRequests } = options;
    const { durationBuckets, unitsPerSecond, matchers, stable, byService, hashLabel } = source._series;
    if (!(quantile > 0 && quantile < 1)) {
      throw new Error(`a quantile lies between 0 and 1, got ${quantile}: the time of 99 in 100 requests is the quantile 0.99`);
    }
    return new PrometheusMetric({
      name: options.name ?? `latency-p${`${quantile}`.slice(2).padEnd(2, '0')}`,
      query: withEnough((window) => {
        const [time, stableTime] = [matchers, stable.matchers].map((of) => requestTime(source._series, quantile, of)(window));
        return atMostTimesStable === undefined ? time : `${time} / ${stableTime}`;
      }, `${durationBuckets}{${matchers},le="+Inf"}`, minRequests),
      arguments: [...source._series.arguments, ...atMostTimesStable === undefined ? [] : stable.arguments],
      healthy: healthyTime(options, unitsPerSecond),
      noData: options.noData,
      byService,
      hashLabel,
    }, options);
  }

  /**
   * The increase of an application counter within the window. A counter that the application has not exported yet is zero, if the pods are scraped.
   *
   * @example
   * PrometheusMetric.count({ counter: 'app_errors_total', healthy: Threshold.atMost(5) });
   */
  public static count(options: CountMetricOptions): PrometheusMetric {
    const { name, counter, source = PrometheusSource.application(), healthy, noData } = options;
    const { matchers, scraped, hashLabel, arguments: args } = source._series;
    if (!scraped) {
      throw new Error('a counter of the application needs PrometheusSource.application: ingress-nginx and Istio do not know it');
    }
    return new PrometheusMetric({
      name: name ?? counter.replaceAll('_', '-'),
      query: (window) => `sum(increase(${counter}{${matchers}}[${window}])) or 0 * sum(${scraped})`,
      arguments: args,
      healthy,
      noData,
      hashLabel,
    }, options);
  }

  /**
   * The CPU use of the pod with the highest use, as a ratio of its CPU limit. Needs cAdvisor and kube-state-metrics, and containers with a CPU limit.
   *
   * @example
   * PrometheusMetric.cpu({ container: 'api', healthy: Threshold.atMost(0.8) });
   */
  public static cpu(options: PodMetricOptions): PrometheusMetric {
    const { name, container, healthy, noData } = options;
    const pods = podMatchers(container ? `container="${container}"` : 'container!=""');
    return new PrometheusMetric({
      name: name ?? 'cpu',
      query: (window) => `max(sum by (pod) (rate(container_cpu_usage_seconds_total{${pods}}[${window}]))`
        + ` / on (pod) sum by (pod) (kube_pod_container_resource_limits{${pods},resource="cpu"}))`,
      arguments: [NAMESPACE, PODS_OF, HASH],
      healthy,
      noData,
      container,
    }, options);
  }

  /**
   * The number of container restarts of the new version within the window. Needs kube-state-metrics.
   *
   * @example
   * PrometheusMetric.restarts({ healthy: Threshold.atMost(0) });
   */
  public static restarts(options: PodMetricOptions): PrometheusMetric {
    const { name, container, healthy, noData } = options;
    const pods = podMatchers(...container ? [`container="${container}"`] : []);
    return new PrometheusMetric({
      name: name ?? 'restarts',
      query: (window) => `sum(increase(kube_pod_container_status_restarts_total{${pods}}[${window}]))`,
      arguments: [NAMESPACE, PODS_OF, HASH],
      healthy,
      noData,
      container,
    }, options);
  }

  /**
   * A metric with a query of your own.
   *
   * @example
   * const hash = AnalysisArgument.latestPodTemplateHash();
   * PrometheusMetric.query({
   *   name: 'dead-letters',
   *   query: 'sum(increase(dead_letters_total{rollouts_pod_template_hash="' + hash.placeholder + '"}[5m]))',
   *   healthy: Threshold.atMost(0),
   *   arguments: [hash],
   * });
   */
  public static query(options: QueryMetricOptions): PrometheusMetric {
    const { name, query, healthy, noData } = options;
    return new PrometheusMetric({ name, query: () => query, arguments: [], healthy, noData }, options);
  }

  /**
   * Combines several metrics into one. It is healthy if at least one of them is healthy. A metric without data is ignored, unless its own `noData`
   * defines a result. If no metric has data, the combined metric has no data. The measured value is the number of healthy metrics. Set address,
   * interval and window here, not in the single metrics.
   *
   * @example
   * PrometheusMetric.anyOf({
   *   name: 'healthy-for-users',
   *   metrics: [
   *     PrometheusMetric.successRate({ source: PrometheusSource.istio(), healthy: Threshold.atLeast(0.999) }),
   *     PrometheusMetric.successRate({ name: 'no-worse', source: PrometheusSource.istio(), healthy: Threshold.noWorseThanStable() }),
   *   ],
   * });
   */
  public static anyOf(options: AnyOfMetricOptions): PrometheusMetric {
    const { name, metrics, noData, ...measurement } = options;
    if (metrics.length < 2) {
      throw new Error(`metric "${name}" is any of several metrics, got ${metrics.length}: give at least two`);
    }
    const names = metrics.map((metric) => metric.name);
    const twice = names.find((each, index) => names.indexOf(each) !== index);
    if (twice) {
      throw new Error(`metric "${name}" is any of several metrics, got two with the name "${twice}": give one of them another "name"`);
    }
    return PrometheusMetric.together({ name, noData }, metrics, measurement);
  }

  private static together(
    { name, noData }: Pick<ReadyMade, 'name' | 'noData'>, metrics: readonly PrometheusMetric[], measurement: PrometheusMeasurementOptions,
  ): PrometheusMetric {
    metrics.forEach(({ metric, options }) => assertNoneOfItsOwn(metric, options));
    const parts = metrics.map(({ metric }) => metric);
    return new PrometheusMetric({
      name,
      noData,
      query: countHealthy(parts),
      healthy: Threshold.atLeast(1),
      arguments: metrics.flatMap(({ metric, options }) => [...metric.arguments, ...metric.healthy._arguments, ...options.arguments ?? []]),
      byService: parts.some(({ byService }) => byService),
      parts,
    }, measurement);
  }

  private static requestRatio(name: string, operator: '=~' | '!~', options: RequestMetricOptions): PrometheusMetric {
    const { source, healthy, noData } = options;
    const { byService, hashLabel } = source._series;
    if (!healthy._ofRequests.comparison && healthy._value !== undefined && !(healthy._value >= 0 && healthy._value <= 1)) {
      throw new Error(`${name} is a ratio from 0 to 1, got the threshold ${healthy._value}: 95 % is 0.95`);
    }
    return new PrometheusMetric({
      name: options.name ?? name,
      ...askedOfErrors(source._series, operator, healthy),
      healthy,
      ofRequests: true,
      noData,
      byService,
      hashLabel,
    }, options);
  }

  private constructor(private readonly metric: ReadyMade, private readonly options: PrometheusMeasurementOptions) {
    super(measured(metric, options));
    if (!metric.ofRequests) {
      assertAsksNothingOfRequests(metric.name, metric.healthy);
    }
  }

  /**
   * @internal
   */
  public get _expected(): readonly ExpectedOfPods[] {
    return expectedBy(this.metric);
  }

  /**
   * The same metric, measured as it is said by default where it says nothing itself.
   *
   * @internal
   */
  public _within(defaults: PrometheusMeasurementOptions): PrometheusMetric {
    return new PrometheusMetric(this.metric, withDefaults(this.options, defaults));
  }
}

function expectedBy(metric: ReadyMade): readonly ExpectedOfPods[] {
  return metric.parts ? metric.parts.flatMap(expectedBy) : [metric];
}

function healthyTime({ atMost, atMostArgument, atMostTimesStable }: LatencyMetricOptions, unitsPerSecond: number): Threshold {
  if ([atMost, atMostArgument, atMostTimesStable].filter((each) => each !== undefined).length !== 1) {
    throw new Error('a latency needs exactly one of "atMost", "atMostArgument" and "atMostTimesStable"');
  }
  if (atMostTimesStable !== undefined) {
    if (!(atMostTimesStable >= 1)) {
      throw new Error(`"atMostTimesStable" is how many times as long as with the stable version it may take, at least 1, got ${atMostTimesStable}: 20 % longer is 1.2`);
    }
    return Threshold.atMost(atMostTimesStable);
  }
  return atMostArgument
    ? Threshold._atMostSeconds(atMostArgument, unitsPerSecond)
    : Threshold.atMost(atMost!.toMilliseconds() / 1000 * unitsPerSecond);
}

function podMatchers(...further: string[]): string {
  return ['namespace="' + NAMESPACE + '"', `pod=~"${PODS_OF}-${HASH}-.+"`, ...further].join(',');
}

/** Kubernetes cuts what a pod's name starts with at 58 characters: the rollout's name, the hash and two dashes. */
function podPrefix({ rollout, place }: AnalysisUse): string {
  if (place === 'experiment') {
    throw new Error('PrometheusMetric.cpu and .restarts find pods by the name of their rollout, and those of an experiment have other names: '
      + 'ask with PrometheusMetric.query, with an argument that is given the replicaSetName of a template');
  }
  const longest = 58 - 12;
  if (rollout.length > longest) {
    throw new Error(`a pod of rollout "${rollout}" cannot be found by its name, which Kubernetes cuts: the rollout's name has ${rollout.length} characters, `
      + `at most ${longest} are allowed for PrometheusMetric.cpu and .restarts`);
  }
  return rollout;
}

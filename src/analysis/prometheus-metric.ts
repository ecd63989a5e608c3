import { Duration } from 'cdk8s';
import { formatGoDuration } from '../manifest/go-duration';
import { AnalysisUse } from './analysis-use';
import { AnalysisArgument } from './argument';
import { IAnalysisMetric } from './metric';
import { PrometheusSource } from './prometheus-source';
import { NoData, Threshold } from './threshold';

/**
 * Options of every ready-made metric.
 */
export interface PrometheusMetricOptions {
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
   */
  readonly atMost: Duration;
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
export interface QueryMetricOptions {
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
   * The arguments that the query uses.
   *
   * @default - none
   */
  readonly arguments?: AnalysisArgument[];

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

/** A metric before it knows the window it looks at. */
interface MetricShape {
  readonly query: (window: string) => string;
  readonly arguments: AnalysisArgument[];
  readonly healthy: Threshold;
  readonly noData?: NoData;
  readonly byService?: boolean;
}

const NAMESPACE = AnalysisArgument.rolloutNamespace();
const HASH = AnalysisArgument.latestPodTemplateHash();
const PODS_OF = AnalysisArgument._byUse('pods-of', 'the start of the names of the rollout\'s pods', podPrefix);

/**
 * A ready-made metric of the new version alone. Each gives one series, whatever happens, and says what no data means.
 */
export class PrometheusMetric implements IAnalysisMetric {
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
   * A quantile of the time that requests take.
   */
  public static latency(options: LatencyMetricOptions): PrometheusMetric {
    const { source, quantile = 0.99, atMost } = options;
    const { durationBuckets, unitsPerSecond, matchers, byService, arguments: args } = source._series;
    if (!(quantile > 0 && quantile < 1)) {
      throw new Error(`a quantile lies between 0 and 1, got ${quantile}: the time of 99 in 100 requests is the quantile 0.99`);
    }
    const name = options.name ?? `latency-p${`${quantile}`.slice(2).padEnd(2, '0')}`;
    return new PrometheusMetric(name, {
      query: (window) => `histogram_quantile(${quantile}, sum by (le) (rate(${durationBuckets}{${matchers}}[${window}])))`,
      arguments: args,
      healthy: Threshold.atMost(atMost.toMilliseconds() / 1000 * unitsPerSecond),
      noData: options.noData,
      byService,
    });
  }

  /**
   * How much a counter of the application grew within the window. A counter that has never counted is zero, as long as
   * the pods are scraped.
   */
  public static count(options: CountMetricOptions): PrometheusMetric {
    const { counter, source = PrometheusSource.application(), ...others } = options;
    const { matchers, scraped, arguments: args } = source._series;
    if (!scraped) {
      throw new Error('a counter of the application needs PrometheusSource.application: ingress-nginx and Istio do not know it');
    }
    return new PrometheusMetric(options.name ?? counter.replaceAll('_', '-'), {
      query: (window) => `sum(increase(${counter}{${matchers}}[${window}])) or 0 * sum(${scraped})`,
      arguments: args,
      ...others,
    });
  }

  /**
   * The CPU use of the busiest pod, as a ratio of its limit. Needs cAdvisor and kube-state-metrics, and containers with a CPU limit.
   */
  public static cpu(options: PodMetricOptions): PrometheusMetric {
    const { container, ...others } = options;
    const pods = podMatchers(container ? `container="${container}"` : 'container!=""');
    return new PrometheusMetric(options.name ?? 'cpu', {
      query: (window) => `max(sum by (pod) (rate(container_cpu_usage_seconds_total{${pods}}[${window}]))`
        + ` / on (pod) sum by (pod) (kube_pod_container_resource_limits{${pods},resource="cpu"}))`,
      arguments: [NAMESPACE, PODS_OF, HASH],
      ...others,
    });
  }

  /**
   * How often containers of the new version restarted. Needs kube-state-metrics.
   */
  public static restarts(options: PodMetricOptions): PrometheusMetric {
    const { container, ...others } = options;
    const pods = podMatchers(...container ? [`container="${container}"`] : []);
    return new PrometheusMetric(options.name ?? 'restarts', {
      query: (window) => `sum(increase(kube_pod_container_status_restarts_total{${pods}}[${window}]))`,
      arguments: [NAMESPACE, PODS_OF, HASH],
      ...others,
    });
  }

  /**
   * Any query.
   */
  public static query(options: QueryMetricOptions): PrometheusMetric {
    const { name, query, healthy, noData } = options;
    return new PrometheusMetric(name, { query: () => query, arguments: options.arguments ?? [], healthy, noData });
  }

  /** A new version without any good request must not vanish from its own ratio, hence the zero. */
  private static requestRatio(name: string, operator: '=~' | '!~', { source, ...options }: RequestMetricOptions): PrometheusMetric {
    const { requests, matchers, statusLabel, byService, arguments: args } = source._series;
    if (!(options.healthy._value >= 0 && options.healthy._value <= 1)) {
      throw new Error(`${name} is a ratio from 0 to 1, got the threshold ${options.healthy._value}: 95 % is 0.95`);
    }
    return new PrometheusMetric(options.name ?? name, {
      query: (window) => `(sum(rate(${requests}{${matchers},${statusLabel}${operator}"5.."}[${window}])) or vector(0))`
        + ` / sum(rate(${requests}{${matchers}}[${window}]))`,
      arguments: args,
      byService,
      ...options,
    });
  }

  private constructor(
    /**
     * The name of the metric.
     */
    public readonly name: string,
    private readonly shape: MetricShape,
  ) {}

  /**
   * @internal
   */
  public get _arguments(): AnalysisArgument[] {
    return this.shape.arguments;
  }

  /**
   * @internal
   */
  public get _byService(): boolean {
    return this.shape.byService ?? false;
  }

  /**
   * @internal
   */
  public _query(window: Duration): string {
    return this.shape.query(formatGoDuration(window.toMilliseconds()));
  }

  /**
   * @internal
   */
  public get _conditions() {
    return this.shape.healthy._conditions(this.shape.noData ?? NoData.INCONCLUSIVE);
  }
}

function podMatchers(...further: string[]): string {
  return ['namespace="' + NAMESPACE + '"', `pod=~"${PODS_OF}-${HASH}-.+"`, ...further].join(',');
}

/** Kubernetes cuts what a pod's name starts with at 58 characters: the rollout's name, the hash and two dashes. */
function podPrefix({ rollout }: AnalysisUse): string {
  const longest = 58 - 12;
  if (rollout.length > longest) {
    throw new Error(`a pod of rollout "${rollout}" cannot be found by its name, which Kubernetes cuts: the rollout's name has ${rollout.length} characters, `
      + `at most ${longest} are allowed for PrometheusMetric.cpu and .restarts`);
  }
  return rollout;
}

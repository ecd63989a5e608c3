import { Duration } from 'cdk8s';
import { goDuration } from '../synth/go-duration';
import { AnalysisArgument } from './argument';
import { fieldByField, Measurements } from './measurements';
import { AnalysisMetricProps } from './metric';
import { MetricProvider } from './metric-provider';
import { PrometheusServerOptions } from './providers/prometheus';
import { NoData, Threshold } from './threshold';

/**
 * Options about the Prometheus server, and about when and how often to measure. Set them in a `PrometheusAnalysis` for all its ready-made metrics. A
 * metric can override them.
 */
export interface PrometheusMeasurementOptions extends PrometheusServerOptions {
  /**
   * How often to measure, and how many measurements may fail, in one value. It replaces `interval`, `count`, `failureLimit` and `inconclusiveLimit`.
   * In the background the number of measurements is ignored: there the analysis measures until the update is done.
   *
   * @default - the single options
   */
  readonly measurements?: Measurements;

  /**
   * The time between two measurements.
   *
   * @default Duration.seconds(30)
   */
  readonly interval?: Duration;

  /**
   * The number of measurements. In the background it is ignored: there the analysis measures until the update is done.
   *
   * @default 5
   */
  readonly count?: number;

  /**
   * The time range of rates and quantiles, until the time of the measurement. At least four scrape intervals.
   *
   * @default Duration.minutes(2)
   */
  readonly window?: Duration;

  /**
   * The time before the first measurement. It can be shorter than `window` if the new version already has traffic, for example after a pause. After a
   * promotion, a metric that selects by Service still sees requests to the old version for one `window`. So such a metric always waits at least one
   * `window` there.
   *
   * @default - one `window`, because a rate needs two scrapes
   */
  readonly initialDelay?: Duration;

  /**
   * How many measurements may fail. With one more, the metric fails. It must be less than `count`.
   *
   * @default - 1, or 0 if there is only one measurement
   */
  readonly failureLimit?: number;

  /**
   * How many measurements may be inconclusive, for example because there is no data. With one more, the rollout pauses until a person decides.
   *
   * @default - the same as `failureLimit`
   */
  readonly inconclusiveLimit?: number;

  /**
   * How many queries in a row may end with an error.
   *
   * @default 4
   */
  readonly consecutiveErrorLimit?: number;

  /**
   * After this number of successful measurements in a row, the metric succeeds early. Needs Argo Rollouts 1.8.
   *
   * @default - off
   */
  readonly consecutiveSuccessLimit?: number;
}

/** What a ready-made metric asks and how it judges, before it is said where, when and how often. */
export interface ReadyMade {
  readonly name: string;
  readonly query: (window: string) => string;
  readonly arguments: readonly AnalysisArgument[];
  readonly healthy: Threshold;
  readonly noData?: NoData;
  /** Counted by Service, which after promotion still shows the old version's requests for one window. */
  readonly byService?: boolean;
  /** The container that it looks at. */
  readonly container?: string;
  /** The label with the pod-template hash by which it tells versions apart. */
  readonly hashLabel?: string;
  /** Those that it is made of. */
  readonly parts?: readonly ReadyMade[];
  /** Whether it is about requests, so that there may be enough of them or not, and some of the stable version. */
  readonly ofRequests?: boolean;
}

/** What one says, and what another says beside it. Both have arguments in their texts. */
export function withDefaults(own: PrometheusMeasurementOptions, defaults: PrometheusMeasurementOptions): PrometheusMeasurementOptions {
  const given = Object.fromEntries(Object.entries(fieldByField('a metric', own)).filter(([, value]) => value !== undefined));
  return { ...fieldByField('a PrometheusAnalysis', defaults), ...given, arguments: [...defaults.arguments ?? [], ...own.arguments ?? []] };
}

export function measured(metric: ReadyMade, measurement: PrometheusMeasurementOptions): AnalysisMetricProps {
  const options = fieldByField(`metric "${metric.name}"`, measurement);
  const { address, headers, authentication, timeout, insecure, count = 5, window = Duration.minutes(2) } = options;
  const { failureLimit = Math.min(1, count - 1), initialDelay = window } = options;
  const tooEarly = metric.byService && initialDelay.toMilliseconds() < window.toMilliseconds();
  return {
    name: metric.name,
    countArgument: measurements(count),
    interval: options.interval ?? Duration.seconds(30),
    initialDelay: tooEarly || initialDelay.toMilliseconds() === 0 ? undefined : initialDelay,
    initialDelayArgument: tooEarly ? startDelay(initialDelay, window) : undefined,
    failureLimit,
    inconclusiveLimit: options.inconclusiveLimit ?? failureLimit,
    consecutiveErrorLimit: options.consecutiveErrorLimit,
    consecutiveSuccessLimit: options.consecutiveSuccessLimit,
    healthy: metric.healthy._settled(count, failureLimit),
    noData: metric.noData,
    arguments: [...metric.arguments],
    provider: MetricProvider.prometheus({
      query: metric.query(goDuration(window)),
      address,
      headers,
      authentication,
      timeout,
      insecure,
      arguments: options.arguments,
    }),
  };
}

/**
 * The controller reads a count of 0 as no end. The name holds the number, because templates of one analysis share their arguments
 * by name.
 */
function measurements(count: number): AnalysisArgument {
  return AnalysisArgument._byUse(`count-${count}`, `${count} measurements`,
    ({ place }) => place === 'background' ? '0' : undefined, { defaultValue: `${count}` });
}

function startDelay(initialDelay: Duration, window: Duration): AnalysisArgument {
  const [delay, afterPromotion] = [initialDelay, window].map((time) => goDuration(time));
  return AnalysisArgument._byUse(`initial-delay-${delay}`, `${delay}, and ${afterPromotion} after promotion`,
    ({ place }) => place === 'post-promotion' ? afterPromotion : undefined, { defaultValue: delay });
}

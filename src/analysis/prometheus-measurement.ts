import { Duration } from 'cdk8s';
import { goDuration } from '../synth/go-duration';
import { AnalysisArgument } from './argument';
import { fieldByField, Measurements } from './measurements';
import { AnalysisMetricProps } from './metric';
import { MetricProvider } from './metric-provider';
import { PrometheusServerOptions } from './providers/prometheus';
import { NoData, Threshold } from './threshold';

/**
 * Where, when and how often Prometheus is asked. A `PrometheusAnalysis` says it for all of its ready-made metrics, and each of them for itself
 * where it differs.
 */
export interface PrometheusMeasurementOptions extends PrometheusServerOptions {
  /**
   * How often it is measured, wherever the analysis has to come to an end, and how much of that may go wrong: instead of `interval`, `count`, `failureLimit` and
   * `inconclusiveLimit`.
   *
   * @default - those
   */
  readonly measurements?: Measurements;

  /**
   * The time between two measurements.
   *
   * @default Duration.seconds(30)
   */
  readonly interval?: Duration;

  /**
   * How many measurements are taken, wherever the analysis has to come to an end. A background analysis goes on until the update is done.
   *
   * @default 5
   */
  readonly count?: number;

  /**
   * The span that rates and quantiles look back over: at least four scrape intervals.
   *
   * @default Duration.minutes(2)
   */
  readonly window?: Duration;

  /**
   * The time before the first measurement. Less than a `window` is enough where traffic has been flowing for a while, as after a pause.
   * After a promotion, requests that are counted by Service are those of the old version for one `window`, which is waited for in any case.
   *
   * @default - one `window`: a rate needs two scrapes
   */
  readonly initialDelay?: Duration;

  /**
   * How many measurements may fail before the new version does. Fewer than `count`.
   *
   * @default - 1, or none where only one measurement is taken
   */
  readonly failureLimit?: number;

  /**
   * How many measurements may find no data before the rollout pauses for someone to decide.
   *
   * @default - as many as may fail
   */
  readonly inconclusiveLimit?: number;

  /**
   * How many queries in a row may end in an error.
   *
   * @default 4
   */
  readonly consecutiveErrorLimit?: number;

  /**
   * Enough successes in a row for the metric to succeed early. Since Argo Rollouts 1.8.
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

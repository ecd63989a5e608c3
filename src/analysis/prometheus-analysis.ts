import { Duration } from 'cdk8s';
import { ResourceProps } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { formatGoDuration } from '../manifest/go-duration';
import { AnalysisTemplate } from './analysis-template';
import { AnalysisArgument } from './argument';
import { AnalysisMetric, IAnalysisMetric } from './metric';
import { MeasurementRetention } from './metric-options';
import { MetricProvider } from './metric-provider';
import { PrometheusMetric } from './prometheus-metric';
import { PrometheusServerOptions } from './providers/prometheus';

/**
 * Options of a `PrometheusAnalysis`.
 */
export interface PrometheusAnalysisProps extends ResourceProps, PrometheusServerOptions {
  /**
   * What is measured.
   */
  readonly metrics: PrometheusMetric[];

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
 * the rollout fills in what differs.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/analysis/prometheus/
 */
export class PrometheusAnalysis extends AnalysisTemplate {
  constructor(scope: Construct, id: string, props: PrometheusAnalysisProps) {
    const { metadata, dryRun, measurementRetention } = props;
    super(scope, id, { metadata, dryRun, measurementRetention, metrics: props.metrics.map((metric) => analysisMetric(metric, props)) });
  }
}

function analysisMetric(metric: PrometheusMetric, props: PrometheusAnalysisProps): AnalysisMetric {
  const { address, headers, authentication, timeout, insecure, count = 5, window = Duration.minutes(2) } = props;
  const { failureLimit = Math.min(1, count - 1), initialDelay = window } = props;
  const tooEarly = metric._byService && initialDelay.toMilliseconds() < window.toMilliseconds();
  return new AnalysisMetric({
    name: metric.name,
    countArgument: measurements(count),
    interval: props.interval ?? Duration.seconds(30),
    initialDelay: tooEarly || initialDelay.toMilliseconds() === 0 ? undefined : initialDelay,
    initialDelayArgument: tooEarly ? startDelay(initialDelay, window) : undefined,
    failureLimit,
    inconclusiveLimit: props.inconclusiveLimit ?? failureLimit,
    consecutiveErrorLimit: props.consecutiveErrorLimit,
    ...metric._conditions,
    arguments: metric._arguments,
    provider: MetricProvider.prometheus({ address, headers, authentication, timeout, insecure, query: metric._query(window) }),
  });
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
  const [delay, afterPromotion] = [initialDelay, window].map((time) => formatGoDuration(time.toMilliseconds()));
  return AnalysisArgument._byUse(`initial-delay-${delay}`, `${delay}, and ${afterPromotion} after promotion`,
    ({ place }) => place === 'post-promotion' ? afterPromotion : undefined, { defaultValue: delay });
}

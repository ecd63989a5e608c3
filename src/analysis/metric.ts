import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { checked } from '../api/checked';
import { IntOrString, Metric } from '../manifest/types';
import { goDuration } from '../synth/go-duration';
import { ExpectedOfPods } from '../synth/pods-as-expected';
import { AnalysisArgument } from './argument';
import { fieldByField, Measurements } from './measurements';
import { MetricProvider } from './metric-provider';
import { NoData, Threshold } from './threshold';

/**
 * A metric that can be named where an analysis is set up.
 */
export interface IAnalysisMetric {
  /**
   * The name of the metric.
   */
  readonly name: string;
}

/**
 * Options of an `AnalysisMetric`. Numbers and times that may differ from use to use can be arguments instead:
 * see the `...Argument` options.
 */
export interface AnalysisMetricProps {
  /**
   * The name of the metric, unique among all metrics of one analysis. That of a job metric becomes part of the name of the
   * Job: the controller cuts it to 24 characters, which must be a lower-case DNS name and differ from those of other job metrics.
   */
  readonly name: string;

  /**
   * What takes the measurements.
   */
  readonly provider: MetricProvider;

  /**
   * The arguments whose placeholders are in the texts of the metric, beside those that its provider brings.
   *
   * @default - none
   */
  readonly arguments?: AnalysisArgument[];

  /**
   * What counts as healthy, where the provider measures a number: instead of conditions, which are made of it as the provider's results need
   * them. Not for jobs and Kayenta, which decide by themselves.
   *
   * @default - the conditions
   */
  readonly healthy?: Threshold;

  /**
   * What it means that there is nothing to measure. With `healthy` only, and not for a provider that makes an error of it: InfluxDB, SkyWalking,
   * Wavefront, web requests and plugins.
   *
   * @default NoData.INCONCLUSIVE
   */
  readonly noData?: NoData;

  /**
   * The condition under which a measurement is a success, in the expression language over `result`. Not for jobs.
   *
   * @default - with a failure condition: whatever is not a failure; without: every measurement that can be taken
   */
  readonly successCondition?: string;

  /**
   * The condition under which a measurement is a failure. Where both conditions are given and neither holds,
   * the measurement is inconclusive.
   *
   * @default - whatever is not a success
   */
  readonly failureCondition?: string;

  /**
   * How often it is measured, and how much of that may go wrong: instead of `count`, `interval`, `failureLimit` and `inconclusiveLimit`.
   *
   * @default - those
   */
  readonly measurements?: Measurements;

  /**
   * How many measurements are taken. Without it a metric with an interval is measured until the analysis is stopped,
   * which only a background analysis ever is.
   *
   * @default - 1 without an interval, no end with one
   */
  readonly count?: number;

  /**
   * The argument that says how many measurements are taken, instead of `count`.
   *
   * @default - `count`
   */
  readonly countArgument?: AnalysisArgument;

  /**
   * The time between two measurements. Needed for more than one.
   *
   * @default - measured once
   */
  readonly interval?: Duration;

  /**
   * The time before the first measurement.
   *
   * @default - none
   */
  readonly initialDelay?: Duration;

  /**
   * The argument that says how long to wait before the first measurement, instead of `initialDelay`.
   *
   * @default - `initialDelay`
   */
  readonly initialDelayArgument?: AnalysisArgument;

  /**
   * How many measurements may fail. -1 is without limit, and needs a `consecutiveSuccessLimit`.
   *
   * @default 0
   */
  readonly failureLimit?: number;

  /**
   * How many measurements may be inconclusive. One more, and the rollout pauses until someone decides.
   *
   * @default 0
   */
  readonly inconclusiveLimit?: number;

  /**
   * How many measurements in a row may end in an error, such as a provider that does not answer, or answers a web request with a status that is not 2xx.
   * They are taken again after 10 seconds, and neither count nor fail.
   *
   * @default 4
   */
  readonly consecutiveErrorLimit?: number;

  /**
   * Enough successes in a row for the metric to succeed early.
   *
   * @default - off
   */
  readonly consecutiveSuccessLimit?: number;
}

/**
 * A metric of an analysis template: what is measured, how often, and what counts as good.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/
 * @example
 * new AnalysisMetric({
 *   name: 'queue-length',
 *   provider: MetricProvider.prometheus({ address: 'http://prometheus.monitoring:9090', query: 'sum(queue_length{namespace="shop"})' }),
 *   healthy: Threshold.below(1000),
 *   measurements: Measurements.over(Duration.minutes(10), { interval: Duration.minutes(1), failureLimit: 1 }),
 * });
 */
@checked
export class AnalysisMetric implements IAnalysisMetric {
  /**
   * The name of the metric.
   */
  public readonly name: string;

  private readonly props: Omit<AnalysisMetricProps, 'measurements'>;

  constructor(props: AnalysisMetricProps) {
    this.name = props.name;
    this.props = fieldByField(`metric "${props.name}"`, props);
    for (const [given, argument] of [['count', 'countArgument'], ['initialDelay', 'initialDelayArgument']] as const) {
      if (props[given] !== undefined && props[argument] !== undefined) {
        throw new Error(`metric "${props.name}" got both "${given}" and "${argument}": give one of them`);
      }
    }
    this.assertJudged();
  }

  /**
   * The arguments that it uses. Whoever names a template by `fromName` that has this metric tells them there.
   */
  public get arguments(): AnalysisArgument[] {
    const { provider, healthy, countArgument, initialDelayArgument } = this.props;
    const named = [countArgument, initialDelayArgument].filter((argument) => argument !== undefined);
    return [...this.props.arguments ?? [], ...healthy?._arguments ?? [], ...provider._arguments, ...named];
  }

  /**
   * @internal
   */
  public get _referred(): readonly IConstruct[] {
    return this.props.provider._referred;
  }

  /**
   * @internal
   */
  public get _custom(): boolean {
    return this.props.provider._custom;
  }

  /**
   * What it takes for granted of the pods that it looks at.
   *
   * @internal
   */
  public get _expected(): readonly ExpectedOfPods[] {
    return [];
  }

  /**
   * Whether it waits until something holds, and never fails.
   *
   * @internal
   */
  public get _waits(): boolean {
    return false;
  }

  /**
   * @internal
   */
  public _toKube(): Metric {
    const { props } = this;
    return {
      name: props.name,
      initialDelay: props.initialDelayArgument?.placeholder ?? goDuration(props.initialDelay),
      interval: goDuration(props.interval),
      count: (props.countArgument?.placeholder ?? props.count) as IntOrString,
      ...this.conditions(),
      failureLimit: props.failureLimit,
      inconclusiveLimit: props.inconclusiveLimit,
      consecutiveErrorLimit: props.consecutiveErrorLimit,
      consecutiveSuccessLimit: props.consecutiveSuccessLimit,
      provider: props.provider._toKube(),
    };
  }

  private conditions() {
    const { healthy, noData = NoData.INCONCLUSIVE, provider, successCondition, failureCondition } = this.props;
    return healthy ? healthy._conditions(provider._number!, noData) : { successCondition, failureCondition };
  }

  private assertJudged() {
    const { name, healthy, noData, provider, successCondition, failureCondition } = this.props;
    if (healthy && (successCondition ?? failureCondition) !== undefined) {
      throw new Error(`metric "${name}" got both "healthy" and conditions: give one of them`);
    }
    if (healthy) {
      assertAsksNothingOfRequests(name, healthy);
    }
    if (healthy && !provider._number) {
      throw new Error(`metric "${name}" got "healthy", and of its provider it is not known where a number is: give conditions, or say it in the provider's options`);
    }
    if (noData && !(healthy && provider._number?.there)) {
      throw new Error(`metric "${name}" got "noData", ${healthy ? 'and its provider makes an error of it: "consecutiveErrorLimit" says how many are too many'
        : 'which belongs to "healthy": write it into the conditions, or give "healthy"'}`);
    }
  }
}

/** Only ready-made metrics of requests know how many there are, and which are those of the stable version. */
export function assertAsksNothingOfRequests(name: string, { _ofRequests: { minRequests, comparison } }: Threshold) {
  if (minRequests !== undefined || comparison) {
    throw new Error(`metric "${name}" got ${comparison ? 'Threshold.noWorseThanStable' : '"minRequests"'}, which belongs to PrometheusMetric.successRate and errorRate`);
  }
}

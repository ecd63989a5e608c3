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
 * A metric that the options of an analysis can refer to.
 */
export interface IAnalysisMetric {
  /**
   * The name of the metric.
   */
  readonly name: string;
}

/**
 * Options of an `AnalysisMetric`. Options that end with `Argument` take the value from an argument, so it can be different for each use of the
 * template.
 */
export interface AnalysisMetricProps {
  /**
   * The name of the metric. It must be unique among all metrics of one analysis. For a job metric, the name of the Job contains the first 24
   * characters of it. These must be lower-case letters, digits and hyphens, as in a DNS name, and different from those of other job metrics.
   */
  readonly name: string;

  /**
   * The provider of the measurements, such as Prometheus or a Job.
   */
  readonly provider: MetricProvider;

  /**
   * The arguments whose placeholders are in the texts of the metric. Arguments of the provider are included automatically.
   *
   * @default - none
   */
  readonly arguments?: AnalysisArgument[];

  /**
   * The limit for a healthy version, if the provider measures a number. The conditions are made from it, in the form that the provider needs. Do not
   * use it together with your own conditions. Not for Jobs and Kayenta, which decide themselves.
   *
   * @default - the conditions decide
   */
  readonly healthy?: Threshold;

  /**
   * The result of a measurement if there is no data. Only together with `healthy`. Not for InfluxDB, SkyWalking, Wavefront, web requests and plugins:
   * for these, missing data is an error of the measurement.
   *
   * @default NoData.INCONCLUSIVE
   */
  readonly noData?: NoData;

  /**
   * The condition for a successful measurement. It is an expression with the variable `result`. Not for Jobs.
   *
   * @default - with `failureCondition`: every measurement that is not a failure; without: every measurement without an error
   */
  readonly successCondition?: string;

  /**
   * The condition for a failed measurement. It is an expression with the variable `result`. If both conditions are set and neither is true, the
   * measurement is inconclusive.
   *
   * @default - every measurement that is not successful
   */
  readonly failureCondition?: string;

  /**
   * How often to measure, and how many measurements may fail, in one value. It replaces `count`, `interval`, `failureLimit` and `inconclusiveLimit`.
   *
   * @default - the single options
   */
  readonly measurements?: Measurements;

  /**
   * The number of measurements. If `interval` is set and `count` is not, the metric is measured until the analysis is stopped. Only a background
   * analysis is ever stopped.
   *
   * @default - 1 without `interval`, unlimited with it
   */
  readonly count?: number;

  /**
   * The argument with the number of measurements, instead of `count`.
   *
   * @default - `count`
   */
  readonly countArgument?: AnalysisArgument;

  /**
   * The time between two measurements. Required for more than one measurement.
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
   * The argument with the time before the first measurement, instead of `initialDelay`.
   *
   * @default - `initialDelay`
   */
  readonly initialDelayArgument?: AnalysisArgument;

  /**
   * How many measurements may fail. With one more, the metric fails. -1 means no limit, and needs `consecutiveSuccessLimit`.
   *
   * @default 0
   */
  readonly failureLimit?: number;

  /**
   * How many measurements may be inconclusive. With one more, the rollout pauses until a person decides.
   *
   * @default 0
   */
  readonly inconclusiveLimit?: number;

  /**
   * How many measurements in a row may end with an error. Examples of errors are a provider that does not answer, or a web request with a status that
   * is not 2xx. After an error the controller measures again after 10 seconds. Errors are not included in `count` and `failureLimit`.
   *
   * @default 4
   */
  readonly consecutiveErrorLimit?: number;

  /**
   * After this number of successful measurements in a row, the metric succeeds early.
   *
   * @default - off
   */
  readonly consecutiveSuccessLimit?: number;
}

/**
 * A metric of an analysis template: what is measured, how often, and what is healthy.
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
   * The arguments that the metric uses. If another app refers to its template with `fromName`, it must list these arguments there.
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

import { checked } from '../api/checked';
import { AnalysisArgument } from './argument';
import { deviationsOf } from './normal-distribution';
import { MeasuredNumber } from './provider-fragment';

/**
 * Options of a `Threshold`.
 */
export interface ThresholdOptions {
  /**
   * The minimum number of requests within the window. With fewer requests there is no data, and `noData` of the metric defines the result. Reason:
   * one error in ten requests means little. Only for metrics about requests, such as `PrometheusMetric.successRate`.
   *
   * @default - one request is enough
   */
  readonly minRequests?: number;
}

/**
 * Options of `Threshold.noWorseThanStable`.
 */
export interface StableComparisonOptions extends ThresholdOptions {
  /**
   * The probability that an update is aborted by chance, although the new version is as good as the stable version. Between 0 and 0.5, for example
   * 0.01 for one update in a hundred. It is a limit for all measurements of the metric together, so it depends on their number. In the background,
   * where measurements continue until the update is done, it applies to `count` measurements.
   *
   * @default - a difference of more than three standard deviations is worse
   */
  readonly falseAlarmRate?: number;
}

/** What a threshold asks of requests, beside its border. */
interface OfRequests {
  readonly minRequests?: number;
  readonly comparison?: { readonly falseAlarmRate?: number };
}

/** How many standard deviations are worse, where nobody says how often a false alarm may come. */
const DEVIATIONS = 3;

/**
 * The limit between healthy and failed. A value is either healthy or a failure, nothing in between. It has the unit of the measured value. For
 * example, a success rate is a ratio from 0 to 1.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/
 * @example
 * PrometheusMetric.errorRate({ source: PrometheusSource.istio(), healthy: Threshold.atMost(0.01, { minRequests: 100 }) });
 */
@checked
export class Threshold {
  /**
   * Healthy if the value is equal to or greater than this.
   */
  public static atLeast(value: number, options: ThresholdOptions = {}): Threshold {
    return new Threshold('>=', '<', value, '', ofEnough(options));
  }

  /**
   * Healthy if the value is equal to or less than this.
   */
  public static atMost(value: number, options: ThresholdOptions = {}): Threshold {
    return new Threshold('<=', '>', value, '', ofEnough(options));
  }

  /**
   * Healthy if the value is greater than this.
   */
  public static above(value: number): Threshold {
    return new Threshold('>', '<=', value);
  }

  /**
   * Healthy if the value is less than this.
   */
  public static below(value: number): Threshold {
    return new Threshold('<', '>=', value);
  }

  /**
   * Healthy if the value is equal to or greater than the argument. The value of the argument must be a number.
   */
  public static atLeastArgument(argument: AnalysisArgument): Threshold {
    return new Threshold('>=', '<', argument);
  }

  /**
   * Healthy if the value is equal to or less than the argument. The value of the argument must be a number.
   *
   * @example
   * const most = AnalysisArgument.number('most-errors', { defaultValue: 0.01 });
   * PrometheusMetric.errorRate({ source: PrometheusSource.istio(), healthy: Threshold.atMostArgument(most) });
   */
  public static atMostArgument(argument: AnalysisArgument): Threshold {
    return new Threshold('<=', '>', argument);
  }

  /**
   * Healthy if the value is greater than the argument. The value of the argument must be a number.
   */
  public static aboveArgument(argument: AnalysisArgument): Threshold {
    return new Threshold('>', '<=', argument);
  }

  /**
   * Healthy if the value is less than the argument. The value of the argument must be a number.
   */
  public static belowArgument(argument: AnalysisArgument): Threshold {
    return new Threshold('<', '>=', argument);
  }

  /**
   * Healthy if the share of failed requests is not larger than that of the stable version at the same time. Differences by chance are ignored. If a
   * dependency fails for both versions, the new version is still healthy. For `PrometheusMetric.successRate` and `errorRate` of a canary. To compare
   * times, use the option `atMostTimesStable` of `PrometheusMetric.latency`.
   *
   * @example
   * PrometheusMetric.errorRate({ source: PrometheusSource.istio(), healthy: Threshold.noWorseThanStable({ falseAlarmRate: 0.01 }) });
   */
  public static noWorseThanStable(options: StableComparisonOptions = {}): Threshold {
    const { falseAlarmRate } = options;
    if (falseAlarmRate !== undefined && !(falseAlarmRate > 0 && falseAlarmRate < 0.5)) {
      throw new Error(`"falseAlarmRate" is a chance between 0 and 0.5, got ${falseAlarmRate}: one update in a hundred is 0.01`);
    }
    return new Threshold('<=', '>', DEVIATIONS, '', { ...ofEnough(options), comparison: { falseAlarmRate } });
  }

  /**
   * As many seconds as an argument says, or fewer, where the result is in another unit.
   *
   * @internal
   */
  public static _atMostSeconds(argument: AnalysisArgument, unitsPerSecond: number): Threshold {
    return new Threshold('<=', '>', argument, unitsPerSecond === 1 ? '' : ` * ${unitsPerSecond}`);
  }

  private constructor(
    private readonly healthy: string,
    private readonly failed: string,
    private readonly border: number | AnalysisArgument,
    private readonly scale = '',
    /**
     * What it asks of requests. It is part of the query, not of the condition.
     *
     * @internal
     */
    public readonly _ofRequests: OfRequests = {},
  ) {}

  /**
   * The one for the conditions, once it is known how often is measured. Of `count` measurements more than `failureLimit` must fail by chance for a false alarm. However
   * their windows overlap, that is no more likely than the share of them that fails, times `count / (failureLimit + 1)`.
   *
   * @internal
   */
  public _settled(count: number, failureLimit: number): Threshold {
    const falseAlarmRate = this._ofRequests.comparison?.falseAlarmRate;
    const border = falseAlarmRate === undefined ? this.border : Math.ceil(100 * deviationsOf(falseAlarmRate * (failureLimit + 1) / count)) / 100;
    return new Threshold(this.healthy, this.failed, border, this.scale);
  }

  /**
   * The border, where it is a number.
   *
   * @internal
   */
  public get _value(): number | undefined {
    return typeof this.border === 'number' ? this.border : undefined;
  }

  /**
   * @internal
   */
  public get _arguments(): AnalysisArgument[] {
    return typeof this.border === 'number' ? [] : [this.border];
  }

  /**
   * What is left of a query where it is healthy.
   *
   * @internal
   */
  public _filter(query: string): string {
    return `${query} ${this.healthy} ${this.border}${this.scale}`;
  }

  /**
   * One where a query is healthy, and zero where it is not.
   *
   * @internal
   */
  public _vote(query: string): string {
    return `${query} ${this.healthy} bool ${this.border}${this.scale}`;
  }

  /**
   * @internal
   */
  public _conditions({ value, there, missing }: MeasuredNumber, noData: NoData) {
    const success = `${value} ${this.healthy} ${this.border}${this.scale}`;
    const failure = `${value} ${this.failed} ${this.border}${this.scale}`;
    return !there ? { successCondition: success, failureCondition: failure } : {
      successCondition: noData === NoData.PASS ? `${missing} || ${success}` : `${there} && ${success}`,
      failureCondition: noData === NoData.FAIL ? `${missing} || ${failure}` : `${there} && ${failure}`,
    };
  }
}

/**
 * The result of a measurement if there is no data, for example because there were no requests yet.
 */
export enum NoData {
  /** The measurement is inconclusive. After too many of them the rollout pauses until a person decides. */
  INCONCLUSIVE = 'inconclusive',
  /** The measurement is successful. */
  PASS = 'pass',
  /** The measurement has failed. */
  FAIL = 'fail',
}

function ofEnough({ minRequests }: ThresholdOptions): OfRequests {
  if (minRequests !== undefined && !(minRequests >= 1)) {
    throw new Error(`"minRequests" is a number of requests, at least 1, got ${minRequests}`);
  }
  return { minRequests };
}

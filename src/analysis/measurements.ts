import { Duration } from 'cdk8s';
import { checked } from '../api/checked';
import { formatGoDuration } from '../manifest/go-duration';

/**
 * Options of `Measurements.over`.
 */
export interface MeasurementsOptions {
  /**
   * The time between two measurements. The total time must be a multiple of it.
   */
  readonly interval: Duration;

  /**
   * How many measurements may fail. With one more, the metric fails.
   *
   * @default 0
   */
  readonly failureLimit?: number;

  /**
   * How many measurements may be inconclusive, for example because there is no data. With one more, the rollout pauses until a person decides.
   *
   * @default - the same as `failureLimit`
   */
  readonly inconclusiveLimit?: number;
}

/** The fields of a metric that are said by one value. */
export interface MeasurementFields {
  readonly count: number;
  readonly interval: Duration;
  readonly failureLimit: number;
  readonly inconclusiveLimit: number;
}

/**
 * How often a metric is measured, and how many measurements may fail. One value contains the count, the interval and the limits, so that they fit
 * together.
 *
 * @example
 * // for ten minutes, every minute, and two of them may fail
 * PrometheusMetric.successRate({
 *   source: PrometheusSource.istio(),
 *   healthy: Threshold.atLeast(0.99),
 *   measurements: Measurements.over(Duration.minutes(10), { interval: Duration.minutes(1), failureLimit: 2 }),
 * });
 */
@checked
export class Measurements {
  /**
   * Measurements during some time: one at the start, and one after each interval. For example, ten minutes with an interval of one minute make eleven
   * measurements. It is an error if the time is not a multiple of the interval, or if a limit is not less than the number of measurements.
   *
   * @param duration the time from the first measurement to the last
   */
  public static over(duration: Duration, options: MeasurementsOptions): Measurements {
    const { interval, failureLimit = 0, inconclusiveLimit = failureLimit } = options;
    const [whole, part] = [duration, interval].map((time) => time.toMilliseconds());
    if (part <= 0 || whole <= 0 || whole % part !== 0) {
      throw new Error(`the time of measurements is a multiple of the time between them, got ${formatGoDuration(whole)} and every ${formatGoDuration(part)}`);
    }
    const count = whole / part + 1;
    for (const [option, tolerated] of Object.entries({ failureLimit, inconclusiveLimit })) {
      if (!Number.isInteger(tolerated) || tolerated < 0 || tolerated >= count) {
        throw new Error(`"${option}" is a whole number from 0 to ${count - 1}, because ${count} measurements are taken, got ${tolerated}`);
      }
    }
    return new Measurements({ count, interval, failureLimit, inconclusiveLimit });
  }

  private constructor(
    /**
     * @internal
     */
    public readonly _fields: MeasurementFields,
  ) {}
}

const FIELDS = ['count', 'countArgument', 'interval', 'failureLimit', 'inconclusiveLimit'] as const;

/** What can be said in one value, or field by field. */
type Said = { readonly [field in typeof FIELDS[number]]?: unknown } & { readonly measurements?: Measurements };

/** Options in which the fields stand that were said in one value. */
export function fieldByField<T extends Said>(subject: string, options: T): Omit<T, 'measurements'> {
  const { measurements, ...others } = options;
  const twice = measurements && FIELDS.find((field) => options[field] !== undefined);
  if (twice) {
    throw new Error(`${subject} got both "measurements" and "${twice}": give one of them`);
  }
  return { ...others, ...measurements?._fields };
}

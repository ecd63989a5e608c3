import { Duration } from 'cdk8s';
import { IntOrString, Provider } from '../../manifest/types';
import { goDuration } from '../../synth/go-duration';
import { AnalysisArgument } from '../argument';
import { ProviderFragment } from '../provider-fragment';

/**
 * A metric of CloudWatch, and how its points are brought together.
 */
export interface CloudWatchMetricStat {
  /**
   * The namespace of the metric, such as `AWS/ApplicationELB`.
   */
  readonly namespace: string;

  /**
   * The name of the metric.
   */
  readonly metricName: string;

  /**
   * The dimensions of the metric, all that it has.
   *
   * @default - none
   */
  readonly dimensions?: Record<string, string>;

  /**
   * The span of one point, in whole seconds: 1, 5, 10, 30, or a multiple of 60.
   */
  readonly period: Duration;

  /**
   * The statistic of a point: `Average`, `Sum`, `Maximum`, `p99`, …
   */
  readonly stat: string;

  /**
   * Only what was reported in this unit.
   *
   * @default - any unit
   */
  readonly unit?: string;
}

/**
 * One query to CloudWatch: exactly one of `expression` and `metricStat`.
 */
export interface CloudWatchQuery {
  /**
   * Its name, by which expressions use it: a lower-case letter, then letters, digits and underscores.
   */
  readonly id: string;

  /**
   * A calculation over other queries by their ids, such as `errors / requests`, or a query in Metrics Insights.
   *
   * @default - `metricStat`
   */
  readonly expression?: string;

  /**
   * A metric.
   *
   * @default - `expression`
   */
  readonly metricStat?: CloudWatchMetricStat;

  /**
   * How it is called in answers.
   *
   * @default - AWS names it
   */
  readonly label?: string;

  /**
   * The span of one point of an expression, in whole seconds.
   *
   * @default - that of the metrics in it
   */
  readonly period?: Duration;

  /**
   * Whether it is in the answer. Only one should be: others are there for its expression.
   *
   * @default true
   */
  readonly returnData?: boolean;
}

/**
 * Options of `MetricProvider.cloudWatch`.
 */
export interface CloudWatchProviderOptions {
  /**
   * The queries, of which one returns its data.
   */
  readonly queries: CloudWatchQuery[];

  /**
   * How far they look back.
   *
   * @default Duration.minutes(5)
   */
  readonly interval?: Duration;

  /**
   * The arguments whose placeholders are in these texts.
   *
   * @default - none
   */
  readonly arguments?: AnalysisArgument[];
}

export function cloudWatchProvider({ queries, interval, arguments: args }: CloudWatchProviderOptions): ProviderFragment {
  return {
    arguments: args,
    // a query without points is there, without values; the newest value comes first
    number: { value: 'result[0].Values[0]', there: 'len(result[0].Values) > 0', missing: 'len(result[0].Values) == 0' },
    provider: {
      cloudWatch: {
        interval: goDuration(interval),
        metricDataQueries: queries.map(({ id, expression, metricStat, label, period, returnData }) => ({
          id,
          expression,
          label,
          period: seconds(period),
          returnData,
          metricStat: metricStat && statOf(metricStat),
        })),
      },
    },
  };
}

type MetricStat = NonNullable<NonNullable<Provider['cloudWatch']>['metricDataQueries'][number]['metricStat']>;

function statOf({ namespace, metricName, dimensions, period, stat, unit }: CloudWatchMetricStat): MetricStat {
  return {
    metric: {
      namespace,
      metricName,
      dimensions: dimensions && Object.entries(dimensions).map(([name, value]) => ({ name, value })),
    },
    period: seconds(period),
    stat,
    unit,
  };
}

function seconds(period: Duration | undefined): IntOrString | undefined {
  return period?.toSeconds();
}

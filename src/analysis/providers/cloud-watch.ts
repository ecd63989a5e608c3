import { Duration } from 'cdk8s';
import { IntOrString, Provider } from '../../manifest/types';
import { goDuration } from '../../synth/go-duration';
import { AnalysisArgument } from '../argument';
import { ProviderFragment } from '../provider-fragment';

/**
 * A metric of CloudWatch and its statistic.
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
   * All dimensions of the metric.
   *
   * @default - none
   */
  readonly dimensions?: Record<string, string>;

  /**
   * The length of one data point, in whole seconds: 1, 5, 10, 30, or a multiple of 60.
   */
  readonly period: Duration;

  /**
   * The statistic for one data point: `Average`, `Sum`, `Maximum`, `p99`, …
   */
  readonly stat: string;

  /**
   * Use only data that was reported in this unit.
   *
   * @default - any unit
   */
  readonly unit?: string;
}

/**
 * One query to CloudWatch. Set exactly one of `expression` and `metricStat`.
 */
export interface CloudWatchQuery {
  /**
   * The id of the query. Expressions refer to it. It starts with a lower-case letter, followed by letters, digits and underscores.
   */
  readonly id: string;

  /**
   * A calculation with other queries by their ids, such as `errors / requests`, or a Metrics Insights query.
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
   * The label of the query in the answer.
   *
   * @default - AWS chooses it
   */
  readonly label?: string;

  /**
   * The length of one data point of an expression, in whole seconds.
   *
   * @default - the period of its metrics
   */
  readonly period?: Duration;

  /**
   * Whether the result of this query is in the answer. Only one query should return data. Set it to `false` for queries that are only used in an
   * expression.
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
   * The queries. One of them returns its data.
   */
  readonly queries: CloudWatchQuery[];

  /**
   * The time range of the queries, until the time of the measurement.
   *
   * @default Duration.minutes(5)
   */
  readonly interval?: Duration;

  /**
   * The arguments whose placeholders are in these options.
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

import { Duration } from 'cdk8s';
import { goDuration } from '../../synth/go-duration';
import { AnalysisArgument } from '../argument';
import { ProviderFragment } from '../provider-fragment';

/**
 * A version of Datadog's query API.
 */
export enum DatadogApiVersion {
  /** The old version, which Datadog does not recommend. It takes one `query`. The result is the last data point. */
  V1 = 'v1',
  /** The current version. It supports several queries, a formula and an aggregator. */
  V2 = 'v2',
}

/**
 * How the data points of a Datadog query are combined into one number.
 */
export enum DatadogAggregator {
  /** The average. */
  AVG = 'avg',
  /** The minimum. */
  MIN = 'min',
  /** The maximum. */
  MAX = 'max',
  /** The sum. */
  SUM = 'sum',
  /** The newest data point. */
  LAST = 'last',
  /** A percentile. */
  PERCENTILE = 'percentile',
  /** The mean. */
  MEAN = 'mean',
  /** The square root of the sum of squares. */
  L2NORM = 'l2norm',
  /** The area under the curve. */
  AREA = 'area',
}

/**
 * The Secret with the Datadog address and keys. It has the keys `address`, `api-key` and `app-key`.
 */
export interface DatadogSecret {
  /**
   * The name of the Secret.
   *
   * @default 'datadog'
   */
  readonly name?: string;

  /**
   * Whether the Secret is in the namespace of the analysis instead of the namespace of the controller. If so, `name` is required.
   *
   * @default false
   */
  readonly namespaced?: boolean;
}

/**
 * Options of `MetricProvider.datadog`. Set exactly one of `query` and `queries`.
 */
export interface DatadogProviderOptions {
  /**
   * The query.
   *
   * @default - `queries`
   */
  readonly query?: string;

  /**
   * Several queries by name. A `formula` combines them. Needs Argo Rollouts 1.7.
   *
   * @default - `query`
   */
  readonly queries?: Record<string, string>;

  /**
   * The calculation with `queries`, by their names, such as `errors / requests`. Required if there is more than one query.
   *
   * @default - none
   */
  readonly formula?: string;

  /**
   * How the data points within `interval` are combined into one number. Not with the API version `V1`. Needs Argo Rollouts 1.7.
   *
   * @default DatadogAggregator.LAST
   */
  readonly aggregator?: DatadogAggregator;

  /**
   * The time range of the query, until the time of the measurement.
   *
   * @default Duration.minutes(5)
   */
  readonly interval?: Duration;

  /**
   * The version of Datadog's API. If the manifest does not set it, the controller uses the old version, so this library always sets it.
   *
   * @default DatadogApiVersion.V2
   */
  readonly apiVersion?: DatadogApiVersion;

  /**
   * How long a request may take. Needs Argo Rollouts 1.10.
   *
   * @default Duration.seconds(10)
   */
  readonly requestTimeout?: Duration;

  /**
   * The Secret with address and keys. Needs Argo Rollouts 1.8. The controller ignores it if its environment variables DD_ADDRESS, DD_API_KEY and
   * DD_APP_KEY are set.
   *
   * @default - the Secret `datadog` in the namespace of the controller
   */
  readonly secretRef?: DatadogSecret;

  /**
   * The arguments whose placeholders are in these options.
   *
   * @default - none
   */
  readonly arguments?: AnalysisArgument[];
}

export function datadogProvider(options: DatadogProviderOptions): ProviderFragment {
  const { query, queries, formula, aggregator, interval, apiVersion, requestTimeout, secretRef } = options;
  if ((query === undefined) === (queries === undefined)) {
    throw new Error('a Datadog metric needs exactly one of "query" and "queries"');
  }
  return {
    arguments: options.arguments,
    // a query without any point is nil, of which nothing is compared
    number: { value: 'default(result, 0)', there: '!isNil(result)', missing: 'isNil(result)' },
    provider: {
      datadog: {
        apiVersion: apiVersion ?? DatadogApiVersion.V2,
        interval: goDuration(interval),
        query,
        queries,
        formula,
        aggregator,
        requestTimeout: goDuration(requestTimeout),
        secretRef: secretRef && { ...secretRef },
      },
    },
  };
}

import { Duration } from 'cdk8s';
import { goDuration } from '../../synth/go-duration';
import { AnalysisArgument } from '../argument';
import { ProviderFragment } from '../provider-fragment';

/**
 * A version of Datadog's API for queries.
 */
export enum DatadogApiVersion {
  /** The old one, which Datadog advises against. It takes one `query`, and the result is its last point. */
  V1 = 'v1',
  /** The current one, with several queries, a formula and an aggregator. */
  V2 = 'v2',
}

/**
 * How the points of a Datadog query become one number.
 */
export enum DatadogAggregator {
  /** Their average. */
  AVG = 'avg',
  /** The lowest. */
  MIN = 'min',
  /** The highest. */
  MAX = 'max',
  /** Their sum. */
  SUM = 'sum',
  /** The newest. */
  LAST = 'last',
  /** A percentile. */
  PERCENTILE = 'percentile',
  /** Their mean. */
  MEAN = 'mean',
  /** The square root of the sum of their squares. */
  L2NORM = 'l2norm',
  /** The area below them. */
  AREA = 'area',
}

/**
 * The Secret with what Datadog asks for: the keys `address`, `api-key` and `app-key`.
 */
export interface DatadogSecret {
  /**
   * The name of the Secret.
   *
   * @default 'datadog'
   */
  readonly name?: string;

  /**
   * Whether it is in the namespace of the analysis, and not in that of the controller. Then it needs a `name`.
   *
   * @default false
   */
  readonly namespaced?: boolean;
}

/**
 * Options of `MetricProvider.datadog`. Exactly one of `query` and `queries` is needed.
 */
export interface DatadogProviderOptions {
  /**
   * The query.
   *
   * @default - `queries`
   */
  readonly query?: string;

  /**
   * Several queries by their names, which a `formula` brings together. Since Argo Rollouts 1.7.
   *
   * @default - `query`
   */
  readonly queries?: Record<string, string>;

  /**
   * What is calculated of `queries`, by their names, such as `errors / requests`. Needed with more than one.
   *
   * @default - none
   */
  readonly formula?: string;

  /**
   * How the points within the `interval` become one number. Not with the API version `V1`. Since Argo Rollouts 1.7.
   *
   * @default DatadogAggregator.LAST
   */
  readonly aggregator?: DatadogAggregator;

  /**
   * How far the query looks back.
   *
   * @default Duration.minutes(5)
   */
  readonly interval?: Duration;

  /**
   * The version of Datadog's API. What the controller takes by itself is the old one.
   *
   * @default DatadogApiVersion.V2
   */
  readonly apiVersion?: DatadogApiVersion;

  /**
   * How long an answer may take. Since Argo Rollouts 1.10.
   *
   * @default Duration.seconds(10)
   */
  readonly requestTimeout?: Duration;

  /**
   * The Secret with address and keys. Since Argo Rollouts 1.8. The controller does not look at it where it has them in its environment:
   * DD_ADDRESS, DD_API_KEY and DD_APP_KEY.
   *
   * @default - the Secret `datadog` in the namespace of the controller
   */
  readonly secretRef?: DatadogSecret;

  /**
   * The arguments whose placeholders are in these texts.
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

import { Duration } from 'cdk8s';
import { goDuration } from '../../synth/go-duration';
import { AnalysisArgument } from '../argument';
import { ProviderAuthentication } from '../provider-authentication';
import { ProviderFragment } from '../provider-fragment';
import { HttpHeader } from './web';

/**
 * A Prometheus and how to reach it.
 */
export interface PrometheusServerOptions {
  /**
   * The address as an absolute URL, such as `http://prometheus.monitoring:9090`. The controller resolves it, so a Service
   * of another namespace needs its namespace in the name.
   *
   * @default - the environment variable ARGO_ROLLOUTS_PROMETHEUS_ADDRESS of the controller
   */
  readonly address?: string;

  /**
   * Headers of each request, such as the tenant of a Mimir or Thanos, or a token from a Secret.
   *
   * @default - none
   */
  readonly headers?: HttpHeader[];

  /**
   * The arguments whose placeholders are in these texts. Those that are given as arguments, such as a client's secret, are known without it.
   *
   * @default - none
   */
  readonly arguments?: AnalysisArgument[];

  /**
   * Proof of identity.
   *
   * @default - none
   */
  readonly authentication?: ProviderAuthentication;

  /**
   * How long a query may take, in whole seconds.
   *
   * @default Duration.seconds(30)
   */
  readonly timeout?: Duration;

  /**
   * Accept any certificate.
   *
   * @default false
   */
  readonly insecure?: boolean;
}

/**
 * A query over a span of time. Its result is a list of lists of values.
 *
 * @example
 * MetricProvider.prometheus({
 *   address: 'http://prometheus.monitoring:9090',
 *   query: 'sum(queue_length{namespace="shop"})',
 *   rangeQuery: { start: 'now() - duration("5m")', step: Duration.minutes(1) },
 * });
 */
export interface PrometheusRangeQuery {
  /**
   * The start, as an expression that gives a time, such as `now() - duration("5m")`.
   */
  readonly start: string;

  /**
   * The end, as an expression that gives a time.
   *
   * @default 'now()'
   */
  readonly end?: string;

  /**
   * The time between two values.
   */
  readonly step: Duration;
}

/**
 * Options of `MetricProvider.prometheus`.
 */
export interface PrometheusProviderOptions extends PrometheusServerOptions {
  /**
   * The query, in PromQL. A query that can return several series makes `result[0]` any of them.
   */
  readonly query: string;

  /**
   * Ask for a span of time instead of this moment.
   *
   * @default - an instant query
   */
  readonly rangeQuery?: PrometheusRangeQuery;
}

export function prometheusProvider(options: PrometheusProviderOptions): ProviderFragment {
  const { address, query, headers, authentication, timeout, insecure, rangeQuery } = options;
  return {
    arguments: [...options.arguments ?? [], ...authentication?._arguments ?? []],
    // an empty list has no first element, and a comparison with NaN is false either way
    number: { value: 'result[0]', there: 'len(result) > 0 && !isNaN(result[0])', missing: 'len(result) == 0 || isNaN(result[0])' },
    provider: {
      prometheus: {
        address,
        query,
        headers: headers?.map(({ name, value }) => ({ key: name, value })),
        authentication: authentication?._toKube(),
        timeout: timeout?.toSeconds(),
        insecure,
        rangeQuery: rangeQuery && {
          start: rangeQuery.start,
          end: rangeQuery.end ?? 'now()',
          step: goDuration(rangeQuery.step),
        },
      },
    },
  };
}

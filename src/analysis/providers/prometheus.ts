import { Duration } from 'cdk8s';
import { goDuration } from '../../synth/go-duration';
import { AnalysisArgument } from '../argument';
import { ProviderAuthentication } from '../provider-authentication';
import { ProviderFragment } from '../provider-fragment';
import { HttpHeader } from './web';

/**
 * Options to connect to a Prometheus server.
 */
export interface PrometheusServerOptions {
  /**
   * The address, as an absolute URL such as `http://prometheus.monitoring:9090`. The controller resolves it, so the name of a Service must include
   * its namespace, if this is not the namespace of the controller.
   *
   * @default - the environment variable ARGO_ROLLOUTS_PROMETHEUS_ADDRESS of the controller
   */
  readonly address?: string;

  /**
   * Headers of each request, such as the tenant for Mimir or Thanos, or a token from a Secret.
   *
   * @default - none
   */
  readonly headers?: HttpHeader[];

  /**
   * The arguments whose placeholders are in these options. You need not list arguments that are given directly, such as the secret of an OAuth 2
   * client.
   *
   * @default - none
   */
  readonly arguments?: AnalysisArgument[];

  /**
   * How the controller authenticates.
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
   * Do not verify the certificate of the server.
   *
   * @default false
   */
  readonly insecure?: boolean;
}

/**
 * A query over a time range. Its result is a list of lists of values.
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
   * The start time, as an expression, such as `now() - duration("5m")`.
   */
  readonly start: string;

  /**
   * The end time, as an expression.
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
   * The query, in PromQL. It should return one series. With several series, `result[0]` can be any of them.
   */
  readonly query: string;

  /**
   * Query a time range instead of the current time.
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

import { Duration } from 'cdk8s';
import { goDuration } from '../../synth/go-duration';
import { AnalysisArgument } from '../argument';
import { ProviderFragment } from '../provider-fragment';

/**
 * Options of `MetricProvider.skywalking`.
 */
export interface SkyWalkingProviderOptions {
  /**
   * The address, as an absolute URL without `/graphql`, such as `http://skywalking-oap.monitoring:12800`.
   */
  readonly address: string;

  /**
   * The query, in GraphQL. It uses the variable `duration`, which the controller fills in.
   */
  readonly query: string;

  /**
   * The time range of the query, until the time of the measurement.
   */
  readonly interval: Duration;

  /**
   * An expression with the variable `result` that gives the number to compare with `healthy`, such as `result.service_apdex.values.values[0].value`.
   *
   * @default - none: use conditions instead of `healthy`
   */
  readonly numberExpression?: string;

  /**
   * The arguments whose placeholders are in these options.
   *
   * @default - none
   */
  readonly arguments?: AnalysisArgument[];
}

export function skyWalkingProvider({ address, query, interval, numberExpression, arguments: args }: SkyWalkingProviderOptions): ProviderFragment {
  return {
    arguments: args,
    number: numberExpression === undefined ? undefined : { value: numberExpression },
    provider: { skywalking: { address, query, interval: goDuration(interval) } },
  };
}

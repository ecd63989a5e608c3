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
   * The query, in GraphQL, over the variable `duration` which the controller fills in.
   */
  readonly query: string;

  /**
   * How far it looks back.
   */
  readonly interval: Duration;

  /**
   * Where the number is in the answer that `healthy` looks at, as an expression over `result`, such as
   * `result.service_apdex.values.values[0].value`.
   *
   * @default - conditions find it by themselves
   */
  readonly numberExpression?: string;

  /**
   * The arguments whose placeholders are in these texts.
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

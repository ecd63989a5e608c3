import { Duration } from 'cdk8s';
import { AnalysisArgument } from '../argument';
import { ProviderFragment } from '../provider-fragment';

/**
 * Options of `MetricProvider.newRelic`.
 */
export interface NewRelicProviderOptions {
  /**
   * The query, in NRQL, without SINCE the last hour: write how far it looks back. One that gives no row is an error of the measurement.
   */
  readonly query: string;

  /**
   * The attribute of the row that `healthy` looks at: the name behind `AS` in the query.
   *
   * @default - conditions find it by themselves, as in `result.successRate`
   */
  readonly attribute?: string;

  /**
   * The Secret in the namespace of the controller with the keys `personal-api-key`, `account-id` and `region`.
   *
   * @default 'newrelic'
   */
  readonly profile?: string;

  /**
   * How long the query may take, in whole seconds. Since Argo Rollouts 1.8.
   *
   * @default Duration.seconds(5)
   */
  readonly timeout?: Duration;

  /**
   * The arguments whose placeholders are in these texts.
   *
   * @default - none
   */
  readonly arguments?: AnalysisArgument[];
}

export function newRelicProvider({ query, attribute, profile, timeout, arguments: args }: NewRelicProviderOptions): ProviderFragment {
  const value = attribute !== undefined && `result[${JSON.stringify(attribute)}]`;
  return {
    arguments: args,
    // of no events an average is null
    number: value ? { value, there: `${value} != nil`, missing: `${value} == nil` } : undefined,
    provider: { newRelic: { query, profile, timeout: timeout?.toSeconds() } },
  };
}

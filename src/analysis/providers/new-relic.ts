import { Duration } from 'cdk8s';
import { AnalysisArgument } from '../argument';
import { ProviderFragment } from '../provider-fragment';

/**
 * Options of `MetricProvider.newRelic`.
 */
export interface NewRelicProviderOptions {
  /**
   * The query, in NRQL. Write its time range with SINCE; without it New Relic uses the last hour. If the query returns no row, this is an error of
   * the measurement.
   */
  readonly query: string;

  /**
   * The attribute of the row that is compared with `healthy`. It is the name after `AS` in the query.
   *
   * @default - none: use conditions such as `result.successRate >= 0.95` instead of `healthy`
   */
  readonly attribute?: string;

  /**
   * The name of a Secret in the namespace of the controller. It has the keys `personal-api-key`, `account-id` and `region`.
   *
   * @default 'newrelic'
   */
  readonly profile?: string;

  /**
   * How long the query may take, in whole seconds. Needs Argo Rollouts 1.8.
   *
   * @default Duration.seconds(5)
   */
  readonly timeout?: Duration;

  /**
   * The arguments whose placeholders are in these options.
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

import { AnalysisArgument } from '../argument';
import { ProviderFragment } from '../provider-fragment';

/**
 * Options of `MetricProvider.influxdb`.
 */
export interface InfluxdbProviderOptions {
  /**
   * The query, in Flux. The result is a list of the values of all its rows; end it with `|> last()`, `|> mean()` or `|> sum()`, so that it is one.
   * One that gives no row is an error of the measurement.
   */
  readonly query: string;

  /**
   * The Secret in the namespace of the controller with the keys `address`, `authToken` and `org`.
   *
   * @default 'influxdb'
   */
  readonly profile?: string;

  /**
   * The arguments whose placeholders are in these texts.
   *
   * @default - none
   */
  readonly arguments?: AnalysisArgument[];
}

export function influxdbProvider({ query, profile, arguments: args }: InfluxdbProviderOptions): ProviderFragment {
  return {
    arguments: args,
    number: { value: 'result[0]' },
    provider: { influxdb: { query, profile } },
  };
}

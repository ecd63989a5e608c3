import { AnalysisArgument } from '../argument';
import { ProviderFragment } from '../provider-fragment';

/**
 * Options of `MetricProvider.influxdb`.
 */
export interface InfluxdbProviderOptions {
  /**
   * The query, in Flux. The result is a list with the values of all rows. End the query with `|> last()`, `|> mean()` or `|> sum()` to get only one
   * value. If it returns no row, this is an error of the measurement.
   */
  readonly query: string;

  /**
   * The name of a Secret in the namespace of the controller. It has the keys `address`, `authToken` and `org`.
   *
   * @default 'influxdb'
   */
  readonly profile?: string;

  /**
   * The arguments whose placeholders are in these options.
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

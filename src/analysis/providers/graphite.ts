import { AnalysisArgument } from '../argument';
import { ProviderFragment } from '../provider-fragment';

/**
 * Options of `MetricProvider.graphite`.
 */
export interface GraphiteProviderOptions {
  /**
   * The address, as an absolute URL.
   */
  readonly address: string;

  /**
   * The query as in Graphite's render API, including the time range: `target=sumSeries(errors)&from=-5min`. If it returns several series, only the
   * first is used. If it returns no series, this is an error of the measurement.
   */
  readonly query: string;

  /**
   * The arguments whose placeholders are in these options.
   *
   * @default - none
   */
  readonly arguments?: AnalysisArgument[];
}

export function graphiteProvider({ address, query, arguments: args }: GraphiteProviderOptions): ProviderFragment {
  return {
    arguments: args,
    // points without a value are left out, so that the list can be empty; the newest comes last
    number: { value: 'result[len(result) - 1]', there: 'len(result) > 0', missing: 'len(result) == 0' },
    provider: { graphite: { address, query } },
  };
}

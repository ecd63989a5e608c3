import { AnalysisArgument } from '../argument';
import { ProviderFragment } from '../provider-fragment';

/**
 * Options of `MetricProvider.wavefront`.
 */
export interface WavefrontProviderOptions {
  /**
   * The address of the cluster without `https://`, such as `example.wavefront.com`. The token is read from the Secret `wavefront-api-tokens` in the
   * namespace of the controller: its key is this address.
   */
  readonly address: string;

  /**
   * The query. It should return one series. With several series the result is a list. If it returns no series, this is an error of the measurement.
   */
  readonly query: string;

  /**
   * The arguments whose placeholders are in these options.
   *
   * @default - none
   */
  readonly arguments?: AnalysisArgument[];
}

export function wavefrontProvider({ address, query, arguments: args }: WavefrontProviderOptions): ProviderFragment {
  return {
    arguments: args,
    number: { value: 'result' },
    provider: { wavefront: { address, query } },
  };
}

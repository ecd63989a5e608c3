import { AnalysisArgument } from '../argument';
import { ProviderFragment } from '../provider-fragment';

/**
 * Options of `MetricProvider.wavefront`.
 */
export interface WavefrontProviderOptions {
  /**
   * The address of the cluster without `https://`, such as `example.wavefront.com`. It is the key of its token in the Secret
   * `wavefront-api-tokens`, in the namespace of the controller.
   */
  readonly address: string;

  /**
   * The query. It should give one series: of several the result is a list. One that gives none is an error of the measurement.
   */
  readonly query: string;

  /**
   * The arguments whose placeholders are in these texts.
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

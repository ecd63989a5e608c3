import { Provider } from '../manifest/types';
import { AnalysisArgument } from './argument';

/**
 * What the file of a provider returns: its part of the manifest, and the arguments that it uses by itself.
 */
export interface ProviderFragment {
  readonly provider: Provider;
  readonly arguments?: AnalysisArgument[];
}

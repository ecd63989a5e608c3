import { IConstruct } from 'constructs';
import { Provider } from '../manifest/types';
import { AnalysisArgument } from './argument';

/**
 * What the file of a provider returns: its part of the manifest, and what that takes from elsewhere.
 */
export interface ProviderFragment {
  readonly provider: Provider;
  readonly arguments?: AnalysisArgument[];
  /** An object that it refers to by its name. */
  readonly referred?: IConstruct;
  /** Whether it is as in YAML, and may have fields that we do not know. */
  readonly custom?: boolean;
}

import { IConstruct } from 'constructs';
import { Provider } from '../manifest/types';
import { AnalysisArgument } from './argument';

/** Where the number is in a provider's result, and what holds where there is one. */
export interface MeasuredNumber {
  /** The number, as an expression over `result`. */
  readonly value: string;
  /** What is true when there is one. Where a result without a number is an error of the measurement, nobody can ask. */
  readonly there?: string;
  /** What is true when there is none. */
  readonly missing?: string;
}

/**
 * What the file of a provider returns: its part of the manifest, and what that takes from elsewhere.
 */
export interface ProviderFragment {
  readonly provider: Provider;
  readonly arguments?: AnalysisArgument[];
  /** Where its result holds a number, for a `Threshold` to look at. */
  readonly number?: MeasuredNumber;
  /** The objects that it refers to by their names. */
  readonly referred?: readonly IConstruct[];
  /** Whether it is as in YAML, and may have fields that we do not know. */
  readonly custom?: boolean;
}

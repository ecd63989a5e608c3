import { BundleEntry } from '../../manifest/bundle';

/**
 * How a finding counts.
 */
export enum Severity {
  /** Deploying it would fail, hang, do nothing, or send traffic to the wrong place. */
  ERROR = 'error',
  /** It works, and is probably not what was meant. */
  WARNING = 'warning',
}

/**
 * What is wrong in one place of a manifest.
 */
export interface Violation {
  /** Where, as a JSON Pointer into the manifest. */
  readonly pointer: string;
  /** What is wrong, what was got, what is allowed. Lower case, no full stop. */
  readonly message: string;
  /**
   * Whether only those hear of it who said, with `strictReferences`, that all they refer to is among the manifests.
   *
   * @default false
   */
  readonly strictReferencesOnly?: boolean;
}

/**
 * A violation with the rule that found it and the manifest it is about.
 */
export interface Finding extends Violation {
  readonly rule: string;
  readonly severity: Severity;
  readonly entry: BundleEntry;
}

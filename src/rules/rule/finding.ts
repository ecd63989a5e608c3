import { BundleEntry } from '../../manifest/bundle';

/**
 * How serious a finding is.
 */
export enum Severity {
  /** The deployment would fail, hang, have no effect, or send traffic to the wrong place. */
  ERROR = 'error',
  /** The deployment works, but probably not as intended. */
  WARNING = 'warning',
}

/**
 * A problem at one place of a manifest.
 */
export interface Violation {
  /** The place of the problem, as a JSON Pointer into the manifest. */
  readonly pointer: string;
  /** What is wrong, the value that was found, and what is allowed. Starts in lower case, without a full stop at the end. */
  readonly message: string;
  /**
   * Report this only with the setting `strictReferences`, which says that all referenced objects are among the manifests.
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

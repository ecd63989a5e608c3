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
 * An objection to one place of one manifest.
 */
export interface Objection {
  /** Where, as a JSON Pointer into the manifest. */
  readonly pointer: string;
  /** What is wrong, what was got, what is allowed. Lower case, no full stop. */
  readonly message: string;
  /**
   * Whether only those hear of it who said, with `strictReferences`, that all they refer to is among the manifests.
   *
   * @default false
   */
  readonly onlyStrict?: boolean;
}

/**
 * An objection with the rule that raised it and the manifest it is about.
 */
export interface Finding extends Objection {
  readonly rule: string;
  readonly severity: Severity;
  readonly entry: BundleEntry;
}

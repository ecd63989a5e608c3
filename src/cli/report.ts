import { Severity } from '../rules/rule/finding';

/** A finding as users are told it. */
export interface ReportedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** A JSON Pointer inside the object; empty for the whole of it, and for what is no object. */
  readonly path: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** What was looked at, and what was found, by file and line. */
export interface Report {
  readonly findings: readonly ReportedFinding[];
  readonly files: number;
  readonly objects: number;
}

/**
 * How an object is called in a sentence, if the finding is about one.
 */
export function objectOf({ kind, name, namespace }: ReportedFinding): string | undefined {
  return kind && [kind, [namespace, name].filter((part) => part).join('/')].filter((part) => part).join(' ');
}

/**
 * What is wrong, and with which object.
 */
export function sentenceOf(finding: ReportedFinding): string {
  const object = objectOf(finding);
  return object ? `${object}: ${finding.message}` : finding.message;
}

export function countOf({ findings }: Report, severity: Severity): number {
  return findings.filter((finding) => finding.severity === severity).length;
}

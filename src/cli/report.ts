import { Severity } from '../rules/rule/finding';
import type { Problem } from './input/yaml';

/** An object of a file, and where something of it stands. */
export interface PlacedObject {
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** A finding as users are told it. */
export interface ReportedFinding extends PlacedObject {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** A JSON Pointer inside the object; empty for the whole of it, and for what is no object. */
  readonly path: string;
  /** The other object, if it is about two. */
  readonly other?: PlacedObject;
}

/** What was looked at, and what was found, by file and line. */
export interface Report {
  readonly findings: readonly ReportedFinding[];
  readonly files: number;
  readonly objects: number;
}

/**
 * How an object is called in a sentence, if there is one.
 */
export function objectOf({ kind, name, namespace }: PlacedObject): string | undefined {
  return kind && [kind, [namespace, name].filter((part) => part).join('/')].filter((part) => part).join(' ');
}

/**
 * What is wrong, with which object, and where another one is that it is about.
 */
export function sentenceOf(finding: ReportedFinding): string {
  const { message, other } = finding;
  return [objectOf(finding), message].filter((part) => part).join(': ') + (other ? `; see ${placeOf(other)}` : '');
}

/**
 * A file, and where in it, as editors jump to it.
 */
export function placeOf({ file, line, column }: Pick<PlacedObject, 'file' | 'line' | 'column'>): string {
  return line === undefined ? file : `${file}:${line}:${column}`;
}

/**
 * What is wrong with a file, and where in it.
 */
export function placedMessage(file: string, problem: Problem): string {
  return `${placeOf({ ...problem, file })} ${problem.message}`;
}

export function countOf({ findings }: Report, severity: Severity): number {
  return findings.filter((finding) => finding.severity === severity).length;
}

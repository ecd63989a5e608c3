import { BundleEntry } from '../manifest/bundle';
import { unescapeForHelm } from '../manifest/helm';
import { parsePointer } from '../manifest/pointer';
import { Finding } from '../rules/finding';
import { lint } from '../rules/lint';
import { Settings, severityOf } from '../rules/settings';
import { documentsOf, SourceDocument } from './documents';
import { unescaped } from './helm-chart';
import { locator } from './places';
import { Report, ReportedFinding } from './report';
import { read } from './source';
import { plainData, Problem } from './yaml';

export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/** Where an object came from. */
interface Origin {
  readonly document: SourceDocument;
  readonly path: readonly (string | number)[];
}

/**
 * Judges the objects of all files together.
 */
export function check(files: Iterable<SourceFile>, settings: Settings, progress: (doing?: string) => void): Report {
  const entries: BundleEntry[] = [];
  const problems: ReportedFinding[] = [];
  const names: string[] = [];
  for (const { name, text } of files) {
    names.push(name);
    problems.push(...unescaped(name, text).flatMap((problem) => reportProblem(problem, name, settings)));
    for (const document of documentsOf(name, unescapeForHelm(text), (frame) => plainData(frame).data)) {
      progress(`reading ${name}: ${entries.length} objects`);
      const reading = read(document);
      entries.push(...reading.objects.map(({ manifest, path }) => ({ manifest, origin: { document, path } })));
      problems.push(...reading.problems.flatMap((problem) => reportProblem(problem, name, settings)));
    }
  }
  progress(`checking ${entries.length} objects`);
  const findings = [...problems, ...reportFindings(lint(entries, settings), progress)];
  progress();
  return { findings: sorted(findings, names), files: names.length, objects: entries.length };
}

function reportProblem({ facts, message, line, column }: Problem, file: string, settings: Settings): ReportedFinding[] {
  const severity = severityOf(facts, settings);
  return severity ? [{ rule: facts.id, severity, message, path: '', file, line, column }] : [];
}

/** Document by document, so that the places of one at a time are in memory. */
function reportFindings(findings: readonly Finding[], progress: (doing?: string) => void): ReportedFinding[] {
  const byDocument = new Map<SourceDocument, Finding[]>();
  for (const finding of findings) {
    const { document } = finding.entry.origin as Origin;
    const others = byDocument.get(document);
    if (others) {
      others.push(finding);
    } else {
      byDocument.set(document, [finding]);
    }
  }
  return [...byDocument].flatMap(([document, found]) => {
    progress(`finding the lines in ${document.file}`);
    const locate = locator(document);
    return found.map((finding) => reportFinding(finding, document.file, locate));
  });
}

function reportFinding({ rule, severity, message, pointer, entry }: Finding, file: string, locate: ReturnType<typeof locator>): ReportedFinding {
  const { kind, metadata } = entry.manifest;
  return {
    rule,
    severity,
    message,
    path: pointer,
    kind,
    name: metadata?.name,
    namespace: metadata?.namespace,
    file,
    ...locate([...(entry.origin as Origin).path, ...parsePointer(pointer)]),
  };
}

function sorted(findings: readonly ReportedFinding[], files: readonly string[]): ReportedFinding[] {
  const order = new Map(files.map((file, index) => [file, index]));
  return [...findings].sort((one, other) => order.get(one.file)! - order.get(other.file)!
    || (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0));
}

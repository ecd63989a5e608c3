import { parsePointer, Path } from '../manifest/pointer';
import { lint } from '../rules/lint/lint';
import { Settings, severityOf } from '../rules/lint/settings';
import { Finding } from '../rules/rule/finding';
import { SourceDocument } from './documents';
import { SourceFile } from './files';
import { places } from './lazy';
import { FileProblem, Origin, readObjects } from './objects';
import type { Place } from './places';
import { Report, ReportedFinding } from './report';

/**
 * Judges the objects of all files together.
 */
export function check(files: Iterable<SourceFile>, settings: Settings, progress: (doing?: string) => void): Report {
  const { entries, problems, names } = readObjects(files, progress);
  progress(`checking ${entries.length} objects`);
  const findings = [...problems.flatMap((problem) => reportProblem(problem, settings)), ...reportFindings(lint(entries, settings), progress)];
  progress();
  return { findings: sorted(findings, names), files: names.length, objects: entries.length };
}

function reportProblem({ facts, message, file, line, column }: FileProblem, settings: Settings): ReportedFinding[] {
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
    const locate = places().locator(document);
    return found.map((finding) => reportFinding(finding, document.file, locate));
  });
}

type Locate = (path: Path) => Place | undefined;

function reportFinding({ rule, severity, message, pointer, entry }: Finding, file: string, locate: Locate): ReportedFinding {
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

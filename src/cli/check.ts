import { BundleEntry } from '../manifest/bundle';
import { parsePointer } from '../manifest/pointer';
import { lint } from '../rules/lint/lint';
import { Settings, severityOf } from '../rules/lint/settings';
import { Finding } from '../rules/rule/finding';
import { Deployment, deploymentsOf, foldersApart, tellApart } from './deployments';
import { SourceDocument } from './input/documents';
import { FileProblem, FoundObjects, Origin } from './input/objects';
import type { Place } from './input/places';
import { Remarks } from './input/remarks';
import { places } from './lazy';
import { otherObjects } from './other-object';
import { PlacedObject, Report, ReportedFinding } from './report';

/**
 * Judges the objects of all files, those that are deployed together with one another.
 */
export function check({ entries, problems, names }: FoundObjects, settings: Settings, remarks: Remarks, progress: (doing?: string) => void): Report {
  const apart = foldersApart(entries);
  remarks.notes.push(...tellApart(entries, apart));
  progress(`checking ${entries.length} objects`);
  const found = deploymentsOf(entries, apart).flatMap((deployment) => judge(deployment, settings));
  const findings = [...problems.flatMap((problem) => reportProblem(problem, settings)), ...reportFindings(found, progress)];
  progress();
  return { findings: sorted(findings, names), files: names.length, objects: entries.length };
}

function reportProblem({ facts, message, file, line, column }: FileProblem, settings: Settings): ReportedFinding[] {
  const severity = severityOf(facts, settings);
  return severity ? [{ rule: facts.id, severity, message, path: '', file, line, column }] : [];
}

/** A finding, where it is, and where the other object is that it speaks of. */
interface Found {
  readonly finding: Finding;
  readonly one: Spot;
  readonly other?: Spot;
}

function judge({ entries, own }: Deployment, settings: Settings): Found[] {
  const findings = lint(entries, settings, own);
  const otherOf = findings.length > 0 ? otherObjects(entries) : () => undefined;
  return findings.map((finding) => {
    const other = otherOf(finding);
    return { finding, one: finding, other: other && { entry: other, pointer: '' } };
  });
}

function reportFindings(found: readonly Found[], progress: (doing?: string) => void): ReportedFinding[] {
  const objectAt = placedObjects(found.flatMap(({ one, other }) => other ? [one, other] : [one]), progress);
  return found.map(({ finding: { rule, severity, message, pointer }, one, other }) => ({
    rule, severity, message, path: pointer, ...objectAt.get(one)!, other: other && objectAt.get(other),
  }));
}

/** A place in an object. */
interface Spot {
  readonly entry: BundleEntry;
  readonly pointer: string;
}

/** Document by document, so that the places of one at a time are in memory. */
function placedObjects(spots: readonly Spot[], progress: (doing?: string) => void): Map<Spot, PlacedObject> {
  const byDocument = new Map<SourceDocument, Spot[]>();
  for (const spot of spots) {
    const { document } = originOf(spot);
    const known = byDocument.get(document);
    known ? known.push(spot) : byDocument.set(document, [spot]);
  }
  return new Map([...byDocument].flatMap(([document, here]) => {
    progress(`finding the lines in ${document.file}`);
    const locate = places().locator(document);
    return here.map((spot): [Spot, PlacedObject] => [spot, placedObject(spot, locate([...originOf(spot).path, ...parsePointer(spot.pointer)]))]);
  }));
}

function originOf({ entry }: Spot): Origin {
  return entry.origin as Origin;
}

function placedObject(spot: Spot, place: Place | undefined): PlacedObject {
  const { kind, metadata } = spot.entry.manifest;
  return { kind, name: metadata?.name, namespace: metadata?.namespace, file: originOf(spot).document.file, ...place };
}

function sorted(findings: readonly ReportedFinding[], files: readonly string[]): ReportedFinding[] {
  const order = new Map(files.map((file, index) => [file, index]));
  return [...findings].sort((one, other) => order.get(one.file)! - order.get(other.file)!
    || (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0));
}

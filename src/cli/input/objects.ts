import { BundleEntry } from '../../manifest/bundle';
import { unescapeForHelm } from '../../manifest/helm';
import { FoundObject } from '../../manifest/objects';
import { Path } from '../../manifest/pointer';
import { documentsOf, SourceDocument } from './documents';
import { SourceFile } from './files';
import { isOfValues, unescaped } from './helm-chart';
import { hasKey } from './keys';
import { isKustomization } from './kustomize';
import { Remarks } from './remarks';
import { read } from './source';
import { plainData, Problem } from './yaml';

/** Where an object came from. */
export interface Origin {
  readonly document: SourceDocument;
  readonly path: Path;
}

/** All objects of some files, and what is wrong with the files. */
export interface FoundObjects {
  readonly entries: readonly BundleEntry[];
  readonly problems: readonly FileProblem[];
  /** The files, in the order in which they were read. */
  readonly names: readonly string[];
}

export interface FileProblem extends Problem {
  readonly file: string;
}

/**
 * Reads the objects of all files.
 */
export function readObjects(files: Iterable<SourceFile>, remarks: Remarks, progress: (doing?: string) => void): FoundObjects {
  const entries: BundleEntry[] = [];
  const problems: FileProblem[] = [];
  const names: string[] = [];
  for (const { name, text, problems: ofBytes } of files) {
    names.push(name);
    [...ofBytes, ...unescaped(name, text)].forEach((problem) => problems.push({ ...problem, file: name }));
    for (const document of documentsOf(name, unescapeForHelm(text), (frame) => plainData(frame).data)) {
      progress(`reading ${name}: ${entries.length} objects`);
      const reading = read(document);
      const objects = isKustomization(name) || isOfValues(name) ? [] : withoutPatches(document, reading.objects, remarks);
      objects.forEach(({ manifest, path }) => entries.push({ manifest, origin: { document, path } satisfies Origin, together: document.file }));
      reading.problems.forEach((problem) => problems.push({ ...problem, file: name }));
    }
  }
  return { entries, problems, names };
}

/** Directives of a patch for Kustomize or kubectl, which no object has. */
const DIRECTIVE = /^\$(?:patch$|retainKeys$|setElementOrder\/|deleteFromPrimitiveList\/)/;

function withoutPatches({ file, text, line }: SourceDocument, objects: readonly FoundObject[], remarks: Remarks): readonly FoundObject[] {
  const patches = text.includes('$') ? objects.filter(({ manifest }) => hasKey(manifest, DIRECTIVE)) : [];
  for (const { manifest: { kind, metadata } } of patches) {
    remarks.notes.push(`${file}:${line + 1} ${kind} "${metadata?.name}" has a directive such as $patch, so it is a patch, and not checked by itself`);
  }
  return objects.filter((object) => !patches.includes(object));
}

import { BundleEntry } from '../manifest/bundle';
import { unescapeForHelm } from '../manifest/helm';
import { Path } from '../manifest/pointer';
import { documentsOf, SourceDocument } from './documents';
import { SourceFile } from './files';
import { unescaped } from './helm-chart';
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
export function readObjects(files: Iterable<SourceFile>, progress: (doing?: string) => void): FoundObjects {
  const entries: BundleEntry[] = [];
  const problems: FileProblem[] = [];
  const names: string[] = [];
  for (const { name, text } of files) {
    names.push(name);
    problems.push(...unescaped(name, text).map((problem) => ({ ...problem, file: name })));
    for (const document of documentsOf(name, unescapeForHelm(text), (frame) => plainData(frame).data)) {
      progress(`reading ${name}: ${entries.length} objects`);
      const reading = read(document);
      entries.push(...reading.objects.map(({ manifest, path }) => ({ manifest, origin: { document, path } satisfies Origin })));
      problems.push(...reading.problems.map((problem) => ({ ...problem, file: name })));
    }
  }
  return { entries, problems, names };
}

import { readdirSync, readFileSync, statSync, writeFileSync } from 'fs';
import { join, normalize, resolve } from 'path';
import { Terminal, UsageError } from './terminal';

/** In place of a file, the standard input; and what it is called where it is spoken of. */
const STDIN = '-';
const STDIN_NAME = '<stdin>';

/** A file to read, and whether somebody named it or a folder that it is in. */
interface InputFile {
  readonly path: string;
  readonly named: boolean;
}

/** A file as it is called, with what is in it. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/**
 * What is in files, folders and the standard input. The standard input is read at once, a file when it is asked for.
 */
export async function sourcesOf(paths: readonly string[], terminal: Terminal): Promise<Iterable<SourceFile>> {
  const files = filesOf(paths);
  return readInTurn(files, files.some(({ path }) => path === STDIN) ? decode(await terminal.readInput()) : '');
}

function* readInTurn(files: readonly InputFile[], input: string): Generator<SourceFile> {
  for (const { path, named } of files) {
    const text = path === STDIN ? input : readText(path);
    if (named || mayHaveObjects(path, text)) {
      yield { name: path === STDIN ? STDIN_NAME : path, text };
    }
  }
}

/** Most JSON files of a repository belong to other tools: lock files are large, and settings are rarely pure JSON. */
function mayHaveObjects(path: string, text: string): boolean {
  return !/\.json$/i.test(path) || text.includes('"kind"');
}

const EXTENSION = /\.(ya?ml|json)$/i;

/**
 * The files that are meant: as given, and in folders by name. Each only once.
 */
function filesOf(paths: readonly string[]): InputFile[] {
  const found = new Map<string, InputFile>();
  for (const path of paths) {
    for (const file of path === STDIN ? [{ path, named: true }] : filesAt(path)) {
      const key = file.path === STDIN ? STDIN : resolve(file.path);
      found.set(key, found.get(key) ?? file);
    }
  }
  return [...found.values()];
}

function filesAt(path: string): InputFile[] {
  return attempt('read', path, () => statSync(path).isDirectory()
    ? filesIn(path).map((file) => ({ path: file, named: false }))
    : [{ path: normalize(path), named: true }]);
}

/** In the order of code points, so that it is the same everywhere. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((one, other) => one.name < other.name ? -1 : 1)
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        return entry.name.startsWith('.') || entry.name === 'node_modules' ? [] : filesIn(path);
      }
      return EXTENSION.test(entry.name) && statSync(path).isFile() ? [path] : [];
    });
}

export function readText(file: string): string {
  return attempt('read', file, () => decode(readFileSync(file)));
}

/** UTF-8, or UTF-16 as some shells of Windows write it. A byte order mark is not part of the text. */
function decode(bytes: Buffer): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf16le' : 'utf8';
  return bytes.toString(encoding).replace(/^\ufeff/, '');
}

export function writeText(file: string, text: string): void {
  attempt('write', file, () => writeFileSync(file, text));
}

const REASONS: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  EACCES: 'no permission',
  ERR_STRING_TOO_LONG: 'more than half a gigabyte in one file',
};

function attempt<T>(verb: 'read' | 'write', path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw error instanceof UsageError ? error : new UsageError(`cannot ${verb} ${path}: ${REASONS[code] ?? message}`);
  }
}

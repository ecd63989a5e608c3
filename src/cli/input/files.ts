import { readFileSync, statSync, writeFileSync } from 'fs';
import { normalize, resolve } from 'path';
import { Terminal } from '../terminal';
import { filesIn } from './folders';
import { unrenderedTemplates } from './helm-chart';
import { partsOfKustomizations } from './kustomize';
import { attempt, Remarks } from './remarks';
import { decode, Text } from './text';

/** In place of a file, the standard input; and what it is called where it is spoken of. */
const STDIN = '-';
const STDIN_NAME = '<stdin>';

/** A file to read, and whether somebody named it or a folder that it is in. */
interface InputFile {
  readonly path: string;
  readonly named: boolean;
}

/** A file as it is called, with what is in it. */
export interface SourceFile extends Text {
  readonly name: string;
}

/**
 * What is in files, folders and the standard input. The standard input is read at once, a file when it is asked for.
 */
export async function sourcesOf(paths: readonly string[], terminal: Terminal, remarks: Remarks): Promise<Iterable<SourceFile>> {
  const all = filesOf(paths, remarks);
  const onDisk = all.map(({ path }) => path).filter((path) => path !== STDIN);
  const leftOut = new Set([...unrenderedTemplates(onDisk, remarks), ...partsOfKustomizations(onDisk, remarks)]);
  const files = all.filter(({ path }) => !leftOut.has(path));
  const input = files.some(({ path }) => path === STDIN) ? await inputOf(terminal) : undefined;
  return readInTurn(files, input, remarks);
}

async function inputOf(terminal: Terminal): Promise<Text> {
  const bytes = await terminal.readInput().catch((error) => attempt('read', STDIN_NAME, () => { throw error; }));
  return attempt('read', STDIN_NAME, () => decode(bytes));
}

function* readInTurn(files: readonly InputFile[], input: Text | undefined, remarks: Remarks): Generator<SourceFile> {
  for (const { path, named } of files) {
    const text = path === STDIN ? input : named ? readText(path) : remarks.tryToRead(path, () => decode(readFileSync(path)));
    if (text && (named || mayHaveObjects(path, text.text))) {
      yield { name: path === STDIN ? STDIN_NAME : path, ...text };
    }
  }
}

/** Most JSON files of a repository belong to other tools: lock files are large, and settings are rarely pure JSON. */
function mayHaveObjects(path: string, text: string): boolean {
  return !/\.json$/i.test(path) || text.includes('"kind"');
}

/**
 * The files that are meant: as given, and in folders by name. Each only once.
 */
function filesOf(paths: readonly string[], remarks: Remarks): InputFile[] {
  const found = new Map<string, InputFile>();
  for (const path of paths) {
    for (const file of path === STDIN ? [{ path, named: true }] : filesAt(path, remarks)) {
      const key = file.path === STDIN ? STDIN : resolve(file.path);
      found.set(key, found.get(key) ?? file);
    }
  }
  return [...found.values()];
}

function filesAt(path: string, remarks: Remarks): InputFile[] {
  return attempt('read', path, () => statSync(path)).isDirectory()
    ? filesIn(path, remarks).map((file) => ({ path: file, named: false }))
    : [{ path: normalize(path), named: true }];
}

export function readText(file: string): Text {
  return attempt('read', file, () => decode(readFileSync(file)));
}

export function writeText(file: string, text: string): void {
  attempt('write', file, () => writeFileSync(file, text));
}

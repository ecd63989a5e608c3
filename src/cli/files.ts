import { readdirSync, readFileSync, statSync } from 'fs';
import { join, normalize, resolve } from 'path';
import { UsageError } from './terminal';

/** In place of a file, the standard input; and what it is called where it is spoken of. */
export const STDIN = '-';
export const STDIN_NAME = '<stdin>';

/** A file to read, and whether somebody named it or a folder that it is in. */
export interface InputFile {
  readonly path: string;
  readonly named: boolean;
}

const EXTENSION = /\.(ya?ml|json)$/i;

/**
 * The files that are meant: as given, and in folders by name. Each only once.
 */
export function filesOf(paths: readonly string[]): InputFile[] {
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
  return reading(path, () => statSync(path).isDirectory()
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
  return reading(file, () => decode(readFileSync(file)));
}

/** UTF-8, or UTF-16 as some shells of Windows write it. A byte order mark is not part of the text. */
export function decode(bytes: Buffer): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf16le' : 'utf8';
  return bytes.toString(encoding).replace(/^\ufeff/, '');
}

const REASONS: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'no permission',
  ERR_STRING_TOO_LONG: 'more than half a gigabyte in one file',
};

function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw error instanceof UsageError ? error : new UsageError(`cannot read ${path}: ${REASONS[code] ?? message}`);
  }
}

import { readlinkSync } from 'fs';
import { Terminal, UsageError } from '../terminal';

/** What is told of the input beside findings. */
export class Remarks {
  /** What is left out or taken to be so, and why. */
  public readonly notes: string[] = [];

  /** What could not be read, and why. The rest is. */
  public readonly unreadable: string[] = [];

  public tell(terminal: Terminal): void {
    [...this.notes.map((note) => `note: ${note}`), ...this.unreadable].forEach((line) => terminal.writeError(`${line}\n`));
  }

  /** Reads something that nobody named, so that it need not be there. */
  public tryToRead<T>(path: string, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      this.unreadable.push(`cannot read ${path}: ${reasonOf(error, path)}`);
      return undefined;
    }
  }
}

/**
 * Does what the user asked for, or says why not.
 */
export function attempt<T>(verb: 'read' | 'write', path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new UsageError(`cannot ${verb} ${path}: ${reasonOf(error, path)}`);
  }
}

const REASONS: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  EACCES: 'no permission',
  ELOOP: 'its links lead in a circle',
  ERR_STRING_TOO_LONG: 'more than half a gigabyte in one file',
};

function reasonOf(error: unknown, path: string): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const target = code === 'ENOENT' ? targetOf(path) : undefined;
  return target === undefined ? REASONS[code] ?? message : `it is a link to ${target}, which is not there`;
}

function targetOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

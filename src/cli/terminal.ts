/** What the command line is given and gives, apart from files. */
export interface Terminal {
  /** Whether the output is looked at in colours. */
  readonly colour: boolean;
  /** Whether somebody watches the error output while it waits. */
  readonly watched: boolean;
  /** Reads all of the standard input. */
  readInput(): Promise<Buffer>;
  write(text: string): void;
  writeError(text: string): void;
}

/** The exit codes. */
export const [FINE, ERRORS, FAILED] = [0, 1, 2];

/** What the user has to correct before anything can be done. */
export class UsageError extends Error {}

/** What arguments say, or why they say nothing. */
export function understood<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new UsageError((error as Error).message.replace(/^./, (first) => first.toLowerCase()));
  }
}

/**
 * The terminal of this process.
 */
export function processTerminal(): Terminal {
  const { stdin, stdout, stderr, env } = process;
  stdout.on('error', endUnlessReaderLeft);
  stderr.on('error', endUnlessReaderLeft);
  return {
    async readInput() {
      const chunks: Buffer[] = [];
      for await (const chunk of stdin) {
        chunks.push(chunk as Buffer);
      }
      return Buffer.concat(chunks);
    },
    write: (text) => stdout.write(text),
    writeError: (text) => stderr.write(text),
    colour: Boolean(stdout.isTTY) && !env.NO_COLOR,
    watched: Boolean(stderr.isTTY),
  };
}

/** Who reads the output may stop, as `head` does. That changes nothing of what was found, so the exit code stays. */
function endUnlessReaderLeft({ code, message }: NodeJS.ErrnoException): void {
  // the second is what Windows says
  if (code !== 'EPIPE' && code !== 'EOF') {
    process.stderr.write(`cannot write the output: ${message}\n`);
    process.exit(FAILED);
  }
}

const PATIENCE_MS = 1000;
const EVERY_MS = 100;

/**
 * Tells a user who has waited a while what is being done. The last call, without words, takes the line away.
 */
export function progressOn(terminal: Terminal): (doing?: string) => void {
  let next = Date.now() + PATIENCE_MS;
  let shown = false;
  return (doing) => {
    if (terminal.watched && (doing === undefined ? shown : Date.now() >= next)) {
      terminal.writeError(`\r\x1b[K${doing ?? ''}`);
      next = Date.now() + EVERY_MS;
      shown = true;
    }
  };
}

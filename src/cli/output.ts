import { fstatSync, writeSync } from 'fs';

/*
 * The outputs of the process, without the streams of Node: to load those takes longer than to check most manifests. Only a screen gets them.
 */

const DESCRIPTORS = { stdout: 1, stderr: 2 };

export type Output = keyof typeof DESCRIPTORS;

export function isScreen(output: Output): boolean {
  try {
    return fstatSync(DESCRIPTORS[output]).isCharacterDevice() && Boolean(process[output].isTTY);
  } catch {
    return false;
  }
}

const WAIT_FOR_READER_MS = 5;

/** The second is what Windows says. */
const READER_GONE = ['EPIPE', 'EOF'];

/** Writes all of a text. Whoever reads it may be slow, or stop, as `head` does. */
export function write(output: Output, text: string): void {
  if (isScreen(output)) {
    process[output].write(text);
    return;
  }
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(DESCRIPTORS[output], rest));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EAGAIN') {
        process.exit(output === 'stdout' && READER_GONE.includes(code!) ? 0 : 2);
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_FOR_READER_MS);
    }
  }
}

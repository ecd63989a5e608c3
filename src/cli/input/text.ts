import { isUtf8 } from 'buffer';
import { YAML_PARSES } from '../../rules/rule/input-facts';
import type { Problem } from './yaml';

/** What a file says, and what is wrong with its bytes. */
export interface Text {
  readonly text: string;
  readonly problems: readonly Problem[];
}

/**
 * The text of bytes in UTF-8, or in UTF-16 as some shells of Windows write it. A byte order mark is not part of it.
 */
export function decode(bytes: Buffer): Text {
  const isUtf16 = [0xfeff, 0xfffe].includes(bytes.length < 2 ? 0 : bytes.readUInt16BE());
  const encoding = isUtf16 ? bytes[0] === 0xff ? 'utf-16le' : 'utf-16be' : 'utf-8';
  return { text: new TextDecoder(encoding).decode(bytes), problems: isUtf16 || isUtf8(bytes) ? [] : [badByte(bytes)] };
}

const LINE_FEED = 0x0a;

function badByte(bytes: Buffer): Problem {
  let [line, start, end] = [1, 0, bytes.indexOf(LINE_FEED)];
  while (end >= 0 && isUtf8(bytes.subarray(start, end))) {
    [line, start, end] = [line + 1, end + 1, bytes.indexOf(LINE_FEED, end + 1)];
  }
  const bad = bytes.subarray(start, end < 0 ? undefined : end);
  const column = firstReplaced(bad);
  const byte = bad[Buffer.byteLength(bad.toString().slice(0, column))].toString(16).padStart(2, '0');
  return {
    facts: YAML_PARSES,
    message: `not valid YAML: the byte 0x${byte} is not UTF-8, which Kubernetes reads. Save the file as UTF-8`,
    line,
    column: column + 1,
  };
}

const REPLACEMENT = '\ufffd';

/** The first letter that stands for bytes which are none, and not for itself. */
function firstReplaced(line: Buffer): number {
  const text = line.toString();
  let column = text.indexOf(REPLACEMENT);
  while (line.indexOf(REPLACEMENT, Buffer.byteLength(text.slice(0, column))) === Buffer.byteLength(text.slice(0, column))) {
    column = text.indexOf(REPLACEMENT, column + 1);
  }
  return column;
}

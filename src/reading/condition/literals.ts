import { Literal } from './syntax';

const LARGEST_INTEGER = 2n ** 63n - 1n;
const LARGEST_CODE_POINT = 0x10ffff;

/** The value of a number, or nothing if the controller cannot read it. */
export function readNumber(text: string): Literal | undefined {
  const digits = text.replace(/_/g, '');
  const prefix = /^0[xXoObB]/.test(digits);
  if (/[.eE]/.test(digits) && !/^0[xX]/.test(digits)) {
    const value = prefix || !/^\d*\.?\d*([eE][+-]?\d+)?$/.test(digits) ? NaN : Number(digits);
    return Number.isFinite(value) ? { kind: 'literal', type: 'float', value } : undefined;
  }
  if (prefix && !/^0(x[0-9a-f]+|o[0-7]+|b[01]+)$/i.test(digits)) {
    return undefined;
  }
  const value = BigInt(digits);
  return value <= LARGEST_INTEGER ? { kind: 'literal', type: 'int', value: Number(value) } : undefined;
}

const ESCAPE = /\\(?:([abfnrtv\\'"])|([0-3][0-7]{2})|(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|U([0-9a-fA-F]{8}))|[^])/g;
const NAMED: Record<string, string> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** The value of a text with its quotes, or nothing if the controller cannot read it. */
export function readString(text: string): string | undefined {
  let wrong = false;
  const otherQuote = text[0] === '"' ? '\'' : '"';
  const value = text.slice(1, -1).replace(ESCAPE, (_, named, octal, ...hex) => {
    if (named !== undefined) {
      wrong ||= named === otherQuote;
      return NAMED[named] ?? named;
    }
    const digits = hex.slice(0, 4).find((group) => group !== undefined);
    // eslint-disable-next-line no-bitwise -- the controller reads eight digits into a signed 32-bit number
    const code = octal !== undefined ? parseInt(octal, 8) : digits !== undefined ? parseInt(digits, 16) | 0 : Infinity;
    wrong ||= code > LARGEST_CODE_POINT;
    return wrong ? '' : String.fromCodePoint(Math.max(code, 0));
  });
  return wrong ? undefined : value;
}

/** The value of a text in backticks, where two of them stand for one. */
export function readRawString(text: string): string {
  return text.slice(1, -1).replace(/``/g, '`');
}

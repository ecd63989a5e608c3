import { ExternalTokenizer, InputStream } from '@lezer/lr';
import { Number as NUMBER } from './terms.generated';

const NUMBER_SHAPES: readonly [prefix: RegExp, digits: RegExp][] = [[/[xX]/, /[0-9a-fA-F_]/], [/[oO]/, /[0-7_]/], [/[bB]/, /[01_]/]];

/** A number ends before `..`, the range operator, and nothing that could go on with it may follow: no regular token can say so. */
export const numbers = new ExternalTokenizer((input) => {
  const first = charAt(input, 0);
  if (!/[0-9]/.test(first) && !(first === '.' && /[0-9]/.test(charAt(input, 1)))) {
    return;
  }
  const digits = skipPrefix(input);
  skip(input, digits);
  if (charAt(input, 0) === '.' && charAt(input, 1) !== '.') {
    input.advance();
    skip(input, digits);
  }
  if (/[eE]/.test(charAt(input, 0))) {
    input.advance();
    if (/[+-]/.test(charAt(input, 0))) {
      input.advance();
    }
    skip(input, digits);
  }
  if (!isAlphanumeric(charAt(input, 0))) {
    input.acceptToken(NUMBER);
  }
});

/** Whether there are letters, digits, `_` and `$` only. V8 prepares the letters of Unicode for longer than most conditions take to read. */
export function isAlphanumeric(text: string): boolean {
  return /^[\w$]+$/.test(text) || /[^\0-\x7f]/.test(text) && /^[\p{L}\p{Nd}_$]+$/u.test(text);
}

function charAt(input: InputStream, offset: number): string {
  const code = input.peek(offset);
  return code < 0 ? '' : String.fromCharCode(code);
}

function skipPrefix(input: InputStream): RegExp {
  const shape = charAt(input, 0) === '0' && NUMBER_SHAPES.find(([prefix]) => prefix.test(charAt(input, 1)));
  if (shape) {
    input.advance(2);
  }
  return shape ? shape[1] : /[0-9_]/;
}

function skip(input: InputStream, digits: RegExp): void {
  while (digits.test(charAt(input, 0))) {
    input.advance();
  }
}

import { rememberedText } from '../../manifest/remembered';
import { fillPlaceholders, hasPlaceholder, word } from '../placeholder';
import { whyTooLarge, whyTooLong } from '../syntax-tree';
import { QueryType, typeOfQuery } from './check';
import { Query, QueryError } from './query';

/** A query as Prometheus would read it, or where it would stop. */
export interface ReadQuery {
  /** Absent if it cannot be read, or if its placeholders leave open what it is. */
  readonly query?: Query;
  readonly type?: QueryType;
  readonly error?: QueryError;
  /** Why it is not read. */
  readonly tooLarge?: string;
}

/** A text is read by several rules, and always to the same end. */
export const readQuery = rememberedText((text): ReadQuery => {
  const tooLarge = whyTooLong(text);
  return tooLarge ? { tooLarge } : isOfPrometheus2(text) ? {} : readAny(text);
});

/** Prometheus 3 calls this function `double_exponential_smoothing`, and so does the grammar. */
function isOfPrometheus2(text: string): boolean {
  return /\bholt_winters\s*\(/.test(text);
}

function readAny(text: string): ReadQuery {
  const first = read(fillPlaceholders(text, standIn));
  const second = first.error && hasPlaceholder(text) ? read(fillPlaceholders(text, digits)) : first;
  // a placeholder outside of quotes can hold any part of a query
  return !second.error ? second : hasPlaceholder(unquoted(text)) ? {} : first;
}

function read(text: string): ReadQuery {
  // loaded when there is a query to read
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { parseQuery } = require('./parse') as typeof import('./parse');
  try {
    const query = parseQuery(text);
    return { query, type: typeOfQuery(query) };
  } catch (error) {
    if (error instanceof QueryError) {
      return { error };
    }
    return { tooLarge: whyTooLarge(error) };
  }
}

/** A placeholder is a duration in brackets, a part of a number beside one, and a word elsewhere. */
function standIn(before: string, length: number): string {
  return /(\[|:|\boffset\s|\boffset\s+-)\s*$/.test(before) ? `${'1'.repeat(length - 1)}m` : /[\d.]$/.test(before) ? digits(before, length) : word(length);
}

function digits(_: string, length: number): string {
  return '1'.repeat(length);
}

function unquoted(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*("|$)|'(?:[^'\\]|\\.)*('|$)|`[^`]*(`|$)/g, '');
}

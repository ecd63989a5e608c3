import { fillPlaceholders, hasPlaceholder, word } from '../placeholder';
import { QueryType, typeOfQuery } from './check';
import { Query, QueryError } from './query';

/** A query as Prometheus would read it, or where it would stop. */
export interface ReadQuery {
  /** Absent if it cannot be read, or if its placeholders leave open what it is. */
  readonly query?: Query;
  readonly type?: QueryType;
  readonly error?: QueryError;
}

// a text is read by several rules, and always to the same end
const READ = new Map<string, ReadQuery>();
const MOST_REMEMBERED = 1000;

/** A longer text is not read: it could be nested more deeply than the stack allows. */
const LONGEST = 4000;

export function readQuery(text: string): ReadQuery {
  const known = READ.get(text);
  if (known) {
    return known;
  }
  if (READ.size >= MOST_REMEMBERED) {
    READ.clear();
  }
  const result = text.length > LONGEST || isOfPrometheus2(text) ? {} : readAny(text);
  READ.set(text, result);
  return result;
}

/** Prometheus 3 calls this function `double_exponential_smoothing`, and so does the grammar. */
function isOfPrometheus2(text: string): boolean {
  return /\bholt_winters\s*\(/.test(text);
}

function readAny(text: string): ReadQuery {
  const attempts = [read(fillPlaceholders(text, standIn)), ...hasPlaceholder(text) ? [read(fillPlaceholders(text, digits))] : []];
  const readable = attempts.find(({ error }) => !error);
  // a placeholder outside of quotes can hold any part of a query
  return readable ?? (hasPlaceholder(unquoted(text)) ? {} : attempts[0]);
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
    throw error;
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
  return text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g, '');
}

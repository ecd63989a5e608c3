import { Shape } from './shape';
import { show } from './words';

const NOUNS: Record<NonNullable<Shape['type']>, string> = {
  'object': 'an object',
  'array': 'a list',
  'string': 'a string',
  'number': 'a number',
  'integer': 'a whole number',
  'boolean': 'true or false',
  'int-or-string': 'a whole number or a string',
};

function holds(type: NonNullable<Shape['type']>, value: unknown): boolean {
  switch (type) {
    case 'object': return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'array': return Array.isArray(value);
    case 'integer': return Number.isInteger(value);
    case 'int-or-string': return typeof value === 'string' || Number.isInteger(value);
    default: return typeof value === type;
  }
}

/** Whether a value is of the type that is allowed. */
export function hasType(value: unknown, { type }: Shape): boolean {
  return !type || holds(type, value);
}

/** What is wrong with the type of a value that has another. */
export function typeProblem(value: unknown, { type }: Shape): string {
  return `must be ${NOUNS[type!]}, got ${show(value)}${typeAdvice(value, type!)}`;
}

function typeAdvice(value: unknown, type: string): string {
  if (type === 'string') {
    return ['number', 'boolean'].includes(typeof value) ? ': put it in quotes' : '';
  }
  const unquoted = ['integer', 'number'].includes(type) ? /^-?\d+$/ : /^(true|false)$/;
  return typeof value === 'string' && unquoted.test(value) ? ': leave the quotes out' : '';
}

const RANGES = { int32: 2n ** 31n, int64: 2n ** 63n };
const DATE_TIME = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const QUANTITY = /^[+-]?(\d+(\.\d*)?|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

/** What is wrong with a value of the right type, if anything is. */
export function formatProblem(value: unknown, { format }: Shape): string | undefined {
  switch (format) {
    case 'date-time':
      return isDateTime(String(value)) ? undefined : `must be a date and time such as 2026-01-31T12:00:00Z, got ${show(value)}`;
    case 'quantity':
      return QUANTITY.test(String(value)) ? undefined : `must be a quantity such as 500m or 128Mi, got ${show(value)}`;
    case 'int32':
    case 'int64': {
      const end = RANGES[format];
      return typeof value !== 'number' || (value >= -end && value < end) ? undefined : `must lie between ${-end} and ${end - 1n}, got ${show(value)}`;
    }
    default:
      return undefined;
  }
}

/** A day that its month does not have is carried into the next one. */
function isDateTime(text: string): boolean {
  const day = DATE_TIME.exec(text)?.[1];
  return day !== undefined && !isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day);
}

import { remembered } from '../../manifest/remembered';

/** What cannot be known before it runs, such as the value of an argument. */
export const UNKNOWN: unique symbol = Symbol('unknown');

/** A value of the language. Whole and other numbers are one here: the compiler has told them apart before. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [field: string]: Value } | typeof UNKNOWN;

/** What ends a measurement in an error. */
export class RunError extends Error {}

export function fail(message: string): never {
  throw new RunError(message);
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isMap(value: Value): value is { readonly [field: string]: Value } {
  return typeof value === 'object' && value !== null && !isList(value);
}

/** How much a value holds. Lists in lists can share theirs. */
export function sizeOf(value: Value): number {
  return isList(value) ? sizeOfList(value) : typeof value === 'string' ? value.length : 1;
}

const sizeOfList = remembered((list: readonly Value[]) => list.reduce<number>((size, item) => size + sizeOf(item), 1));

type Operation = (left: any, right: any) => Value;

const ON_NUMBERS: Record<string, Operation> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => right === 0 ? fail('division by zero') : left % right,
  '**': power,
  '^': power,
  '<': (left, right) => left < right,
  '>': (left, right) => left > right,
  '<=': (left, right) => left <= right,
  '>=': (left, right) => left >= right,
};

/** In Go, one and minus one stay what they are where JavaScript knows no number. */
function power(base: number, exponent: number): number {
  return base === 1 || (base === -1 && Math.abs(exponent) === Infinity) ? 1 : base ** exponent;
}

const ON_TEXTS: Record<string, Operation> = {
  '+': (left, right) => left + right,
  'contains': (left, right) => left.includes(right),
  'startsWith': (left, right) => left.startsWith(right),
  'endsWith': (left, right) => left.endsWith(right),
};

const ORDERS = ['<', '>', '<=', '>='];

/** What an operator makes of two values, where it looks at both. */
export function operate(operator: string, left: Value, right: Value): Value {
  if (ORDERS.includes(operator) && [left, right].every((side) => typeof side === 'number') && [left, right].some((side) => Number.isNaN(side))) {
    return false;
  }
  if (left === UNKNOWN || right === UNKNOWN || operator === 'matches') {
    return UNKNOWN;
  }
  if (operator === '==' || operator === '!=') {
    return areEqual(left, right) === UNKNOWN ? UNKNOWN : areEqual(left, right) === (operator === '==');
  }
  if (operator === 'in') {
    return isIn(left, right);
  }
  if (operator === '..') {
    const length = typeof left === 'number' && typeof right === 'number' ? right - left + 1 : NaN;
    return length <= 1000 ? Array.from({ length: Math.max(length, 0) }, (_, index) => left as number + index) : UNKNOWN;
  }
  const both = (type: string) => typeof left === type && typeof right === type;
  if (both('number') && ON_NUMBERS[operator]) {
    return ON_NUMBERS[operator](left, right);
  }
  return !both('string') ? fail(`"${operator}" cannot be applied`) : ON_TEXTS[operator] ? ON_TEXTS[operator](left, right) : UNKNOWN;
}

function areEqual(left: Value, right: Value): Value {
  const isPlain = (value: Value) => value === null || typeof value !== 'object';
  return isPlain(left) || isPlain(right) ? left === right : UNKNOWN;
}

function isIn(needle: Value, list: Value): Value {
  const matches: Value[] = isList(list) ? list.map((item) => operate('==', item, needle)) : [UNKNOWN];
  return matches.includes(true) || (matches.includes(UNKNOWN) ? UNKNOWN : false);
}

/** An element or a field. */
export function elementOf(base: Value, property: Value): Value {
  if (base === UNKNOWN || property === UNKNOWN) {
    return UNKNOWN;
  }
  if (isList(base) && typeof property === 'number') {
    const index = property < 0 ? base.length + property : property;
    return index >= 0 && index < base.length ? base[index] : fail(`the list has no element ${property}`);
  }
  return isMap(base) && typeof property === 'string' ? base[property] ?? null : base === null ? fail('nothing has no fields') : UNKNOWN;
}

function number(value: Value): number {
  return typeof value === 'number' ? value : fail('not a number');
}

/** A calculation with a number that is one. */
function calculation(of: (value: number) => number) {
  return (value: Value) => typeof value === 'string' || !Number.isFinite(number(value)) ? UNKNOWN : of(number(value));
}

/** Numbers of all arguments, lists among them taken apart. */
function numbersOf(values: readonly Value[]): number[] {
  return values.flatMap((value) => isList(value) ? numbersOf(value) : [number(value)]);
}

function aggregate(of: (values: number[]) => Value) {
  return (...args: Value[]) => {
    const values = numbersOf(args);
    return values.some(isNaN) ? UNKNOWN : of(values);
  };
}

/** The functions whose value is known here. */
export const KNOWN_FUNCTIONS: Record<string, (...args: Value[]) => Value> = {
  isNaN: (value) => isNaN(number(value)),
  isInf: (value) => Math.abs(number(value)) === Infinity,
  asInt: calculation(Math.trunc),
  int: calculation(Math.trunc),
  asFloat: (value) => typeof value === 'string' ? UNKNOWN : number(value),
  float: (value) => typeof value === 'string' ? UNKNOWN : number(value),
  abs: (value) => Math.abs(number(value)),
  ceil: calculation(Math.ceil),
  floor: calculation(Math.floor),
  len: (value) => isList(value) || typeof value === 'string' ? [...value].length : isMap(value) ? Object.keys(value).length : fail('it has no length'),
  first: (value) => isList(value) ? value[0] ?? null : UNKNOWN,
  last: (value) => isList(value) ? value[value.length - 1] ?? null : UNKNOWN,
  max: aggregate((values) => values.length > 0 ? values.reduce((most, value) => Math.max(most, value)) : null),
  min: aggregate((values) => values.length > 0 ? values.reduce((least, value) => Math.min(least, value)) : null),
  mean: aggregate((values) => values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1)),
};

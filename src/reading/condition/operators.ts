import { goPattern } from '../pattern';
import { ConditionError, Expression } from './syntax';
import {
  BOOL, describe, DURATION, FLOAT, INT, isAssignable, isComparable, isNumber, isUnknown, listOf, NIL, STRING, TIME, Type, UNKNOWN,
} from './types';

type Kind = Type['kind'];

/** An operator: what it makes of which kinds. `number` is a whole one or not. */
interface Operator {
  readonly pairs: readonly (readonly [left: Kind | 'number', right: Kind | 'number', result: Type | 'promoted'])[];
  /** What may stand beside something unknown, and what comes of that. */
  readonly beside: readonly (Kind | 'number')[];
  readonly unknown: Type;
}

const ORDERED: Operator = {
  pairs: [['number', 'number', BOOL], ['string', 'string', BOOL], ['time', 'time', BOOL], ['duration', 'duration', BOOL]],
  beside: ['number', 'string', 'time', 'duration'],
  unknown: BOOL,
};
const LOGICAL: Operator = { pairs: [['bool', 'bool', BOOL]], beside: ['bool'], unknown: BOOL };
const TEXTUAL: Operator = { pairs: [['string', 'string', BOOL]], beside: ['string'], unknown: BOOL };
const DIVIDING: Operator = { pairs: [['number', 'number', FLOAT]], beside: ['number'], unknown: FLOAT };

function shared(operator: Operator, ...names: string[]): Record<string, Operator> {
  return Object.fromEntries(names.map((name) => [name, operator]));
}

const OPERATORS: Record<string, Operator> = {
  ...shared(LOGICAL, 'or', '||', 'and', '&&'),
  ...shared(ORDERED, '<', '>', '<=', '>='),
  ...shared(TEXTUAL, 'matches', 'contains', 'startsWith', 'endsWith'),
  ...shared(DIVIDING, '/', '**', '^'),
  '%': { pairs: [['int', 'int', INT]], beside: ['int'], unknown: INT },
  '..': { pairs: [['int', 'int', listOf(INT)]], beside: ['int'], unknown: listOf(INT) },
  '+': {
    pairs: [
      ['number', 'number', 'promoted'], ['string', 'string', STRING], ['time', 'duration', TIME], ['duration', 'time', TIME],
      ['duration', 'duration', DURATION],
    ],
    beside: ['number', 'string', 'time', 'duration'],
    unknown: UNKNOWN,
  },
  '-': {
    pairs: [['number', 'number', 'promoted'], ['time', 'time', DURATION], ['time', 'duration', TIME], ['duration', 'duration', DURATION]],
    beside: ['number', 'time', 'duration'],
    unknown: UNKNOWN,
  },
  '*': {
    pairs: [['number', 'number', 'promoted'], ['number', 'duration', DURATION], ['duration', 'number', DURATION], ['duration', 'duration', DURATION]],
    beside: ['number', 'duration'],
    unknown: UNKNOWN,
  },
};

export function checkBinary(node: Extract<Expression, { kind: 'binary' }>, left: Type, right: Type): Type {
  const type = node.operator === '==' || node.operator === '!=' ? isComparable(left, right) && BOOL
    : node.operator === '??' ? coalesced(left, right)
      : node.operator === 'in' ? isIn(left, right) && BOOL
        : applied(OPERATORS[node.operator], left, right);
  if (!type) {
    throw new ConditionError(node.at, `"${node.operator}" cannot be applied to ${describe(left)} and ${describe(right)}`);
  }
  if (node.operator === 'matches' && node.right.kind === 'literal' && !goPattern(String(node.right.value))) {
    throw new ConditionError(node.right.at, `${JSON.stringify(node.right.value)} is not a regular expression`);
  }
  return type;
}

function is(type: Type, kind: Kind | 'number'): boolean {
  return kind === 'number' ? isNumber(type) : type.kind === kind;
}

function applied({ pairs, beside, unknown }: Operator, left: Type, right: Type): Type | undefined {
  const result = pairs.find(([first, second]) => is(left, first) && is(right, second))?.[2];
  if (result) {
    return result !== 'promoted' ? result : left.kind === 'float' || right.kind === 'float' ? FLOAT : INT;
  }
  const fits = (type: Type) => isUnknown(type) || beside.some((kind) => is(type, kind));
  return (isUnknown(left) && fits(right)) || (isUnknown(right) && fits(left)) ? unknown : undefined;
}

function coalesced(left: Type, right: Type): Type {
  if (left.kind === 'nil' || right.kind === 'nil') {
    return left.kind !== 'nil' ? left : right.kind !== 'nil' ? right : NIL;
  }
  return isAssignable(right, left) ? left : UNKNOWN;
}

function isIn(left: Type, right: Type): boolean {
  switch (right.kind) {
    case 'struct': case 'time': return left.kind === 'string' || isUnknown(left);
    case 'map': return isUnknown(left) || (right.name.startsWith('map[string]') ? left.kind === 'string' : left.kind !== 'nil');
    case 'array': return isComparable(left, right.element!);
    case 'string': return isUnknown(left);
    default: return isUnknown(right);
  }
}

import { fillPlaceholders, hasPlaceholder, isWord, word } from '../placeholder';
import { ConditionError, Expression, holds } from './syntax';
import { Type, UNKNOWN } from './types';

/** A condition as the controller would read it, or where it would stop. */
export interface ReadCondition {
  readonly text: string;
  /** Absent if it cannot be read, or if its placeholders leave open what it is. */
  readonly expression?: Expression;
  readonly error?: ConditionError;
}

// a text is read by several rules, and always to the same end
const READ = new Map<string, ReadCondition>();
const MOST_REMEMBERED = 1000;

/** A longer text is not read: it could be nested more deeply than the stack allows. */
const LONGEST = 4000;

export function readCondition(text: string): ReadCondition {
  const known = READ.get(text);
  if (known) {
    return known;
  }
  if (READ.size >= MOST_REMEMBERED) {
    READ.clear();
  }
  const result = { text, ...text.length > LONGEST ? {} : readAny(text) };
  READ.set(text, result);
  return result;
}

/** What can stand where a placeholder does: a word for any value, a part of a number, an operator, nothing. */
const STAND_INS: readonly ((length: number) => string)[] = [
  word, (length) => '1'.repeat(length), (length) => '=='.padEnd(length), (length) => ' '.repeat(length),
];

function readAny(text: string): Omit<ReadCondition, 'text'> {
  const standIns = hasPlaceholder(text) ? STAND_INS : STAND_INS.slice(0, 1);
  const attempts = standIns.map((standIn) => read(fillPlaceholders(text, (_, length) => standIn(length))));
  return attempts.find(({ error }) => !error) ?? attempts[0];
}

function read(text: string): Omit<ReadCondition, 'text'> {
  // loaded when there is a condition to read
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { parseExpression } = require('./parse') as typeof import('./parse');
  try {
    return { expression: parseExpression(text) };
  } catch (error) {
    if (error instanceof ConditionError) {
      return { error };
    }
    throw error;
  }
}

/** What the names in a condition stand for, when its result is of a type. */
export function environmentOf(expression: Expression, result: Type): Map<string, Type> {
  const environment = new Map([['result', result]]);
  holds(expression, (part) => {
    if (part.kind === 'name' && isWord(part.name)) {
      environment.set(part.name, UNKNOWN);
    }
    return false;
  });
  return environment;
}

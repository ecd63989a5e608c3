import { rememberedText } from '../../manifest/remembered';
import { fillPlaceholders, hasPlaceholder, isWord, word } from '../placeholder';
import { whyTooLarge, whyTooLong } from '../syntax-tree';
import { ConditionError, Expression, holds } from './syntax';
import { Type, UNKNOWN } from './types';

/** A condition as the controller would read it, or where it would stop. */
export interface ReadCondition {
  readonly text: string;
  /** Absent if it cannot be read, or if its placeholders leave open what it is. */
  readonly expression?: Expression;
  readonly error?: ConditionError;
  /** Why it is not read. */
  readonly tooLarge?: string;
}

/** A text is read by several rules, and always to the same end. */
export const readCondition = rememberedText((text): ReadCondition => {
  const tooLarge = whyTooLong(text);
  return { text, ...tooLarge ? { tooLarge } : readAny(text) };
});

/** What can stand where a placeholder does: a word for any value, a part of a number, an operator, nothing. */
const STAND_INS: readonly ((length: number) => string)[] = [
  word, (length) => '1'.repeat(length), (length) => '=='.padEnd(length), (length) => ' '.repeat(length),
];

function readAny(text: string): Omit<ReadCondition, 'text'> {
  const standIns = hasPlaceholder(text) ? STAND_INS : STAND_INS.slice(0, 1);
  let first: Omit<ReadCondition, 'text'> | undefined;
  for (const standIn of standIns) {
    const attempt = read(fillPlaceholders(text, (_, length) => standIn(length)));
    if (!attempt.error) {
      return attempt;
    }
    first ??= attempt;
  }
  return first!;
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
    return { tooLarge: whyTooLarge(error) };
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

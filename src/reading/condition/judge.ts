import { rememberedWith } from '../../manifest/remembered';
import { typeOf } from './check';
import { evaluate } from './evaluate';
import { environmentOf } from './read';
import { Shape } from './results';
import { ConditionError, Expression, holds, UnknownNameError } from './syntax';
import { describe, isUnknown, Type } from './types';
import { RunError, UNKNOWN, Value } from './values';

/** What is wrong with a condition, as far as that can be known. */
export interface Verdict {
  /** The error in which a measurement ends. */
  readonly error?: string;
  /** What it yields instead of true or false. */
  readonly yields?: string;
  readonly unknownName?: string;
}

/** What the controller makes of a condition. */
export type Outcome = boolean | typeof UNKNOWN | Verdict;

/** What the controller's compiler says of a condition whose result is of a type. */
export const compile = rememberedWith((expression: Expression, type: Type): Verdict => {
  try {
    const yielded = typeOf(expression, environmentOf(expression, type));
    return yielded.kind === 'bool' || isUnknown(yielded) ? {} : { yields: describe(yielded) };
  } catch (error) {
    return error instanceof UnknownNameError ? { error: `unknown name ${error.message}`, unknownName: error.message }
      : error instanceof ConditionError ? { error: error.message } : rethrow(error);
  }
});

function rethrow(error: unknown): never {
  throw error;
}

/** The outcome of a condition for one result. */
export function outcomeOf(expression: Expression, type: Type, result: Value): Outcome {
  const compiled = compile(expression, type);
  if (compiled.error !== undefined) {
    return compiled;
  }
  try {
    const value = evaluate(expression, result);
    return value === UNKNOWN || typeof value === 'boolean' ? value : { yields: nameOf(value) };
  } catch (error) {
    return error instanceof RunError ? { error: error.message } : rethrow(error);
  }
}

function nameOf(value: Value): string {
  const names: Record<string, string> = { number: 'a number', string: 'a text' };
  return value === null ? 'nothing' : names[typeof value] ?? (Array.isArray(value) ? 'a list' : 'a map');
}

/** Numbers on all sides of those that conditions compare with. */
export function samplesFor(...conditions: readonly Expression[]): number[] {
  const literals = new Set<number>();
  conditions.forEach((condition) => holds(condition, (part) => {
    if (part.kind === 'literal' && typeof part.value === 'number') {
      literals.add(part.value).add(-part.value);
    }
    return false;
  }));
  const sorted = [...literals].sort((a, b) => a - b);
  const between = sorted.slice(1).map((value, index) => (value + sorted[index]) / 2);
  const [least, most] = [sorted[0] ?? 0, sorted[sorted.length - 1] ?? 0];
  return [...new Set([...sorted, ...between, 0, least - 1, most + 1, most + 0.5])].sort((a, b) => a - b);
}

/** What is wrong with a condition for every result of a shape. */
export const judge = rememberedWith((expression: Expression, { type, holding }: Shape): Verdict => {
  const compiled = compile(expression, type);
  if (compiled.error !== undefined || compiled.yields !== undefined || !holding) {
    return compiled;
  }
  const outcomes = samplesFor(expression).map((sample): Verdict => {
    const outcome = outcomeOf(expression, type, holding(sample));
    return typeof outcome === 'object' ? outcome : {};
  });
  return outcomes.every(({ error }) => error !== undefined) || outcomes.every(({ yields }) => yields !== undefined) ? outcomes[0] : {};
});

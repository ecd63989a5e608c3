import { judging, reading } from '../../reading/condition/lazy';
import { NoData } from '../../reading/condition/results';
import { Expression, holds } from '../../reading/condition/syntax';
import { Condition } from '../../reading/conditions';

/** Whether a condition looks at an element of its result. */
export function readsElements({ expression }: Condition): boolean {
  return holds(expression, (part) => part.kind === 'member' && isResult(part.base));
}

export function asksForNaN({ expression }: Condition): boolean {
  return holds(expression, (part) => part.kind === 'call' && part.callee.kind === 'name' && part.callee.name === 'isNaN');
}

/** A condition as it would be with its guards, ready to paste. */
export function guardedText(condition: Condition, { guard, instead }: NoData, isNaNPossible: boolean): string {
  const guards = [...guard ? [guard] : [], ...isNaNPossible ? [`!isNaN(${elementOf(condition.expression)})`] : []];
  return instead ? condition.text.replace(/\bresult\b/g, instead) : [...guards, operand(condition)].join(' && ');
}

/** A condition that is true of NaN, or false, whatever it was before. */
export function textForNaN(condition: Condition, holdsForNaN: boolean): string {
  const { text, results } = condition;
  const isNaN = `isNaN(${elementOf(condition.expression)})`;
  const simple = holdsForNaN ? `${isNaN} || ${text}` : `!${isNaN} && ${operand(condition)}`;
  const { type, value } = results?.noData ?? {};
  const { expression } = reading().readCondition(simple);
  const needsElement = expression && type && typeof judging().outcomeOf(expression, type, value!) === 'object';
  return !needsElement ? simple : holdsForNaN ? `${text} || len(result) > 0 && ${isNaN}` : `${operand(condition)} && (len(result) == 0 || !${isNaN})`;
}

const LOOSER = ['||', 'or', '??'];

/** The text of a condition, in parentheses where `&&` beside it would take a part of it. */
function operand({ expression, text }: Condition): string {
  const isLoose = ['conditional', 'let', 'sequence'].includes(expression.kind) || (expression.kind === 'binary' && LOOSER.includes(expression.operator));
  return isLoose ? `(${text})` : text;
}

function isResult(part: Expression): boolean {
  return part.kind === 'name' && part.name === 'result';
}

/** The element of the result that a condition looks at, as it writes it. */
function elementOf(expression: Expression): string {
  let index: unknown;
  holds(expression, (part) => {
    if (part.kind !== 'member' || !isResult(part.base) || part.property.kind !== 'literal') {
      return false;
    }
    index = part.property.value;
    return true;
  });
  return `result[${typeof index === 'number' ? index : 0}]`;
}

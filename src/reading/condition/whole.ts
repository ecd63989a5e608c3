import { Expression } from './syntax';

const NEVER_WHOLE = ['mean', 'median', 'float', 'ceil', 'floor', 'round', 'asFloat'];
const AS_GIVEN = ['first', 'last', 'max', 'min', 'abs', 'reverse', 'uniq', 'sort'];

/**
 * Whether a number that runs through an expression can be of a type for whole numbers, which the controller tells from others even
 * where they are equal. The numbers of a result never are, and the compiler takes written ones as they are needed.
 */
export function canBeWhole(expression: Expression): boolean {
  switch (expression.kind) {
    case 'literal': return false;
    case 'name': return expression.name !== 'result';
    case 'member': case 'slice': return canBeWhole(expression.base);
    case 'unary': return canBeWhole(expression.operand);
    case 'binary': return ['+', '-', '*'].includes(expression.operator) ? canBeWhole(expression.left) || canBeWhole(expression.right)
      : !['/', '**', '^'].includes(expression.operator);
    case 'call': return !(expression.callee.kind === 'name' && expression.callee.name === 'asFloat');
    case 'builtin': return AS_GIVEN.includes(expression.name) ? expression.args.some((arg) => canBeWhole(arg) || isWhole(arg)) : !NEVER_WHOLE.includes(expression.name);
    default: return true;
  }
}

const WHOLE_FUNCTIONS = ['len', 'count', 'int', 'asInt', 'findIndex', 'findLastIndex'];

/** Whether a number is of such a type for certain. */
export function isWhole(expression: Expression): boolean {
  switch (expression.kind) {
    case 'literal': return expression.type === 'int';
    case 'unary': return isWhole(expression.operand);
    case 'binary': return ['+', '-', '*', '%'].includes(expression.operator) && isWhole(expression.left) && isWhole(expression.right);
    case 'call': return expression.callee.kind === 'name' && WHOLE_FUNCTIONS.includes(expression.callee.name);
    case 'builtin': return WHOLE_FUNCTIONS.includes(expression.name);
    default: return false;
  }
}

/** What a condition is made of, once parsed. `at` is the offset in its text. */
export type Expression = { readonly at: number } & (
  | Literal
  | { readonly kind: 'name'; readonly name: string }
  /** `#`, `#acc` or, before a property, nothing: what a predicate is asked about. */
  | { readonly kind: 'pointer'; readonly name: string }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'member'; readonly base: Expression; readonly property: Expression }
  | { readonly kind: 'slice'; readonly base: Expression; readonly from?: Expression; readonly to?: Expression }
  | { readonly kind: 'call'; readonly callee: Expression; readonly args: readonly Expression[] }
  | Builtin
  | { readonly kind: 'let'; readonly name: string; readonly value: Expression; readonly body: Expression }
  | { readonly kind: 'sequence'; readonly parts: readonly Expression[] }
  | { readonly kind: 'conditional'; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly kind: 'array'; readonly items: readonly Expression[] }
  | { readonly kind: 'map'; readonly pairs: readonly (readonly [key: Expression, value: Expression])[] }
);

export interface Literal {
  readonly kind: 'literal';
  readonly type: 'nil' | 'bool' | 'int' | 'float' | 'string';
  readonly value: null | boolean | number | string;
}

/** A call of a function of the language. The second argument of one that takes a predicate is that predicate. */
export interface Builtin {
  readonly kind: 'builtin';
  readonly name: string;
  readonly args: readonly Expression[];
}

/** The functions that take a predicate, with how many arguments they need and may have. */
export const PREDICATED: Record<string, readonly [least: number, most: number]> = {
  all: [2, 2],
  none: [2, 2],
  any: [2, 2],
  one: [2, 2],
  filter: [2, 2],
  map: [2, 2],
  count: [1, 2],
  sum: [1, 2],
  find: [2, 2],
  findIndex: [2, 2],
  findLast: [2, 2],
  findLastIndex: [2, 2],
  groupBy: [2, 2],
  sortBy: [2, 3],
  reduce: [2, 3],
};

/** The parts directly inside an expression. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'unary': return [expression.operand];
    case 'binary': return [expression.left, expression.right];
    case 'member': return [expression.base, expression.property];
    case 'slice': return [expression.base, expression.from, expression.to].filter((part) => part !== undefined);
    case 'call': return [expression.callee, ...expression.args];
    case 'builtin': return expression.args;
    case 'let': return [expression.value, expression.body];
    case 'sequence': return expression.parts;
    case 'conditional': return [expression.test, expression.yes, expression.no];
    case 'array': return expression.items;
    case 'map': return expression.pairs.flat();
    default: return [];
  }
}

/** Whether an expression or one of its parts is what is looked for. */
export function holds(expression: Expression, wanted: (part: Expression) => boolean): boolean {
  return wanted(expression) || partsOf(expression).some((part) => holds(part, wanted));
}

/** A place where the controller's compiler would stop, and why. */
export class ConditionError extends Error {
  constructor(public readonly at: number, message: string) {
    super(message);
  }
}

/** A name that means nothing to the controller. */
export class UnknownNameError extends ConditionError {}

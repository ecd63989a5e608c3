import { Builtin, Expression, holds, PREDICATED } from './syntax';
import { elementOf, fail, isList, KNOWN_FUNCTIONS, operate, sizeOf, UNKNOWN, Value } from './values';
import { canBeWhole, isWhole } from './whole';

/**
 * The value of a condition for one result: `UNKNOWN` where it depends on what is not known here. Throws a `RunError` where the
 * controller's measurement would end in an error.
 */
export function evaluate(condition: Expression, result: Value): Value {
  return new Evaluation(result).value(condition);
}

/** Predicates in predicates, and texts made of texts, can ask for more time and space than there is: what comes of them is not known. */
const MOST_STEPS = 100_000;
const LARGEST_VALUE = 10_000;

class Evaluation {
  private readonly variables: { readonly name: string; readonly value: Value; readonly isChosen?: boolean }[];
  private readonly elements: Value[] = [];
  private steps = 0;

  constructor(private readonly result: Value) {
    this.variables = [{ name: 'result', value: result }];
  }

  public value(node: Expression): Value {
    this.steps++;
    const value = this.steps > MOST_STEPS ? UNKNOWN : this.valueOf(node);
    return sizeOf(value) > LARGEST_VALUE ? UNKNOWN : value;
  }

  private valueOf(node: Expression): Value {
    switch (node.kind) {
      case 'literal': return node.value;
      case 'name': return this.named(node.name);
      case 'pointer': return node.name === '' ? this.elements[this.elements.length - 1] : UNKNOWN;
      case 'unary': return negated(node.operator, this.value(node.operand));
      case 'binary': return this.binary(node);
      case 'member': return elementOf(this.value(node.base), this.value(node.property));
      case 'slice': return sliced(this.value(node.base), node.from ? this.value(node.from) : 0, node.to ? this.value(node.to) : Infinity);
      case 'call': return this.call(node.callee, node.args);
      case 'builtin': return this.builtin(node);
      case 'let': return this.declaration(node);
      case 'sequence': return last(node.parts.map((part) => this.value(part)));
      case 'conditional': return this.conditional(node);
      case 'array': return node.items.map((item) => this.value(item));
      case 'map': return UNKNOWN;
    }
  }

  private named(wanted: string): Value {
    const variable = this.variables.find(({ name }) => name === wanted);
    return variable ? variable.value : UNKNOWN;
  }

  private binary({ operator, left, right }: Extract<Expression, { kind: 'binary' }>): Value {
    const decides = { 'and': false, '&&': false, 'or': true, '||': true }[operator];
    // the controller's compiler leaves the left side out where it has seen that the right one decides
    const constant: { readonly value: Value } | undefined = decides !== undefined && isConstant(right) ? { value: this.value(right) } : undefined;
    if (constant && constant.value === decides) {
      return holds(right, ({ kind }) => kind === 'binary') ? UNKNOWN : decides;
    }
    const first = this.value(left);
    if (decides !== undefined) {
      return first === UNKNOWN || first === decides ? first : typeof first === 'boolean' ? bool(constant ? constant.value : this.value(right)) : fail('neither true nor false');
    }
    if (operator === '??') {
      return first === null ? this.value(right) : first;
    }
    const value = operate(operator, first, this.value(right));
    if ((operator === '==' || operator === '!=') && (this.isChosen(left) || this.isChosen(right))) {
      return UNKNOWN;
    }
    return operator !== '%' || (isWhole(left) && isWhole(right)) ? value : UNKNOWN;
  }

  /** Whether a value may be that of a choice: the controller's compiler takes both for the kind of one, and compares numbers as such. */
  private isChosen(node: Expression): boolean {
    return holds(node, (part) => part.kind === 'conditional'
      || (part.kind === 'name' && this.variables.some(({ name, isChosen }) => isChosen && name === part.name)));
  }

  /** `isNil` and `default` look at the result, whatever they are given, unless that ends in an error. */
  private call(callee: Expression, given: readonly Expression[]): Value {
    const name = callee.kind === 'name' ? callee.name : '';
    const args = given.map((arg) => this.value(arg));
    if (name === 'isNil' || name === 'default') {
      const canFail = args.some((arg, index) => isOpen(arg) && given[index].kind !== 'name');
      return canFail ? UNKNOWN : name === 'isNil' ? this.result === null : this.result === null ? args[1] : this.result;
    }
    const value = applied(name, args);
    return (name === 'isNaN' || name === 'isInf') && Number.isInteger(args[0]) && canBeWhole(given[0]) ? UNKNOWN : value;
  }

  private builtin({ name, args }: Builtin): Value {
    if (!PREDICATED[name]) {
      return applied(name, args.map((arg) => this.value(arg)));
    }
    const collection = this.value(args[0]);
    if (collection === UNKNOWN || !PREDICATES[name]) {
      return UNKNOWN;
    }
    const items = isList(collection) ? collection : fail('not a list');
    return PREDICATES[name](items, args[1] ? this.answers(name, args[1], items) : items);
  }

  /** What a predicate says of each element, up to the first that decides. */
  private answers(name: string, predicate: Expression, items: readonly Value[]): Value[] {
    const decides = { all: false, any: true, none: true }[name];
    const answers: Value[] = [];
    for (const item of items) {
      answers.push(this.ask(predicate, item));
      if (answers[answers.length - 1] === decides) {
        break;
      }
    }
    return answers;
  }

  private ask(predicate: Expression, element: Value): Value {
    this.elements.push(element);
    const answer = this.value(predicate);
    this.elements.pop();
    return answer;
  }

  private declaration({ name, value, body }: Extract<Expression, { kind: 'let' }>): Value {
    const declared = this.value(value);
    this.variables.push({ name, value: declared, isChosen: this.isChosen(value) });
    const outcome = this.value(body);
    this.variables.pop();
    return last([declared, outcome]);
  }

  private conditional({ test, yes, no }: Extract<Expression, { kind: 'conditional' }>): Value {
    const asked = bool(this.value(test));
    return asked === UNKNOWN ? UNKNOWN : this.value(asked ? yes : no);
  }
}

/** What comes last, unless something before it may end in an error. */
function last(values: readonly Value[]): Value {
  return values.slice(0, -1).some(isOpen) ? UNKNOWN : values[values.length - 1];
}

function isConstant(expression: Expression): boolean {
  return !holds(expression, ({ kind }) => !['literal', 'unary', 'binary'].includes(kind));
}

function bool(value: Value): Value {
  return value === UNKNOWN || typeof value === 'boolean' ? value : fail('neither true nor false');
}

function negated(operator: string, value: Value): Value {
  if (value === UNKNOWN) {
    return UNKNOWN;
  }
  if (operator === '!' || operator === 'not') {
    return !bool(value);
  }
  return typeof value !== 'number' ? fail('not a number') : operator === '-' ? 0 - value : value;
}

function sliced(base: Value, from: Value, to: Value): Value {
  const known = (isList(base) || typeof base === 'string') && typeof from === 'number' && typeof to === 'number';
  return known ? base.slice(from, to) : UNKNOWN;
}

function applied(name: string, args: readonly Value[]): Value {
  return KNOWN_FUNCTIONS[name] && !args.some(isOpen) ? KNOWN_FUNCTIONS[name](...args) : UNKNOWN;
}

/** Whether something in a value is unknown. */
function isOpen(value: Value): boolean {
  return value === UNKNOWN || (isList(value) && value.some(isOpen));
}

/** Takes what a predicate says of each element; what is unknown of one makes the whole unknown. */
function ofAnswers(decide: (items: readonly Value[], answers: readonly Value[]) => Value) {
  return (items: readonly Value[], answers: readonly Value[]) => answers.some(isOpen) ? UNKNOWN : decide(items, answers);
}

const trueOnes = (answers: readonly Value[]) => answers.filter((answer) => bool(answer) === true).length;

const PREDICATES: Record<string, (items: readonly Value[], answers: readonly Value[]) => Value> = {
  all: ofAnswers((items, answers) => trueOnes(answers) === items.length),
  any: ofAnswers((_, answers) => trueOnes(answers) > 0),
  none: ofAnswers((_, answers) => trueOnes(answers) === 0),
  one: ofAnswers((_, answers) => trueOnes(answers) === 1),
  count: ofAnswers((_, answers) => trueOnes(answers)),
  filter: ofAnswers((items, answers) => items.filter((_, index) => bool(answers[index]) === true)),
  map: ofAnswers((_, answers) => answers),
  sum: ofAnswers((_, answers) => answers.reduce((sum, answer) => operate('+', sum, answer), 0)),
};

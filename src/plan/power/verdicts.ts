import { Outcome, outcomeOf } from '../../reading/condition/judge';
import { readCondition } from '../../reading/condition/read';
import { NoData, resultsOf } from '../../reading/condition/results';
import { Expression, partsOf } from '../../reading/condition/syntax';
import { Metric } from '../../reading/metrics';
import { isOpen } from '../../reading/open-value';

/** What a measurement says. */
export enum Verdict { GOOD, BAD, UNDECIDED }

/** What a metric says of each value. */
export interface Verdicts {
  /** The values where it changes, from the smallest. */
  readonly borders: readonly number[];
  /** Below the first border, on it, between that and the next, and so on. */
  readonly verdicts: readonly Verdict[];
  /** Where there are too few requests. */
  readonly noData: Verdict;
}

type Result = Pick<NoData, 'type' | 'value'>;

/**
 * What the conditions of a metric say of numbers, or why that is not known.
 *
 * @param isEmpty whether its query finds nothing where there are too few requests: a share of none is not a number
 */
export function verdictsOf(metric: Metric, isEmpty: boolean): Verdicts | string {
  const texts = [metric.successCondition, metric.failureCondition].map((text) => text || undefined);
  const expressions = texts.map((text) => text && !isOpen(text) ? readCondition(text).expression : undefined);
  const known = expressions.flatMap((expression) => expression ?? []);
  if (texts.every((text) => text === undefined)) {
    return 'it has no condition';
  }
  if (texts.some((text, index) => text !== undefined && !expressions[index])) {
    return 'its conditions depend on what is only known when it runs';
  }
  const borders = [...new Set(known.flatMap(bordersIn))].sort((one, other) => one - other);
  const { shapes: [shape], noData } = resultsOf(metric.provider) ?? { shapes: [] };
  if (!known.every(isPlain) || borders.length === 0 || !shape?.holding) {
    return 'its conditions are more than comparisons of the result with numbers';
  }
  const values = [borders[0] - 1, ...borders.flatMap((border, index) => [border, (border + (borders[index + 1] ?? border + 2)) / 2])];
  const results: Result[] = [NaN, ...values].map((value) => ({ type: shape.type, value: shape.holding!(value) }));
  const verdicts = [isEmpty && noData ? noData : results[0], ...results.slice(1)]
    .map(({ type, value }) => verdictOf(expressions.map((expression) => expression && outcomeOf(expression, type, value))));
  return verdicts[0] === undefined ? 'it ends in an error where there are too few requests'
    : verdicts.includes(undefined) ? 'its conditions cannot be worked out' : { borders, noData: verdicts[0], verdicts: verdicts.slice(1) as Verdict[] };
}

/** As the controller has it: one condition alone decides both ways, and a failure outdoes a success. */
function verdictOf([success, failure]: readonly (Outcome | undefined)[]): Verdict | undefined {
  if ([success, failure].some((outcome) => outcome !== undefined && typeof outcome !== 'boolean')) {
    return undefined;
  }
  const hasFailed = failure ?? !success;
  return hasFailed ? Verdict.BAD : success ?? true ? Verdict.GOOD : Verdict.UNDECIDED;
}

const CONNECTIONS = ['&&', '||', 'and', 'or'];
const COMPARISONS = ['<', '<=', '>', '>=', '==', '!='];

/** Whether a condition holds nothing but comparisons of the result with numbers, and questions whether there is one. */
function isPlain(expression: Expression): boolean {
  switch (expression.kind) {
    case 'unary': return ['!', 'not'].includes(expression.operator) && isPlain(expression.operand);
    case 'binary': return CONNECTIONS.includes(expression.operator) ? isPlain(expression.left) && isPlain(expression.right)
      : comparedIn(expression) !== undefined || isLength(expression.left) && numberIn(expression.right) !== undefined;
    case 'call': return expression.callee.kind === 'name' && ['isNaN', 'isInf'].includes(expression.callee.name) && expression.args.every(isResult);
    default: return false;
  }
}

/** The numbers that a condition compares the result with. */
function bordersIn(expression: Expression): number[] {
  return [...comparedIn(expression) !== undefined ? [comparedIn(expression)!] : [], ...partsOf(expression).flatMap(bordersIn)];
}

function comparedIn(expression: Expression): number | undefined {
  if (expression.kind !== 'binary' || !COMPARISONS.includes(expression.operator)) {
    return undefined;
  }
  const { left, right } = expression;
  return isResult(left) ? numberIn(right) : isResult(right) ? numberIn(left) : undefined;
}

/** A number as it is written, and so many times another. */
function numberIn(expression: Expression): number | undefined {
  if (expression.kind === 'binary' && expression.operator === '*') {
    const [left, right] = [numberIn(expression.left), numberIn(expression.right)];
    return left === undefined || right === undefined ? undefined : left * right;
  }
  return expression.kind === 'literal' && typeof expression.value === 'number' ? expression.value : undefined;
}

/** `result`, `result[0]`, and either as a number. */
function isResult(expression: Expression): boolean {
  return expression.kind === 'name' ? expression.name === 'result'
    : expression.kind === 'member' ? isResult(expression.base) && expression.base.kind === 'name' && numberIn(expression.property) === 0
      : expression.kind === 'call' && expression.callee.kind === 'name' && expression.callee.name === 'asFloat' && expression.args.every(isResult);
}

function isLength(expression: Expression): boolean {
  return expression.kind === 'builtin' && expression.name === 'len' && isResult(expression.args[0]);
}

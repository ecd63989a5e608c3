import { pointer } from '../../manifest/pointer';
import { remembered, rememberedWith } from '../../manifest/remembered';
import { judging } from '../../reading/condition/lazy';
import { holds } from '../../reading/condition/syntax';
import { Condition, conditionsOf } from '../../reading/conditions';
import { metricRule } from '../metric/metric-rule';
import { Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { conditionRule } from './condition-rule';

const conditionGuardsNoData = conditionRule({
  id: 'condition-guards-no-data',
  stage: 'measure',
  severity: Severity.WARNING,
  why: 'without data the measurement is neither good nor bad but an error, and five in a row abort the release',
  message({ expression, results }) {
    if (!results?.noData || judging().judge(expression, results.shapes[0]).error !== undefined) {
      return undefined;
    }
    const { what, type, value, advice } = results.noData;
    const outcome = judging().outcomeOf(expression, type, value);
    return typeof outcome === 'object' && outcome.error !== undefined
      ? `when there is no data the result is ${what}, and the condition ends in an error (${outcome.error}): ${advice}` : undefined;
  },
});

const conditionGuardsNaN = metricRule({
  id: 'condition-guards-nan',
  stage: 'measure',
  severity: Severity.WARNING,
  why: 'a ratio without requests and a quantile without observations are NaN, with which every comparison is false',
  check(placed) {
    const conditions = conditionsOf(placed);
    const asked = conditions.find(({ condition }) => readsElements(condition));
    if (!asked?.condition.results?.canBeNaN || conditions.some(({ condition }) => asksForNaN(condition))) {
      return [];
    }
    const verdict = conditions.length > 1 ? 'is inconclusive' : placed.metric.successCondition ? 'fails' : 'passes';
    return [{
      pointer: pointer(...asked.path),
      message: `without requests the query yields NaN, every comparison with it is false, and so the measurement ${verdict}: `
        + 'ask for isNaN(result[0]) and say what that means',
    }];
  },
});

const readsElements = remembered(({ expression }: Condition): boolean => {
  return holds(expression, (part) => part.kind === 'member' && part.base.kind === 'name' && part.base.name === 'result');
});

const asksForNaN = remembered(({ expression }: Condition): boolean => {
  return holds(expression, (part) => part.kind === 'call' && part.callee.kind === 'name' && part.callee.name === 'isNaN');
});

const conditionsLeaveGap = metricRule({
  id: 'conditions-leave-gap',
  stage: 'measure',
  severity: Severity.WARNING,
  why: 'a value that is neither good nor bad makes the analysis inconclusive, and the rollout pauses until someone decides',
  check(placed) {
    const [success, failure] = conditionsOf(placed);
    if (!failure || !/^0*$/.test(String(placed.metric.inconclusiveLimit ?? ''))) {
      return [];
    }
    const gap = gapBetween(success.condition, failure.condition);
    return gap === undefined ? [] : [{
      pointer: pointer(...failure.path),
      message: `a value such as ${Number(gap.toPrecision(6))} is neither a success nor a failure, and no inconclusive measurement is allowed: `
        + 'let the conditions meet, or give an inconclusiveLimit',
    }];
  },
});

/** A number for which neither of two conditions holds. */
const gapBetween = rememberedWith((one: Condition, other: Condition): number | undefined => {
  const shape = one.results?.shapes.find(({ holding }) => holding);
  const expressions = [one.expression, other.expression];
  return shape && judging().samplesFor(...expressions)
    .find((sample) => expressions.every((expression) => judging().outcomeOf(expression, shape.type, shape.holding!(sample)) === false));
});

export const CONDITION_GUARD_RULES: readonly Rule[] = [conditionGuardsNoData, conditionGuardsNaN, conditionsLeaveGap];

import { judging } from './condition/lazy';
import { Expression, holds } from './condition/syntax';
import { conditionRule, conditionsOf, metricRule } from './conditions';
import { Severity } from './finding';
import { Rule } from './rule';

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
    const asked = conditions.filter(({ expression }) => readsElements(expression));
    if (asked.length === 0 || !asked[0].results?.canBeNaN || conditions.some(({ expression }) => asksForNaN(expression))) {
      return [];
    }
    const verdict = conditions.length > 1 ? 'is inconclusive' : placed.metric.successCondition ? 'fails' : 'passes';
    return [{
      pointer: asked[0].at,
      message: `without requests the query yields NaN, every comparison with it is false, and so the measurement ${verdict}: `
        + 'ask for isNaN(result[0]) and say what that means',
    }];
  },
});

function readsElements(expression: Expression): boolean {
  return holds(expression, (part) => part.kind === 'member' && part.base.kind === 'name' && part.base.name === 'result');
}

function asksForNaN(expression: Expression): boolean {
  return holds(expression, (part) => part.kind === 'call' && part.callee.kind === 'name' && part.callee.name === 'isNaN');
}

const conditionsLeaveGap = metricRule({
  id: 'conditions-leave-gap',
  stage: 'measure',
  severity: Severity.WARNING,
  why: 'a value that is neither good nor bad makes the analysis inconclusive, and the rollout pauses until someone decides',
  check(placed) {
    const [success, failure] = conditionsOf(placed);
    const shape = success?.results?.shapes.find(({ holding }) => holding);
    if (!failure || !shape || !/^0*$/.test(String(placed.metric.inconclusiveLimit ?? ''))) {
      return [];
    }
    const gap = judging().samplesFor(success.expression, failure.expression).find((sample) => [success, failure].every(
      ({ expression }) => judging().outcomeOf(expression, shape.type, shape.holding!(sample)) === false,
    ));
    return gap === undefined ? [] : [{
      pointer: failure.at,
      message: `a value such as ${Number(gap.toPrecision(6))} is neither a success nor a failure, and no inconclusive measurement is allowed: `
        + 'let the conditions meet, or give an inconclusiveLimit',
    }];
  },
});

export const CONDITION_GUARD_RULES: readonly Rule[] = [conditionGuardsNoData, conditionGuardsNaN, conditionsLeaveGap];

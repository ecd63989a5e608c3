import { pointer } from '../../manifest/pointer';
import { remembered, rememberedWith } from '../../manifest/remembered';
import { judging } from '../../reading/condition/lazy';
import { holds } from '../../reading/condition/syntax';
import { UNKNOWN } from '../../reading/condition/types';
import { Condition, conditionsOf } from '../../reading/conditions';
import { PlacedMetric } from '../../reading/metrics';
import { metricRule } from '../metric/metric-rule';
import { Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { asksForNaN, guardedText, readsElements, textForNaN } from './guarded';

const conditionGuardsNoData = metricRule({
  id: 'condition-guards-no-data',
  stage: 'measure',
  severity: Severity.WARNING,
  why: 'without data the measurement is neither good nor bad but an error, and five in a row abort the release',
  check: (placed) => conditionsOf(placed).flatMap(({ condition, path }) => {
    const error = errorWithoutData(condition);
    return error === undefined ? [] : [{ pointer: pointer(...path), message: withoutData(error, condition, placed) }];
  }),
});

/** The error in which a condition ends without data, if it does in nothing else. */
const errorWithoutData = remembered(({ expression, results }: Condition): string | undefined => {
  const { noData, shapes } = results ?? {};
  if (!noData || judging().judge(expression, shapes![0]).error !== undefined) {
    return undefined;
  }
  const outcome = judging().outcomeOf(expression, noData.type, noData.value);
  return typeof outcome === 'object' ? outcome.error : undefined;
});

function withoutData(error: string, condition: Condition, placed: PlacedMetric): string {
  const { noData, canBeNaN } = condition.results!;
  const isNaNPossible = canBeNaN === true && readsElements(condition) && !asksForNaN(condition);
  const guarded = guardedText(condition, noData!, isNaNPossible);
  const meaning = noData!.instead ? 'for which no data is a 0' : `with which no data ${meaningOfFalse(placed)}`;
  return `when there is no data the result is ${noData!.what}, and the condition ends in an error (${error})`
    + `${isNaNPossible ? '; without requests it can be NaN as well' : ''}: write \`${guarded}\`, ${meaning}`;
}

/** What a measurement is of which no condition is true. */
function meaningOfFalse({ metric: { successCondition, failureCondition } }: PlacedMetric): string {
  return successCondition && failureCondition ? 'is inconclusive' : successCondition ? 'is a failure' : 'is a success';
}

const conditionGuardsNaN = metricRule({
  id: 'condition-guards-nan',
  stage: 'measure',
  severity: Severity.WARNING,
  why: 'a ratio without requests and a quantile without observations are NaN: every comparison with NaN is false, so a measurement without requests gets an arbitrary result',
  check(placed) {
    const conditions = conditionsOf(placed);
    const isSaid = conditions.some(({ condition }) => asksForNaN(condition) || errorWithoutData(condition) !== undefined);
    const asked = conditions.filter(({ condition }) => condition.results?.canBeNaN && readsElements(condition));
    if (asked.length === 0 || isSaid) {
      return [];
    }
    const { success, failure } = outcomesOfNaN(placed);
    const decisive = asked.find(({ path }) => failure === (path[path.length - 1] === 'failureCondition')) ?? asked[0];
    const isTrue = decisive.path[decisive.path.length - 1] === 'successCondition' ? success : failure;
    return [{
      pointer: pointer(...decisive.path),
      message: `without requests the query yields NaN, and the measurement ${failure ? 'fails' : success ? 'passes' : 'is inconclusive'}: `
        + `write \`${textForNaN(decisive.condition, !isTrue)}\` where it should be otherwise, or ask for isNaN to say that it is meant`,
    }];
  },
});

/** What a metric makes of NaN. */
function outcomesOfNaN(placed: PlacedMetric): { success: boolean; failure: boolean } {
  const { successCondition, failureCondition } = placed.metric;
  const holdsFor = (field: string) => conditionsOf(placed).some(({ condition: { expression, results }, path }) => {
    const [{ type, holding }] = results!.shapes;
    return path[path.length - 1] === field && judging().outcomeOf(expression, type, holding!(NaN)) === true;
  });
  const [success, failure] = [holdsFor('successCondition'), holdsFor('failureCondition')];
  return { success: successCondition ? success : !failure, failure: failureCondition ? failure : !success };
}

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
    const gap = neverHolds(success.condition) && neverHolds(failure.condition) ? undefined : gapBetween(success.condition, failure.condition);
    return gap === undefined ? [] : [{
      pointer: pointer(...failure.path),
      message: `a value such as ${Number(gap.toPrecision(6))} is neither a success nor a failure, and no inconclusive measurement is allowed: `
        + 'let the conditions meet, or give an inconclusiveLimit',
    }];
  },
});

const metricCanDecide = metricRule({
  id: 'metric-can-decide',
  stage: 'never',
  severity: Severity.ERROR,
  why: 'a metric of which no value is good and none is bad is inconclusive whatever is measured, and holds up every release',
  check(placed) {
    const [success, failure] = conditionsOf(placed);
    return !failure || !neverHolds(success.condition) || !neverHolds(failure.condition) ? [] : [{
      pointer: pointer(...failure.path),
      message: `no result is a success or a failure, got ${JSON.stringify(success.condition.text)} and ${JSON.stringify(failure.condition.text)}: `
        + 'let at least one of the conditions be true of something',
    }];
  },
});

/** Whether a condition is false of every result. Doubt counts as no: of a number it is certain only where nothing is calculated before it is compared. */
const neverHolds = remembered(({ expression, results }: Condition): boolean => {
  const isConstant = !holds(expression, ({ kind }) => kind === 'name');
  const shape = isConstant ? { type: UNKNOWN, holding: (value: number) => value } : results?.shapes.find(({ holding }) => holding);
  const isSimple = !holds(expression, (part) => !SIMPLE.includes(part.kind) || (part.kind === 'binary' && CALCULATES.test(part.operator)));
  return shape !== undefined && isSimple && [...judging().samplesFor(expression), NaN]
    .every((sample) => judging().outcomeOf(expression, shape.type, shape.holding!(sample)) === false);
});

const SIMPLE = ['literal', 'name', 'member', 'unary', 'binary'];
const CALCULATES = /^([-+*/%^]|\*\*|\.\.|\?\?)$/;

/** A number for which neither of two conditions holds. */
const gapBetween = rememberedWith((one: Condition, other: Condition): number | undefined => {
  const shape = one.results?.shapes.find(({ holding }) => holding);
  const expressions = [one.expression, other.expression];
  return shape && judging().samplesFor(...expressions)
    .find((sample) => expressions.every((expression) => judging().outcomeOf(expression, shape.type, shape.holding!(sample)) === false));
});

export const CONDITION_GUARD_RULES: readonly Rule[] = [conditionGuardsNoData, conditionGuardsNaN, metricCanDecide, conditionsLeaveGap];

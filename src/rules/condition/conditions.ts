import { pointer } from '../../manifest/pointer';
import { remembered } from '../../manifest/remembered';
import { judging, providers, reading } from '../../reading/condition/lazy';
import { Shape } from '../../reading/condition/results';
import { UNKNOWN } from '../../reading/condition/types';
import { Condition, conditionsOf, textsOf } from '../../reading/conditions';
import { PlacedMetric } from '../../reading/metrics';
import { metricRule } from '../metric/metric-rule';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { conditionRule } from './condition-rule';

const conditionParses = metricRule({
  id: 'condition-parses',
  stage: 'measure',
  severity: Severity.ERROR,
  why: 'each measurement ends in an error, and after five of them the analysis does, in the middle of a release',
  check: (placed) => textsOf(placed).flatMap(({ text, path }) => {
    const { error } = reading().readCondition(text);
    return error ? { pointer: pointer(...path), message: `a condition that cannot be read at character ${error.at + 1}: ${error.message}, got ${JSON.stringify(text)}` } : [];
  }),
});

const conditionNamesKnown = conditionRule({
  id: 'condition-names-known',
  stage: 'measure',
  severity: Severity.ERROR,
  why: 'each measurement ends in an error, and after five of them the analysis does, in the middle of a release',
  message({ expression }) {
    const name = judging().compile(expression, UNKNOWN).unknownName;
    return name === undefined ? undefined
      : `unknown name "${name}", allowed are result, asInt, asFloat, isNaN, isInf, isNil, default and the functions of the expression language`;
  },
});

const OF_ANY_KIND: readonly Shape[] = [{ what: 'anything', type: UNKNOWN }];

const conditionYieldsBool = conditionRule({
  id: 'condition-yields-bool',
  stage: 'measure',
  severity: Severity.ERROR,
  why: 'each measurement ends in an error, and after five of them the analysis does, in the middle of a release',
  message({ expression, results, text }) {
    const yields = (results?.shapes ?? OF_ANY_KIND).map((shape) => judging().judge(expression, shape).yields);
    return yields.some((one) => one === undefined) ? undefined
      : `a condition must be true or false, got ${yields[0]} from ${JSON.stringify(text)}: compare it with something`;
  },
});

const conditionFitsResult = metricRule({
  id: 'condition-fits-result',
  stage: 'measure',
  severity: Severity.ERROR,
  why: 'a condition that does not fit its result ends each measurement in an error; one that is never asked decides nothing',
  check: (placed) => isDecided(placed) ? ignoredConditions(placed) : conditionsOf(placed).flatMap(({ condition, path }) => {
    const message = misfit(condition);
    return message === undefined ? [] : { pointer: pointer(...path), message };
  }),
});

const misfit = remembered(({ expression, results, text }: Condition): string | undefined => {
  const shapes = results?.shapes ?? OF_ANY_KIND;
  const errors = shapes.map((shape) => judging().judge(expression, shape).error);
  if (errors.some((error) => error === undefined) || judging().compile(expression, UNKNOWN).unknownName !== undefined) {
    return undefined;
  }
  return `the condition can never be evaluated: ${errors[0]}${results ? `; the result is ${shapes.map(({ what }) => what).join(' or ')}` : ''}, `
    + `got ${JSON.stringify(text)}`;
});

function decidingProvider({ metric }: PlacedMetric): string | undefined {
  return providers().DECIDING.find((name) => metric.provider?.[name] !== undefined);
}

function isDecided(placed: PlacedMetric): boolean {
  return decidingProvider(placed) !== undefined;
}

function ignoredConditions(placed: PlacedMetric): Violation[] {
  return textsOf(placed).map(({ text, path }) => ({
    pointer: pointer(...path),
    message: `a ${decidingProvider(placed)} metric decides by itself and never asks a condition, got ${JSON.stringify(text)}: leave it out`,
  }));
}

export const CONDITION_RULES: readonly Rule[] = [conditionParses, conditionNamesKnown, conditionYieldsBool, conditionFitsResult];

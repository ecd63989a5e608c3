import { pointer } from '../manifest/pointer';
import { remembered } from '../manifest/remembered';
import { providers, reading } from './condition/lazy';
import { Results } from './condition/results';
import { Expression } from './condition/syntax';
import { Objection } from './finding';
import { METRIC_KINDS, metricsOf, PlacedMetric } from './metrics';
import { Rule } from './rule';

const FIELDS = ['successCondition', 'failureCondition'] as const;

/** A condition that can be read, its place, and what its result can be. */
export interface PlacedCondition {
  readonly expression: Expression;
  readonly at: string;
  readonly text: string;
  readonly results?: Results;
}

export const textsOf = remembered(({ metric, path }: PlacedMetric): { text: string; at: string }[] => {
  return FIELDS.flatMap((field) => metric[field] ? { text: metric[field], at: pointer(...path, field) } : []);
});

export const conditionsOf = remembered((placed: PlacedMetric): PlacedCondition[] => {
  const results = providers().resultsOf(placed.metric.provider ?? {});
  return textsOf(placed).flatMap(({ text, at }) => {
    const { expression } = reading().readCondition(text);
    return expression ? { expression, at, text, results } : [];
  });
});

type MetricRule = Omit<Rule, 'check' | 'kinds'> & { check(placed: PlacedMetric): Objection[] };

export function metricRule(rule: MetricRule): Rule {
  return { ...rule, kinds: METRIC_KINDS, check: (manifest) => metricsOf(manifest).flatMap((placed) => rule.check(placed)) };
}

/** A rule about each condition by itself: gives the message, if there is one. It depends on nothing but the text and the results. */
export function conditionRule(rule: Omit<MetricRule, 'check'> & { message(condition: PlacedCondition): string | undefined }): Rule {
  const messages = remembered((_expression: Expression) => new Map<Results | undefined, string | undefined>());
  return metricRule({
    ...rule,
    check: (placed) => conditionsOf(placed).flatMap((condition) => {
      const known = messages(condition.expression);
      const message = known.has(condition.results) ? known.get(condition.results) : rule.message(condition);
      known.set(condition.results, message);
      return message === undefined ? [] : { pointer: condition.at, message };
    }),
  });
}

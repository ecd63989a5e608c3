import { Manifest } from '../manifest/bundle';
import { Path } from '../manifest/pointer';
import { remembered, rememberedWith } from '../manifest/remembered';
import { providers, reading } from './condition/lazy';
import { ReadCondition } from './condition/read';
import { Results } from './condition/results';
import { Expression } from './condition/syntax';
import { metricsOf, PlacedMetric } from './metrics';

const FIELDS = ['successCondition', 'failureCondition'] as const;

/** A condition that can be read, and what its result can be. One object wherever it stands. */
export interface Condition {
  readonly expression: Expression;
  readonly text: string;
  readonly results?: Results;
}

export interface PlacedCondition {
  readonly condition: Condition;
  readonly path: Path;
}

export const textsOf = remembered(({ metric, path }: PlacedMetric): { text: string; path: PlacedCondition['path'] }[] => {
  return FIELDS.filter((field) => metric[field]).map((field) => ({ text: metric[field], path: [...path, field] }));
});

export const conditionsOf = remembered((placed: PlacedMetric): PlacedCondition[] => {
  const results = providers().resultsOf(placed.metric.provider ?? {});
  return textsOf(placed).flatMap(({ text, path }) => {
    const condition = conditionOf(reading().readCondition(text), results);
    return condition ? { condition, path } : [];
  });
});

/** The conditions of all metrics of an object. */
export const placedConditions = remembered((manifest: Manifest): PlacedCondition[] => metricsOf(manifest).flatMap(conditionsOf));

const conditionOf = rememberedWith(({ expression, text }: ReadCondition, results: Results | undefined): Condition | undefined => {
  return expression && { expression, text, results };
});

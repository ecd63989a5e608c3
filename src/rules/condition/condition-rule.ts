import { remembered } from '../../manifest/remembered';
import { Condition, conditionsOf, PlacedCondition } from '../../reading/conditions';
import { METRIC_KINDS, metricsOf } from '../../reading/metrics';
import { MetricRule } from '../metric/metric-rule';
import { Objection } from '../rule/finding';
import { Parts, Rule } from '../rule/rule';

export const CONDITIONS: Parts<PlacedCondition> = {
  of: (manifest) => metricsOf(manifest).flatMap(conditionsOf),
  within: ({ path }) => path,
};

/** A rule about each condition by itself, wherever it stands: gives the message, if there is one. */
export function conditionRule(rule: Omit<MetricRule, 'check'> & { message(condition: Condition): string | undefined }): Rule {
  const messageOf = remembered(rule.message);
  return {
    ...rule,
    kinds: METRIC_KINDS,
    parts: CONDITIONS,
    check({ condition }: PlacedCondition): Objection[] {
      const message = messageOf(condition);
      return message === undefined ? [] : [{ pointer: '', message }];
    },
  };
}

import { pointer } from '../../manifest/pointer';
import { remembered } from '../../manifest/remembered';
import { Condition, placedConditions } from '../../reading/conditions';
import { asKnown } from '../../reading/filled';
import { METRIC_KINDS } from '../../reading/metrics';
import { MetricRule } from '../metric/metric-rule';
import { Violation } from '../rule/finding';
import { Rule } from '../rule/rule';

/** A rule about each condition by itself, wherever it stands: gives the message, if there is one. */
export function conditionRule(rule: Omit<MetricRule, 'check'> & { message(condition: Condition): string | undefined }): Rule {
  const messageOf = remembered(rule.message);
  return {
    ...rule,
    kinds: METRIC_KINDS,
    check: (manifest, bundle) => placedConditions(asKnown(manifest, bundle)).flatMap(({ condition, path }): Violation[] => {
      const message = messageOf(condition);
      return message === undefined ? [] : [{ pointer: pointer(...path), message }];
    }),
  };
}

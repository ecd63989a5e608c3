import { pointer } from '../../manifest/pointer';
import { METRIC_KINDS } from '../../reading/metrics';
import { PlacedQuery, queriesOf } from '../../reading/queries';
import { Objection } from '../rule/finding';
import { Parts, Rule } from '../rule/rule';

const QUERIES: Parts<PlacedQuery> = { of: queriesOf, within: ({ path }) => path };

/** A rule about each query by itself: gives the message, if there is one. */
export function queryRule(rule: Omit<Rule, 'check' | 'kinds'> & { message(query: PlacedQuery): string | undefined }): Rule {
  return {
    ...rule,
    kinds: METRIC_KINDS,
    keys: ['query'],
    parts: QUERIES,
    check(query: PlacedQuery): Objection[] {
      const message = rule.message(query);
      return message === undefined ? [] : [{ pointer: pointer('provider', 'prometheus', 'query'), message }];
    },
  };
}

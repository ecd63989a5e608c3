import { Bundle } from '../../manifest/bundle';
import { pointer } from '../../manifest/pointer';
import { asKnown } from '../../reading/filled';
import { METRIC_KINDS } from '../../reading/metrics';
import { PlacedQuery, queriesOf } from '../../reading/queries';
import { Violation } from '../rule/finding';
import { Rule } from '../rule/rule';

/** A rule about each query by itself: gives the message, if there is one. */
export function queryRule(rule: Omit<Rule, 'check' | 'kinds'> & { message(query: PlacedQuery, bundle: Bundle): string | undefined }): Rule {
  return {
    ...rule,
    kinds: METRIC_KINDS,
    check: (manifest, bundle) => queriesOf(asKnown(manifest, bundle)).flatMap((query): Violation[] => {
      const message = rule.message(query, bundle);
      return message === undefined ? [] : [{ pointer: pointer(...query.path, 'provider', 'prometheus', 'query'), message }];
    }),
  };
}

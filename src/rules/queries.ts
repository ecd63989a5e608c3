import { Manifest } from '../manifest/bundle';
import { pointer } from '../manifest/pointer';
import { remembered } from '../manifest/remembered';
import { Objection } from './finding';
import { METRIC_KINDS, metricsOf, PlacedMetric } from './metrics';
import { Parts, Rule } from './rule';

/** A query to Prometheus and where it stands. */
export interface PlacedQuery extends PlacedMetric {
  readonly text: string;
}

export const queriesOf = remembered((manifest: Manifest): PlacedQuery[] => metricsOf(manifest).flatMap(({ metric, path }) => {
  const text = metric.provider?.prometheus?.query;
  return text !== undefined ? { metric, path, text } : [];
}));

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

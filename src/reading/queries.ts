import { Manifest } from '../manifest/bundle';
import { remembered } from '../manifest/remembered';
import { metricsOf, PlacedMetric } from './metrics';

/** A query to Prometheus and where it stands. */
export interface PlacedQuery extends PlacedMetric {
  readonly text: string;
}

export const queriesOf = remembered((manifest: Manifest): PlacedQuery[] => metricsOf(manifest).flatMap(({ metric, path }) => {
  const text = metric.provider?.prometheus?.query;
  return text !== undefined ? { metric, path, text } : [];
}));

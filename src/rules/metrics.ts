import { Manifest } from '../manifest/bundle';
import { remembered } from '../manifest/remembered';

/** A metric and where it stands in its manifest. */
export interface PlacedMetric {
  readonly metric: Record<string, any>;
  readonly path: readonly (string | number)[];
}

export const METRIC_KINDS = ['AnalysisTemplate', 'ClusterAnalysisTemplate', 'AnalysisRun'];

export const metricsOf = remembered(({ spec }: Manifest): PlacedMetric[] => {
  const metrics: Record<string, any>[] = spec?.metrics ?? [];
  return metrics.map((metric, index) => ({ metric, path: ['spec', 'metrics', index] }));
});

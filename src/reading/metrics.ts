import { Manifest } from '../manifest/bundle';
import { Path } from '../manifest/pointer';
import { remembered } from '../manifest/remembered';

export type Metric = Record<string, any>;

/** A metric and where it stands in its manifest. */
export interface PlacedMetric {
  readonly metric: Metric;
  readonly path: Path;
}

export const TEMPLATE_KINDS = ['AnalysisTemplate', 'ClusterAnalysisTemplate'];

export const METRIC_KINDS = [...TEMPLATE_KINDS, 'AnalysisRun'];

export const metricsOf = remembered(({ spec }: Manifest): PlacedMetric[] => {
  const metrics: Metric[] = spec?.metrics ?? [];
  return metrics.map((metric, index) => ({ metric, path: ['spec', 'metrics', index] }));
});

/** A metric as JSON, if there is anything in braces in it. */
export const openTextOf = remembered(({ metric }: PlacedMetric): string => {
  const text = JSON.stringify(metric);
  return text.includes('{{') ? text : '';
});

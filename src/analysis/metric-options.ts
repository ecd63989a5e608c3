import { DryRun, MeasurementRetention as Retention } from '../manifest/types';
import { IAnalysisMetric } from './metric';

/**
 * How many measurements of a metric are kept.
 */
export interface MeasurementRetention {
  /**
   * The metric.
   */
  readonly metric: IAnalysisMetric;

  /**
   * How many measurements of this metric are kept in the status of the AnalysisRun.
   */
  readonly limit: number;
}

export function renderDryRun(metrics?: IAnalysisMetric[]): DryRun[] | undefined {
  return metrics?.map((metric) => ({ metricName: exactly(metric) }));
}

export function renderMeasurementRetention(retentions?: MeasurementRetention[]): Retention[] | undefined {
  return retentions?.map(({ metric, limit }) => ({ metricName: exactly(metric), limit }));
}

/** The controller reads a metric's name as a regular expression that may match anywhere in it. */
function exactly({ name }: IAnalysisMetric): string {
  return `^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`;
}

import { Manifest } from '../manifest/bundle';
import { pointer } from '../manifest/pointer';
import { Objection, Severity } from './finding';
import { METRIC_KINDS } from './metrics';
import { Rule } from './rule';

export const TEMPLATE_KINDS = ['AnalysisTemplate', 'ClusterAnalysisTemplate'];

export const TAG = /\{\{\s*args\.([^\s}]+)\s*\}\}/g;

export type Metric = Record<string, any>;

/** A rule about each metric by itself. The pointer of an objection starts inside the metric. */
export function metricRule(rule: Omit<Rule, 'check' | 'kinds' | 'severity'> & { check(metric: Metric, template: Manifest): Objection[] }): Rule {
  return {
    ...rule,
    severity: Severity.ERROR,
    kinds: METRIC_KINDS,
    check: (template) => metricsOf(template).flatMap((metric, index) => rule.check(metric, template).map((objection) => ({
      pointer: pointer('spec', 'metrics', index) + objection.pointer,
      message: objection.message,
    }))),
  };
}

export function metricsOf({ spec }: Manifest): Metric[] {
  return spec?.metrics ?? [];
}

/** Whether a value is only known when the analysis runs. */
export function isOpen(value: unknown): boolean {
  return String(value).includes('{{');
}

/** A number as the controller reads it: text that is no whole number is 0. NaN where it is only known when the analysis runs. */
export function numberOf(value: unknown): number {
  return isOpen(value) ? NaN : /^[+-]?\d+$/.test(String(value)) ? Number(value) : 0;
}

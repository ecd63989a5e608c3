import { ShownPlan } from './shown';

/** Plans as data: times in milliseconds, `"no end"` where only a person ends them, and nothing of what is not known. */
export function formatJson(plans: readonly ShownPlan[]): string {
  // the metric of a gate is in its template
  const written = (key: string, value: unknown) => (key === 'metric' && typeof value === 'object') || Number.isNaN(value) ? undefined : value === Infinity ? 'no end' : value;
  return `${JSON.stringify(plans, written, 2)}\n`;
}

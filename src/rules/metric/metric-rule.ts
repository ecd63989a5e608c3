import { Manifest } from '../../manifest/bundle';
import { METRIC_KINDS, metricsOf, PlacedMetric } from '../../reading/metrics';
import { Objection } from '../rule/finding';
import { Rule } from '../rule/rule';

export type MetricRule = Omit<Rule, 'check' | 'kinds'> & { check(placed: PlacedMetric, manifest: Manifest): Objection[] };

/** A rule about each metric by itself. */
export function metricRule(rule: MetricRule): Rule {
  return { ...rule, kinds: METRIC_KINDS, check: (manifest) => metricsOf(manifest).flatMap((placed) => rule.check(placed, manifest)) };
}

import { Manifest } from '../../manifest/bundle';
import { METRIC_KINDS, metricsOf, PlacedMetric } from '../../reading/metrics';
import { Objection } from '../rule/finding';
import { Parts, Rule } from '../rule/rule';

export type MetricRule = Omit<Rule, 'check' | 'kinds'> & { check(placed: PlacedMetric, manifest: Manifest): Objection[] };

const METRICS: Parts<PlacedMetric> = { of: metricsOf };

/** A rule about each metric by itself. */
export function metricRule(rule: MetricRule): Rule {
  const check: Rule['check'] = (placed: PlacedMetric, _bundle, _circumstances, manifest) => rule.check(placed, manifest);
  return { ...rule, kinds: METRIC_KINDS, parts: METRICS, check };
}

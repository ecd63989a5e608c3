import { Manifest } from '../../manifest/bundle';
import { asKnown } from '../../reading/filled';
import { METRIC_KINDS, metricsOf, PlacedMetric } from '../../reading/metrics';
import { Violation } from '../rule/finding';
import { Rule } from '../rule/rule';

export type MetricRule = Omit<Rule, 'check' | 'kinds'> & { check(placed: PlacedMetric, manifest: Manifest): Violation[] };

/** A rule about each metric by itself, with the values of arguments that are known. */
export function metricRule(rule: MetricRule): Rule {
  return {
    ...rule,
    kinds: METRIC_KINDS,
    check(manifest, bundle) {
      const known = asKnown(manifest, bundle);
      return metricsOf(known).flatMap((placed) => rule.check(placed, known));
    },
  };
}

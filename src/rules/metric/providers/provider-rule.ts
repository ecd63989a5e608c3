import { Bundle, Manifest } from '../../../manifest/bundle';
import { remembered } from '../../../manifest/remembered';
import { asKnown } from '../../../reading/filled';
import { METRIC_KINDS, metricsOf, PlacedMetric } from '../../../reading/metrics';
import { Violation } from '../../rule/finding';
import { Rule } from '../../rule/rule';
import { within } from '../../rule/violations';

type Fields = Record<string, any>;

type ProviderRule = Omit<Rule, 'check' | 'kinds'> & {
  /** The pointer of a violation starts inside what the provider is told. */
  check(told: Fields, name: string, metric: Fields, bundle: Bundle): Violation[];
};

/** What metrics tell their providers, by provider. */
const toldBy = remembered((manifest: Manifest) => {
  const told = new Map<string, PlacedMetric[]>();
  for (const placed of metricsOf(manifest)) {
    for (const [name, fields] of Object.entries(placed.metric.provider ?? {})) {
      told.set(name, [...told.get(name) ?? [], ...fields ? [placed] : []]);
    }
  }
  return told;
});

/** A rule about what metrics tell one of some providers. */
export function providerRule(names: readonly string[], rule: ProviderRule): Rule {
  return {
    ...rule,
    kinds: METRIC_KINDS,
    check: (manifest, bundle) => names.flatMap((name) => (toldBy(asKnown(manifest, bundle)).get(name) ?? []).flatMap(({ metric, path }) => {
      return within([...path, 'provider', name], rule.check(metric.provider[name], name, metric, bundle));
    })),
  };
}

/** Whether a text says something. What it says may only be known when the analysis runs. */
export function isSaid(value: unknown): boolean {
  return value !== undefined && value !== '';
}

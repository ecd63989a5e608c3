import { pointer } from '../../manifest/pointer';
import { Objection } from '../finding';
import { METRIC_KINDS, metricsOf } from '../metrics';
import { Rule } from '../rule';

type Fields = Record<string, any>;

type ProviderRule = Omit<Rule, 'check' | 'kinds'> & {
  /** The pointer of an objection starts inside what the provider is told. */
  check(told: Fields, name: string, metric: Fields): Objection[];
};

/** A rule about what metrics tell one of some providers. */
export function providerRule(names: readonly string[], rule: ProviderRule): Rule {
  return {
    ...rule,
    kinds: METRIC_KINDS,
    check: (manifest) => metricsOf(manifest).flatMap(({ metric, path }) => names.flatMap((name) => {
      const told = metric.provider?.[name];
      return !told ? [] : rule.check(told, name, metric).map((objection) => ({
        ...objection, pointer: pointer(...path, 'provider', name) + objection.pointer,
      }));
    })),
  };
}

/** Whether a text says something. What it says may only be known when the analysis runs. */
export function isSaid(value: unknown): boolean {
  return value !== undefined && value !== '';
}

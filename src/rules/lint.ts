import { Bundle, BundleEntry } from '../manifest/bundle';
import { Finding } from './finding';
import { Rule } from './rule';
import { RULES } from './rules';

const RULES_BY_KIND = new Map<string, Rule[]>();
for (const rule of RULES) {
  for (const kind of rule.kinds) {
    RULES_BY_KIND.set(kind, [...RULES_BY_KIND.get(kind) ?? [], rule]);
  }
}

/**
 * Everything there is to object to in manifests that are deployed together.
 */
export function lint(entries: readonly BundleEntry[]): Finding[] {
  const bundle = new Bundle(entries);
  return entries.flatMap((entry) => judge(entry, bundle));
}

function judge(entry: BundleEntry, bundle: Bundle): Finding[] {
  const rules = RULES_BY_KIND.get(entry.manifest.kind) ?? [];
  return rules.flatMap((rule) => rule.check(entry.manifest, bundle)
    .map((objection) => ({ ...objection, rule: rule.id, severity: rule.severity, entry })));
}

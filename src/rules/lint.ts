import { Bundle, BundleEntry, Manifest } from '../manifest/bundle';
import { Finding } from './finding';
import { isForeign, isReadable, withoutNulls } from './readable';
import { Rule } from './rule';
import { RULES } from './rules';
import { SCHEMA_RULES } from './schema-rules';

const SHAPE_RULES = byKind(SCHEMA_RULES);
const MEANING_RULES = byKind(RULES.filter((rule) => !SCHEMA_RULES.includes(rule)));

/**
 * Everything there is to object to in manifests that are deployed together. Where a value has the wrong type, that is all
 * there is to say of the object: the rules about its meaning neither read it nor find it.
 */
export function lint(entries: readonly BundleEntry[]): Finding[] {
  const own = entries.filter(({ manifest }) => !isForeign(manifest));
  const readable = new Map(own.filter(({ manifest }) => isReadable(manifest)).map((entry) => [entry, withoutNulls(entry.manifest)]));
  const bundle = new Bundle([...readable].map(([entry, manifest]) => ({ ...entry, manifest })));
  return own.flatMap((entry) => [
    ...judge(entry, entry.manifest, SHAPE_RULES, bundle),
    ...readable.has(entry) ? judge(entry, readable.get(entry)!, MEANING_RULES, bundle) : [],
  ]);
}

function judge(entry: BundleEntry, manifest: Manifest, rules: Map<string, Rule[]>, bundle: Bundle): Finding[] {
  return (rules.get(manifest.kind) ?? []).flatMap((rule) => rule.check(manifest, bundle)
    .map((objection) => ({ ...objection, rule: rule.id, severity: rule.severity, entry })));
}

function byKind(rules: readonly Rule[]): Map<string, Rule[]> {
  const kinds = new Set(rules.flatMap((rule) => rule.kinds));
  return new Map([...kinds].map((kind) => [kind, rules.filter((rule) => rule.kinds.includes(kind))]));
}

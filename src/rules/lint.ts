import { Bundle, BundleEntry, Manifest } from '../manifest/bundle';
import { Finding } from './finding';
import { isForeign, isReadable, withoutNulls } from './readable';
import { ANY_KIND, Rule } from './rule';
import { RULES } from './rules';
import { SCHEMA_RULES } from './schema-rules';
import { Settings, severityOf } from './settings';
import { isSuppressed } from './suppression';

const SHAPE_RULES = byKind(SCHEMA_RULES);
const MEANING_RULES = byKind(RULES.filter((rule) => !SCHEMA_RULES.includes(rule)));

/**
 * Everything there is to object to in manifests that are deployed together. Where a value has the wrong type, that is all
 * there is to say of the object: the rules about its meaning neither read it nor find it.
 */
export function lint(entries: readonly BundleEntry[], settings: Settings = {}): Finding[] {
  const own = entries.filter(({ manifest }) => !isForeign(manifest));
  const readable = new Map(own.filter(({ manifest }) => isReadable(manifest)).map((entry) => [entry, withoutNulls(entry.manifest)]));
  const bundle = new Bundle([...readable].map(([entry, manifest]) => ({ ...entry, manifest })));
  return own.flatMap((entry) => [
    ...judge(entry, entry.manifest, SHAPE_RULES, bundle, settings),
    ...readable.has(entry) ? judge(entry, readable.get(entry)!, MEANING_RULES, bundle, settings) : [],
  ]);
}

function judge(entry: BundleEntry, manifest: Manifest, rules: RulesByKind, bundle: Bundle, settings: Settings): Finding[] {
  return (rules.get(manifest.kind) ?? rules.get(ANY_KIND)!).flatMap((rule) => {
    const objections = rule.check(manifest, bundle);
    const severity = objections.length > 0 && !isSuppressed(manifest, rule.id) ? severityOf(rule, settings) : undefined;
    return severity ? objections.map((objection) => ({ ...objection, rule: rule.id, severity, entry })) : [];
  });
}

type RulesByKind = ReadonlyMap<string, readonly Rule[]>;

function byKind(rules: readonly Rule[]): RulesByKind {
  const kinds = new Set([ANY_KIND, ...rules.flatMap((rule) => rule.kinds)]);
  return new Map([...kinds].map((kind) => [kind, rules.filter((rule) => rule.kinds.includes(kind) || rule.kinds.includes(ANY_KIND))]));
}

import { Bundle, BundleEntry, Manifest } from '../manifest/bundle';
import { Finding, Objection } from './finding';
import { OBJECT_HAS_SHAPE } from './input-facts';
import { ANY_KIND, Rule, RuleFacts } from './rule';
import { RULES } from './rules';
import { Settings, severityOf } from './settings';
import { isSuppressed } from './suppression';

const RULES_BY_KIND = new Map<string, Rule[]>();
for (const kind of [ANY_KIND, ...RULES.flatMap(({ kinds }) => kinds)]) {
  RULES_BY_KIND.set(kind, RULES.filter(({ kinds }) => kinds.includes(kind) || kinds.includes(ANY_KIND)));
}

/**
 * Everything there is to object to in manifests that are deployed together.
 */
export function lint(entries: readonly BundleEntry[], settings: Settings = {}): Finding[] {
  const bundle = new Bundle(entries);
  return entries.flatMap((entry) => judge(entry, bundle, settings));
}

function judge(entry: BundleEntry, bundle: Bundle, settings: Settings): Finding[] {
  const { manifest } = entry;
  const found: Finding[] = [];
  const tell = (facts: RuleFacts, objections: Objection[]) => {
    const severity = severityOf(facts, settings);
    if (severity && objections.length > 0 && !isSuppressed(manifest, facts.id)) {
      found.push(...objections.map((objection) => ({ ...objection, rule: facts.id, severity, entry })));
    }
  };
  const unread: string[] = [];
  for (const rule of RULES_BY_KIND.get(manifest.kind) ?? RULES_BY_KIND.get(ANY_KIND)!) {
    try {
      tell(rule, rule.check(manifest, bundle));
    } catch {
      unread.push(rule.id);
    }
  }
  tell(OBJECT_HAS_SHAPE, unread.length > 0 ? [misshapen(manifest, unread)] : []);
  return found;
}

/** Rules read the fields of a kind as its schema has them; where one is another type, that is the finding. */
function misshapen({ kind }: Manifest, unread: readonly string[]): Objection {
  return {
    pointer: '',
    message: `a field of this ${kind} has another type than its schema says, so it cannot be judged by ${unread.join(', ')}`,
  };
}

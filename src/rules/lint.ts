import { Bundle, BundleEntry, Manifest } from '../manifest/bundle';
import { hasKey } from '../manifest/keys';
import { Finding, Objection } from './finding';
import { OWN_RULE_RUNS } from './own-rule';
import { isForeign, isReadable, withoutNulls } from './readable';
import { ANY_KIND, Circumstances, Rule, RuleFacts } from './rule';
import { RULES } from './rules';
import { SCHEMA_RULES } from './schema-rules';
import { circumstancesOf, Settings, severityOf } from './settings';
import { isSuppressed } from './suppression';
import { installedVersion } from './target-version';

const SHAPE_RULES = byKind(SCHEMA_RULES);
const MEANING_RULES = byKind(RULES.filter((rule) => !SCHEMA_RULES.includes(rule)));

/** The settings that hold for an object. */
export type SettingsOf = (entry: BundleEntry) => Settings;

/**
 * Everything there is to object to in manifests that are deployed together. Where a value has the wrong type, that is all
 * there is to say of the object: the rules about its meaning neither read it nor find it.
 */
export function lint(entries: readonly BundleEntry[], settings: Settings | SettingsOf = {}): Finding[] {
  const own = entries.filter(({ manifest }) => !isForeign(manifest));
  const readable = new Map(own.filter(({ manifest }) => isReadable(manifest)).map((entry) => [entry, withoutNulls(entry.manifest)]));
  const bundle = new Bundle([...readable].map(([entry, manifest]) => ({ ...entry, manifest })));
  const settingsOf = typeof settings === 'function' ? settings : () => settings;
  const judgeWith = oncePerSettings((held) => new Judge(bundle, held, circumstancesOf(held, installedVersion(bundle))));
  const findings: Finding[] = [];
  for (const entry of own) {
    const judge = judgeWith(settingsOf(entry));
    const manifest = readable.get(entry);
    judge.check(entry, entry.manifest, SHAPE_RULES, findings);
    if (manifest) {
      judge.check(entry, manifest, MEANING_RULES, findings);
      findings.push(...judge.checkOwn(entry, manifest));
    }
  }
  return findings;
}

function oncePerSettings(make: (settings: Settings) => Judge): (settings: Settings) => Judge {
  const made = new Map<Settings, Judge>();
  return (settings) => {
    const judge = made.get(settings) ?? make(settings);
    made.set(settings, judge);
    return judge;
  };
}

/** Asks the rules where one set of settings holds. */
class Judge {
  constructor(private readonly bundle: Bundle, private readonly settings: Settings, private readonly circumstances: Circumstances) {}

  public check(entry: BundleEntry, manifest: Manifest, rules: RulesByKind, findings: Finding[]) {
    for (const rule of rules.get(manifest.kind) ?? rules.get(ANY_KIND)!) {
      const objections = isAsked(rule, manifest) && rule.check(manifest, this.bundle, this.circumstances);
      if (objections && objections.length > 0) {
        findings.push(...this.findings(rule, objections.filter(({ onlyStrict }) => !onlyStrict || this.settings.strictReferences), entry, manifest));
      }
    }
  }

  public checkOwn(entry: BundleEntry, manifest: Manifest): Finding[] {
    const rules = (this.settings.ownRules ?? []).filter(({ kinds }) => kinds.includes(manifest.kind) || kinds.includes(ANY_KIND));
    return rules.flatMap((rule) => {
      try {
        return this.findings(rule, rule.check(manifest, this.bundle, this.circumstances), entry, manifest);
      } catch (error) {
        const message = `own rule "${rule.id}" failed: ${error instanceof Error ? error.message : String(error)}`;
        return this.findings(OWN_RULE_RUNS, [{ pointer: '', message }], entry, manifest);
      }
    });
  }

  private findings(rule: RuleFacts, objections: readonly Objection[], entry: BundleEntry, manifest: Manifest): Finding[] {
    const severity = objections.length > 0 && !isSuppressed(manifest, rule.id) ? severityOf(rule, this.settings) : undefined;
    return severity ? objections.map((objection) => ({ ...objection, rule: rule.id, severity, entry })) : [];
  }
}

/** Most rules are about fields that most objects do not have. */
function isAsked({ keys }: Rule, manifest: Manifest): boolean {
  return keys === undefined || hasKey(manifest, keys);
}

type RulesByKind = ReadonlyMap<string, readonly Rule[]>;

function byKind(rules: readonly Rule[]): RulesByKind {
  const kinds = new Set([ANY_KIND, ...rules.flatMap((rule) => rule.kinds)]);
  return new Map([...kinds].map((kind) => [kind, rules.filter((rule) => rule.kinds.includes(kind) || rule.kinds.includes(ANY_KIND))]));
}

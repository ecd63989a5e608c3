import { Bundle, BundleEntry, Manifest } from '../manifest/bundle';
import { remembered } from '../manifest/remembered';
import { AskedRules } from './asked-rules';
import { Finding, Objection } from './finding';
import { OWN_RULE_RUNS } from './own-rule';
import { isForeign, isReadable, withoutNulls } from './readable';
import { ANY_KIND, Circumstances, RuleFacts } from './rule';
import { RULES } from './rules';
import { misfitsOf, SCHEMA_RULES } from './schema-rules';
import { circumstancesOf, Settings, severityOf } from './settings';
import { isSuppressed } from './suppression';
import { installedVersion } from './target-version';

const SHAPE_RULES = new AskedRules(SCHEMA_RULES);
const MEANING_RULES = new AskedRules(RULES.filter((rule) => !SCHEMA_RULES.includes(rule)));

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
  const judgeWith = remembered((held: Settings) => new Judge(bundle, held, circumstancesOf(held, installedVersion(bundle))));
  const findings: Finding[] = [];
  for (const entry of own) {
    const judge = judgeWith(settingsOf(entry));
    const manifest = readable.get(entry);
    if (misfitsOf(entry.manifest).length > 0) {
      judge.check(entry, entry.manifest, SHAPE_RULES, findings);
    }
    if (manifest) {
      judge.check(entry, manifest, MEANING_RULES, findings);
      judge.checkOwn(entry, manifest).forEach((finding) => findings.push(finding));
    }
  }
  return findings;
}

/** Asks the rules where one set of settings holds. */
class Judge {
  constructor(private readonly bundle: Bundle, private readonly settings: Settings, private readonly circumstances: Circumstances) {}

  public check(entry: BundleEntry, manifest: Manifest, rules: AskedRules, findings: Finding[]) {
    for (const { rule, objections } of rules.ask(manifest, this.bundle, this.circumstances)) {
      const counting = objections.filter(({ onlyStrict }) => !onlyStrict || this.settings.strictReferences);
      this.findings(rule, counting, entry, manifest).forEach((finding) => findings.push(finding));
    }
  }

  public checkOwn(entry: BundleEntry, manifest: Manifest): Finding[] {
    const rules = this.settings.ownRules?.filter(({ kinds }) => kinds.includes(manifest.kind) || kinds.includes(ANY_KIND)) ?? [];
    return rules.flatMap((rule) => {
      try {
        return this.findings(rule, rule.check(manifest, this.bundle, this.circumstances, manifest), entry, manifest);
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

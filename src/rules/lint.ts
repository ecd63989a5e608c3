import { Bundle, BundleEntry, Manifest } from '../manifest/bundle';
import { Precedents } from '../manifest/precedents';
import { remembered } from '../manifest/remembered';
import { AskedRules, Said } from './asked-rules';
import { Finding, Objection } from './finding';
import { OWN_RULE_RUNS } from './own-rule';
import { isForeign, isReadable, withoutNulls } from './readable';
import { ANY_KIND, Circumstances, Rule, RuleFacts } from './rule';
import { RuleChoice } from './rule-choice';
import { RULES } from './rules';
import { misfitsOf, SCHEMA_RULES } from './schema-rules';
import { circumstancesOf, Settings, severityOf } from './settings';
import { isSuppressed } from './suppression';
import { installedVersion } from './target-version';

const MEANING_RULES = new RuleChoice(RULES.filter((rule) => !SCHEMA_RULES.includes(rule)));

/** The settings that hold for an object. */
export type SettingsOf = (entry: BundleEntry) => Settings;

/**
 * Everything there is to object to in manifests that are deployed together. Where a value has the wrong type, that is all
 * there is to say of the object: the rules about its meaning neither read it nor find it.
 */
export function lint(entries: readonly BundleEntry[], settings: Settings | SettingsOf = {}): Finding[] {
  const readings = readAll(entries);
  const bundle = new Bundle(readings.flatMap(({ entry, manifest }) => manifest ? withManifest(entry, manifest) : []));
  const settingsOf = typeof settings === 'function' ? settings : () => settings;
  const judgeWith = remembered((held: Settings) => new Judge(bundle, held, circumstancesOf(held, installedVersion(bundle))));
  const findings: Finding[] = [];
  for (let index = 0; index < readings.length; index++) {
    judgeWith(settingsOf(readings[index].entry)).check(readings[index], findings);
  }
  return findings;
}

/** An object that the rules know the kind of. */
interface Reading {
  readonly entry: BundleEntry;
  /** What they read, if they can read it. */
  readonly manifest?: Manifest;
}

function readAll(entries: readonly BundleEntry[]): Reading[] {
  const precedents = new Precedents();
  const readings: Reading[] = [];
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index];
    if (!isForeign(entry.manifest)) {
      precedents.find(entry.manifest);
      readings.push({ entry, manifest: isReadable(entry.manifest) ? withoutNulls(entry.manifest) : undefined });
    }
  }
  return readings;
}

function withManifest(entry: BundleEntry, manifest: Manifest): BundleEntry {
  return manifest === entry.manifest ? entry : { ...entry, manifest };
}

/** Asks the rules where one set of settings holds. */
class Judge {
  private readonly rules: AskedRules;

  constructor(private readonly bundle: Bundle, private readonly settings: Settings, private readonly circumstances: Circumstances) {
    this.rules = new AskedRules(MEANING_RULES, bundle, circumstances);
  }

  public check({ entry, manifest }: Reading, findings: Finding[]) {
    if (misfitsOf(entry.manifest).length > 0) {
      this.hear(SCHEMA_RULES.map((rule) => this.saidBy(rule, entry.manifest)), entry, entry.manifest, findings);
    }
    if (manifest) {
      this.hear(this.rules.ask(manifest), entry, manifest, findings);
      this.hear(this.saidByOwn(manifest), entry, manifest, findings);
    }
  }

  private saidByOwn(manifest: Manifest): Said[] {
    const rules = this.settings.ownRules?.filter(({ kinds }) => kinds.includes(manifest.kind) || kinds.includes(ANY_KIND)) ?? [];
    return rules.map((rule) => {
      try {
        return this.saidBy(rule, manifest);
      } catch (error) {
        const message = `own rule "${rule.id}" failed: ${error instanceof Error ? error.message : String(error)}`;
        return { rule: OWN_RULE_RUNS, objections: [{ pointer: '', message }] };
      }
    });
  }

  private saidBy(rule: Rule, manifest: Manifest): Said {
    return { rule, objections: rule.check(manifest, this.bundle, this.circumstances, manifest) };
  }

  private hear(said: readonly Said[], entry: BundleEntry, manifest: Manifest, findings: Finding[]) {
    for (const { rule, objections } of said) {
      const counting = objections.filter(({ onlyStrict }) => !onlyStrict || this.settings.strictReferences);
      this.findings(rule, counting, entry, manifest).forEach((finding) => findings.push(finding));
    }
  }

  private findings(rule: RuleFacts, objections: readonly Objection[], entry: BundleEntry, manifest: Manifest): Finding[] {
    const severity = objections.length > 0 && !isSuppressed(manifest, rule.id) ? severityOf(rule, this.settings) : undefined;
    return severity ? objections.map((objection) => ({ ...objection, rule: rule.id, severity, entry })) : [];
  }
}

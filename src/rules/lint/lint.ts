import { Bundle, BundleEntry, Manifest } from '../../manifest/bundle';
import { Precedents } from '../../manifest/precedents';
import { remembered } from '../../manifest/remembered';
import { installedVersion } from '../../reading/target-version';
import { Finding } from '../rule/finding';
import { OWN_RULE_RUNS } from '../rule/own-rule';
import { ANY_KIND, Circumstances, Rule } from '../rule/rule';
import { isSuppressed } from '../rule/suppression';
import { RULES } from '../rules';
import { isForeign, isReadable, withoutNulls } from '../schema/readable';
import { misfitsOf, SCHEMA_RULES } from '../schema/schema';
import { AskedRules, Said } from './asked-rules';
import { RuleChoice } from './rule-choice';
import { circumstancesOf, Settings, severityOf } from './settings';

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

/** An object that is not another API's with a name of ours. */
interface Reading {
  readonly entry: BundleEntry;
  /** What the rules read, if they can. Where nulls had to be left out it is a copy, which has no precedent. */
  readonly manifest?: Manifest;
}

function readAll(entries: readonly BundleEntry[]): Reading[] {
  const precedents = new Precedents();
  const readings: Reading[] = [];
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index];
    if (!isForeign(entry.manifest)) {
      precedents.meet(entry.manifest);
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
    // they tell what was examined and read nothing themselves, so they would seem to be settled by any precedent
    if (misfitsOf(entry.manifest).length > 0) {
      this.hear(SCHEMA_RULES.map((rule) => this.saidBy(rule, entry.manifest)), entry.manifest, entry, findings);
    }
    if (manifest) {
      this.hear(this.rules.ask(manifest), manifest, entry, findings);
      this.hear(this.saidByOwn(manifest), manifest, entry, findings);
    }
  }

  /** They are always asked: nobody knows what else the rules of users depend on. */
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

  private hear(said: readonly Said[], manifest: Manifest, entry: BundleEntry, findings: Finding[]) {
    for (let index = 0; index < said.length; index++) {
      const { rule, objections } = said[index];
      const counting = objections.filter(({ onlyStrict }) => !onlyStrict || this.settings.strictReferences);
      const severity = counting.length > 0 && !isSuppressed(manifest, rule.id) ? severityOf(rule, this.settings) : undefined;
      if (severity) {
        counting.forEach((objection) => findings.push({ ...objection, rule: rule.id, severity, entry }));
      }
    }
  }
}

import { Bundle, BundleEntry, Manifest } from '../../manifest/bundle';
import { isTooDeep } from '../../manifest/depth';
import { remembered, rememberedText } from '../../manifest/remembered';
import { installedGatewayPlugin } from '../../reading/gateway-plugin';
import { installedVersion } from '../../reading/target-version';
import { Finding, Violation } from '../rule/finding';
import { OBJECT_IS_SHALLOW, TOO_DEEP } from '../rule/input-facts';
import { OWN_RULE_RUNS } from '../rule/own-rule';
import { ANY_KIND, Circumstances, Rule, RuleFacts } from '../rule/rule';
import { isSuppressed } from '../rule/suppression';
import { RULES } from '../rules';
import { copyOf, isForeign, isReadable, withoutNulls } from '../schema/readable';
import { SCHEMA_RULES } from '../schema/schema';
import { circumstancesOf, Settings, severityOf } from './settings';

/** The settings that hold for an object. */
export type SettingsOf = (entry: BundleEntry) => Settings;

/**
 * Everything there is to object to in manifests that are deployed together, or in those of them that are to be judged. Where a value has the
 * wrong type, that is all there is to say of the object: the rules about its meaning neither read it nor find it.
 */
export function lint(entries: readonly BundleEntry[], settings: Settings | SettingsOf = {}, judged: readonly BundleEntry[] = entries): Finding[] {
  const readings = entries.flatMap(read);
  const bundle = new Bundle(readings.flatMap(({ entry, manifest }) => manifest ? [{ ...entry, manifest }] : []));
  const settingsOf = typeof settings === 'function' ? settings : () => settings;
  const installed = { target: installedVersion(bundle), gatewayPlugin: installedGatewayPlugin(bundle) };
  const judgeWith = remembered((held: Settings) => new Judge(bundle, held, circumstancesOf(held, installed)));
  const isJudged = new Set(judged);
  return readings.filter(({ entry }) => isJudged.has(entry)).flatMap((reading) => judgeWith(settingsOf(reading.entry)).findingsIn(reading));
}

/** An object that is not another API's with a name of ours. The rules read copies: what is remembered of a manifest does not outlive a change of it. */
interface Reading {
  readonly entry: BundleEntry;
  /** As it was written, unless it is nested too deeply: everything below walks through it without a care. */
  readonly written?: Manifest;
  /** As the API server keeps it, if the rules can read it. */
  readonly manifest?: Manifest;
}

function read(entry: BundleEntry): Reading[] {
  if (isTooDeep(entry.manifest)) {
    return [{ entry }];
  }
  if (isForeign(entry.manifest)) {
    return [];
  }
  const written = copyOf(entry.manifest);
  return [{ entry, written, manifest: isReadable(written) ? withoutNulls(written) : undefined }];
}

/** Of the schema an object is told even where the other rules cannot read it. */
const MEANING_RULES = RULES.filter((rule) => !SCHEMA_RULES.includes(rule));

const rulesOfKind = rememberedText((kind) => MEANING_RULES.filter((rule) => isAskedOf(rule, kind)));

function isAskedOf({ kinds }: Rule, kind: string): boolean {
  return kinds.includes(kind) || kinds.includes(ANY_KIND);
}

/** Asks the rules where one set of settings holds. */
class Judge {
  constructor(private readonly bundle: Bundle, private readonly settings: Settings, private readonly circumstances: Circumstances) {}

  public findingsIn({ entry, written, manifest }: Reading): readonly Finding[] {
    return !written ? this.findings(OBJECT_IS_SHALLOW, [{ pointer: '', message: TOO_DEEP }], entry) : [
      ...this.ask(SCHEMA_RULES, written, entry),
      ...manifest ? [...this.ask(rulesOfKind(String(manifest.kind)), manifest, entry), ...this.askOwnRules(manifest, entry)] : [],
    ];
  }

  private ask(rules: readonly Rule[], manifest: Manifest, entry: BundleEntry): Finding[] {
    return rules.flatMap((rule) => this.findings(rule, rule.check(manifest, this.bundle, this.circumstances), entry));
  }

  private askOwnRules(manifest: Manifest, entry: BundleEntry): Finding[] {
    const rules = this.settings.ownRules?.filter((rule) => isAskedOf(rule, manifest.kind)) ?? [];
    return rules.flatMap((rule) => {
      try {
        return this.ask([rule], manifest, entry);
      } catch (error) {
        const message = `own rule "${rule.id}" failed: ${error instanceof Error ? error.message : String(error)}`;
        return this.findings(OWN_RULE_RUNS, [{ pointer: '', message }], entry);
      }
    });
  }

  private findings(rule: RuleFacts, violations: readonly Violation[], entry: BundleEntry): readonly Finding[] {
    if (violations.length === 0) {
      return [];
    }
    const severity = isSuppressed(entry.manifest, rule.id) ? undefined : severityOf(rule, this.settings);
    const counting = violations.filter(({ strictReferencesOnly }) => !strictReferencesOnly || this.settings.strictReferences);
    return severity ? counting.map((violation) => ({ ...violation, rule: rule.id, severity, entry })) : [];
  }
}

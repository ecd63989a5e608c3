import { GatewayPlugin, readGatewayPluginVersion } from '../../reading/gateway-plugin';
import { readTargetVersion, TargetVersion } from '../../reading/target-version';
import { Severity } from '../rule/finding';
import { isOwnId } from '../rule/own-rule';
import { Circumstances, Rule, RuleFacts } from '../rule/rule';
import { FACTS } from '../rules';
import { unknownRule } from './unknown-rule';

/** How a finding counts, or that it does not. */
export type Level = Severity | 'off';

/** What users decide about the rules. The keys are those of the settings file. */
export interface Settings {
  readonly rules?: Readonly<Record<string, Level>>;
  /** Whether a warning counts as an error. */
  readonly strict?: boolean;
  /** Whether all that is referred to must be in the bundle. */
  readonly strictReferences?: boolean;
  /** The release that will handle the manifests, where it is not that of a controller among them. */
  readonly targetVersion?: TargetVersion;
  /** The release of the Gateway API's plugin, where it is not that of one among the manifests. */
  readonly gatewayPluginVersion?: GatewayPlugin;
  /** Rules of the user; undefined where they cannot be known. No key of a file. */
  readonly ownRules?: readonly Rule[];
}

const LEVELS: readonly Level[] = ['off', Severity.WARNING, Severity.ERROR];
const KEYS = ['rules', 'strict', 'strictReferences', 'targetVersion', 'gatewayPluginVersion'];

/**
 * How the findings of a rule count, if they count at all.
 */
export function severityOf({ id, severity, ofReference }: RuleFacts, { rules, strict, strictReferences }: Settings): Severity | undefined {
  const level = rules?.[id] ?? (ofReference && strictReferences ? Severity.ERROR : severity);
  return level === 'off' ? undefined : strict ? Severity.ERROR : level;
}

/** What is among the manifests. */
export type Installed = Pick<Circumstances, 'target' | 'gatewayPlugin'>;

/**
 * What the rules may ask for where settings hold.
 */
export function circumstancesOf({ targetVersion, gatewayPluginVersion, ownRules }: Settings, installed: Installed): Circumstances {
  const own = ownRules && new Set(ownRules.map(({ id }) => id));
  return {
    target: targetVersion ?? installed.target,
    gatewayPlugin: gatewayPluginVersion ?? installed.gatewayPlugin,
    knowsRule: (id) => FACTS.has(id) || isOwnId(id) && (!own || own.has(id)),
  };
}

/**
 * The settings of a place inside of another. For each key, and each rule, the inner ones win.
 */
export function settingsWithin(outer: Settings, inner: Settings): Settings {
  const ownRules = new Map([...outer.ownRules ?? [], ...inner.ownRules ?? []].map((rule) => [rule.id, rule]));
  return {
    rules: { ...outer.rules, ...inner.rules },
    strict: inner.strict ?? outer.strict,
    strictReferences: inner.strictReferences ?? outer.strictReferences,
    targetVersion: inner.targetVersion ?? outer.targetVersion,
    gatewayPluginVersion: inner.gatewayPluginVersion ?? outer.gatewayPluginVersion,
    ownRules: [...ownRules.values()],
  };
}

/**
 * Settings from what a user wrote. Throws at what is none.
 */
export function readSettings(written: unknown, ownRules?: readonly Rule[]): Settings {
  const { rules, strict, strictReferences, targetVersion, gatewayPluginVersion, ...others } = mapOf(written, 'settings');
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    throw new Error(`unknown key "${unknown}" in the settings, allowed are: ${KEYS.join(', ')}`);
  }
  const ids = [...FACTS.keys(), ...(ownRules ?? []).map(({ id }) => id)];
  const levels = Object.entries(mapOf(rules, '"rules"')).map(([id, level]): [string, Level] => [checkedId(id, ids), checkedLevel(id, level)]);
  return {
    rules: Object.fromEntries(levels),
    strict: checkedSwitch('strict', strict),
    strictReferences: checkedSwitch('strictReferences', strictReferences),
    targetVersion: isGiven(targetVersion) ? readTargetVersion(targetVersion) : undefined,
    gatewayPluginVersion: isGiven(gatewayPluginVersion) ? readGatewayPluginVersion(gatewayPluginVersion) : undefined,
    ownRules,
  };
}

function isGiven(written: unknown): boolean {
  return written !== undefined && written !== null;
}

function checkedSwitch(key: string, written: unknown): boolean | undefined {
  if (typeof (written ?? false) !== 'boolean') {
    throw new Error(`"${key}" is true or false, got ${JSON.stringify(written)}`);
  }
  return written as boolean | undefined ?? undefined;
}

function mapOf(written: unknown, what: string): Record<string, unknown> {
  if (typeof (written ?? {}) !== 'object' || Array.isArray(written)) {
    throw new Error(`${what} must be a map, got ${JSON.stringify(written)}`);
  }
  return { ...written as object };
}

function checkedId(id: string, known: readonly string[]): string {
  if (!known.includes(id)) {
    throw new Error(unknownRule(id, known));
  }
  return id;
}

/** YAML 1.1, which Kubernetes speaks, reads a bare `off` as false. */
function checkedLevel(id: string, written: unknown): Level {
  const level = LEVELS.find((known) => known === (written === false ? 'off' : written));
  if (!level) {
    throw new Error(`rule "${id}" can be ${LEVELS.join(', ')}, got ${JSON.stringify(written)}`);
  }
  return level;
}

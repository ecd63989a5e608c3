import { Severity } from './finding';
import { lettersChanged } from './letters-changed';
import { RuleFacts } from './rule';
import { FACTS } from './rules';

/** How a finding counts, or that it does not. */
export type Level = Severity | 'off';

/** What users decide about the rules. The keys are those of the settings file. */
export interface Settings {
  readonly rules?: Readonly<Record<string, Level>>;
  /** Whether a warning counts as an error. */
  readonly strict?: boolean;
}

const LEVELS: readonly Level[] = ['off', Severity.WARNING, Severity.ERROR];
const KEYS = ['rules', 'strict'];

/**
 * How the findings of a rule count, if they count at all.
 */
export function severityOf({ id, severity }: RuleFacts, { rules, strict }: Settings): Severity | undefined {
  const level = rules?.[id] ?? severity;
  return level === 'off' ? undefined : strict ? Severity.ERROR : level;
}

/**
 * Settings from what a user wrote. Throws at what is none.
 */
export function readSettings(written: unknown): Settings {
  const { rules = {}, strict = false, ...others } = mapOf(written, 'settings');
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    throw new Error(`unknown key "${unknown}" in the settings, allowed are: ${KEYS.join(', ')}`);
  }
  if (typeof strict !== 'boolean') {
    throw new Error(`"strict" is true or false, got ${JSON.stringify(strict)}`);
  }
  const levels = Object.entries(mapOf(rules, '"rules"')).map(([id, level]): [string, Level] => [checkedId(id), checkedLevel(id, level)]);
  return { rules: Object.fromEntries(levels), strict };
}

function mapOf(written: unknown, what: string): Record<string, unknown> {
  if (typeof (written ?? {}) !== 'object' || Array.isArray(written)) {
    throw new Error(`${what} must be a map, got ${JSON.stringify(written)}`);
  }
  return { ...written as object };
}

function checkedId(id: string): string {
  if (!FACTS.has(id)) {
    throw new Error(`unknown rule "${id}", the closest is "${closest(id, [...FACTS.keys()])}"`);
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

function closest(word: string, known: readonly string[]): string {
  return known.reduce((best, next) => lettersChanged(word, next) < lettersChanged(word, best) ? next : best);
}

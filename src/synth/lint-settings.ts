import { IConstruct } from 'constructs';
import { LintValidationProps } from '../rules/lint/lint-validation';
import { readSettings, Settings, settingsWithin } from '../rules/lint/settings';
import { IRule, readOwnRules } from '../rules/rule/own-rule';

/**
 * Settings of `Lint.configure`. They have the same names as in the settings file of the command line. In addition there are your own rules.
 */
export interface LintSettings extends LintValidationProps {
  /**
   * Your own rules, for all objects below the scope.
   *
   * @default - none
   */
  readonly ownRules?: IRule[];
}

const given = new WeakMap<IConstruct, Settings>();

/** Most apps have no settings, and then no scope needs to be looked at. */
let anyGiven = false;

/** Keeps the settings of a scope. Throws at what is none, and where there are some already. */
export function configure(scope: IConstruct, { ownRules = [], ...written }: LintSettings) {
  if (given.has(scope)) {
    throw new Error(`"${scope.node.path}" has settings already: give all of them in one call, or configure a construct inside of it`);
  }
  const own = readOwnRules(ownRules);
  const outer = scope.node.scope ? settingsAt(scope.node.scope).ownRules ?? [] : [];
  anyGiven = true;
  given.set(scope, { ...readSettings(written, [...outer, ...own]), ownRules: own });
}

const DEFAULT: Settings = { ownRules: [] };

/** The settings that hold at a construct. Where the same hold, it is the same object. */
export function settingsAt(construct: IConstruct, known = new Map<IConstruct, Settings>()): Settings {
  if (!anyGiven) {
    return DEFAULT;
  }
  const before = known.get(construct);
  if (before) {
    return before;
  }
  const outer = construct.node.scope ? settingsAt(construct.node.scope, known) : DEFAULT;
  const inner = given.get(construct);
  const settings = inner ? settingsWithin(outer, inner) : outer;
  known.set(construct, settings);
  return settings;
}

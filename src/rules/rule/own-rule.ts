import { Violation, Severity } from './finding';
import { Rule, RuleFacts } from './rule';

/**
 * Manifests that are deployed together, as a rule of your own sees them.
 */
export interface IBundle {
  /**
   * All manifests, as plain data. They are only for reading.
   */
  readonly manifests: Record<string, any>[];

  /**
   * The manifest that a reference means, or nothing. One without a namespace could be deployed to any, so it matches any.
   *
   * @param kind      the kind of the object
   * @param name      its name
   * @param namespace the namespace to look in; in any, if there is none
   */
  find(kind: string, name: string, namespace?: string): any;
}

/**
 * A rule of your own. It is asked about each object of its kinds, with all JSON patches applied.
 *
 * @see https://github.com/cdk8s-argo-rollouts/cdk8s-argo-rollouts/blob/main/docs/lint.md
 */
export interface IRule {
  /**
   * What settings and suppressions call it: a name of yours, a dot, and words, such as `acme.has-team`. At most 54
   * characters. Rules of the library have no dot, so the two never meet.
   */
  readonly id: string;

  /**
   * Whether a finding fails the synth.
   */
  readonly severity: Severity;

  /**
   * The kinds of object that it reads, such as `Rollout` or `Service`; `*` for all.
   */
  readonly kinds: string[];

  /**
   * What happens to who ignores it.
   */
  readonly why: string;

  /**
   * What there is to object to in a manifest: an empty list, if there is nothing. An error that it throws is a finding as well.
   *
   * @param manifest the manifest as plain data, only for reading
   * @param bundle   the manifests that are deployed with it
   */
  check(manifest: Record<string, any>, bundle: IBundle): Violation[];
}

/** What is found where a rule of a user fails. */
export const OWN_RULE_RUNS: RuleFacts = {
  id: 'own-rule-runs',
  stage: 'never',
  severity: Severity.ERROR,
  why: 'a rule that fails has not looked at the object, so nobody knows what it would have said',
};

// the part of an annotation's key after its prefix has at most 63 characters, and "suppress-" is before the id
const LONGEST_ID = 54;

/** Whether an id is one that only a rule of a user can have. */
export function isOwnId(id: string): boolean {
  return id.includes('.');
}

/**
 * Rules as users write them, made ours. Throws at what can be none.
 */
export function readOwnRules(rules: readonly IRule[]): Rule[] {
  const ids = rules.map(({ id }) => id);
  const [twice] = ids.filter((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) {
    throw new Error(`two own rules are called "${twice}": give each an id of its own`);
  }
  return rules.map(readOwnRule);
}

function readOwnRule(rule: IRule): Rule {
  const { id, severity, kinds, why } = rule;
  if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+$/.test(id) || id.length > LONGEST_ID) {
    throw new Error(`the id of an own rule is a name of yours, a dot and words, at most ${LONGEST_ID} characters, got "${id}": write it like "acme.has-team"`);
  }
  if (kinds.length === 0) {
    throw new Error(`own rule "${id}" needs at least one kind, got none: write the kinds that it reads, or "*" for all`);
  }
  return { id, severity, kinds, why, stage: 'never', check: (manifest, bundle) => checked(rule.check(manifest, bundle)) };
}

/** In other languages, and in JavaScript, no compiler has looked at what a rule returns. */
function checked(violations: unknown): Violation[] {
  const isViolation = (one: any) => typeof one?.pointer === 'string' && typeof one?.message === 'string';
  if (!Array.isArray(violations) || !violations.every(isViolation)) {
    throw new Error(`it must return a list of { pointer, message }, got ${JSON.stringify(violations)}`);
  }
  return violations;
}

import { Violation, Severity } from './finding';
import { Rule, RuleFacts } from './rule';

/**
 * All manifests that are deployed together, for your own rules.
 */
export interface IBundle {
  /**
   * All manifests, as plain data. Do not change them.
   */
  readonly manifests: Record<string, any>[];

  /**
   * Finds the manifest of an object. Returns nothing if there is none. A manifest without a namespace could be deployed to any namespace, so it
   * matches every namespace.
   *
   * @param kind      the kind of the object
   * @param name      its name
   * @param namespace the namespace of the object. Without it, all namespaces are searched
   */
  find(kind: string, name: string, namespace?: string): any;
}

/**
 * A rule of your own. It checks each object of its kinds, after all JSON patches.
 *
 * @see https://github.com/cdk8s-argo-rollouts/cdk8s-argo-rollouts/blob/main/docs/lint.md
 */
export interface IRule {
  /**
   * The id of the rule, for settings and suppressions. It consists of your name, a dot and words, such as `acme.has-team`. At most 54 characters. Ids
   * of this library's rules have no dot, so they cannot conflict with yours.
   */
  readonly id: string;

  /**
   * Whether a finding is an error, which makes synth fail, or a warning.
   */
  readonly severity: Severity;

  /**
   * The kinds of objects that the rule checks, such as `Rollout` or `Service`. `*` means all kinds.
   */
  readonly kinds: string[];

  /**
   * What happens if someone ignores the rule.
   */
  readonly why: string;

  /**
   * Checks a manifest and returns what is wrong with it. An empty list means that it is correct. If this method throws an error, the error is
   * reported as a finding.
   *
   * @param manifest the manifest, as plain data. Do not change it
   * @param bundle all manifests that are deployed together
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

import { Canary, Step } from '../../reading/steps';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { within } from '../rule/violations';

/** A rule about each step by itself. The pointer of a violation starts inside the step. */
export function stepRule(rule: Omit<Rule, 'check' | 'kinds' | 'severity'> & { check(step: Step, canary: Canary): Violation[] }): Rule {
  return {
    ...rule,
    severity: Severity.ERROR,
    kinds: ['Rollout'],
    check({ spec }) {
      const canary: Canary = spec?.strategy?.canary ?? {};
      const steps: (Step | null)[] = canary.steps ?? [];
      return steps.flatMap((step, index) => within(['spec', 'strategy', 'canary', 'steps', index], rule.check(step ?? {}, canary)));
    },
  };
}

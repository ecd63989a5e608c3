import { Canary, Step } from '../../reading/steps';
import { Objection, Severity } from '../rule/finding';
import { within } from '../rule/objections';
import { Rule } from '../rule/rule';

/** A rule about each step by itself. The pointer of an objection starts inside the step. */
export function stepRule(rule: Omit<Rule, 'check' | 'kinds' | 'severity'> & { check(step: Step, canary: Canary): Objection[] }): Rule {
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

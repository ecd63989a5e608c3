import { Manifest } from '../manifest/bundle';
import { pointer } from '../manifest/pointer';
import { Objection, Severity } from './finding';
import { Rule } from './rule';

export type Canary = Record<string, any>;
export type Step = Record<string, any>;

/** A rule about each step by itself. The pointer of an objection starts inside the step. */
export function stepRule(rule: Omit<Rule, 'check' | 'kinds' | 'severity'> & { check(step: Step, canary: Canary): Objection[] }): Rule {
  return {
    ...rule,
    severity: Severity.ERROR,
    kinds: ['Rollout'],
    check({ spec }: Manifest): Objection[] {
      const canary: Canary = spec?.strategy?.canary ?? {};
      const steps: Step[] = canary.steps ?? [];
      return steps.flatMap((step, index) => rule.check(step ?? {}, canary).map((objection) => ({
        pointer: pointer('spec', 'strategy', 'canary', 'steps', index) + objection.pointer,
        message: objection.message,
      })));
    },
  };
}

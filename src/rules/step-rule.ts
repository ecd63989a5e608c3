import { Manifest } from '../manifest/bundle';
import { Objection, Severity } from './finding';
import { aboutEach, within } from './objections';
import { Rule } from './rule';

export type Canary = Record<string, any>;
export type Step = Record<string, any>;

/** A rule about each step by itself. The pointer of an objection starts inside the step. */
export function stepRule(rule: Omit<Rule, 'check' | 'kinds' | 'severity'> & { check(step: Step, canary: Canary): Objection[] }): Rule {
  return {
    ...rule,
    severity: Severity.ERROR,
    kinds: ['Rollout'],
    check({ spec }: Manifest) {
      const canary: Canary = spec?.strategy?.canary ?? {};
      const steps: (Step | null)[] = canary.steps ?? [];
      return aboutEach(steps, (step, index) => within(['spec', 'strategy', 'canary', 'steps', index], rule.check(step ?? {}, canary)));
    },
  };
}

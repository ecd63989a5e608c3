import { Canary, Step } from '../../reading/steps';
import { Objection, Severity } from '../rule/finding';
import { Parts, Rule } from '../rule/rule';

interface PlacedStep {
  readonly step: Step;
  readonly canary: Canary;
  readonly index: number;
}

const STEPS: Parts<PlacedStep> = {
  of({ spec }) {
    const canary: Canary = spec?.strategy?.canary ?? {};
    const steps: (Step | null)[] = canary.steps ?? [];
    return steps.map((step, index) => ({ step: step ?? {}, canary, index }));
  },
  within: ({ index }) => ['spec', 'strategy', 'canary', 'steps', index],
};

/** A rule about each step by itself. The pointer of an objection starts inside the step. */
export function stepRule(rule: Omit<Rule, 'check' | 'kinds' | 'severity'> & { check(step: Step, canary: Canary): Objection[] }): Rule {
  return {
    ...rule,
    severity: Severity.ERROR,
    kinds: ['Rollout'],
    parts: STEPS,
    check: ({ step, canary }: PlacedStep) => rule.check(step, canary),
  };
}

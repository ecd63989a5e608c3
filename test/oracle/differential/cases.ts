import * as fc from 'fast-check';
import { deploy } from './deployed';
import { Mistake } from './mistake';
import { ANALYSIS_MISTAKES } from './mistakes/analysis-mistakes';
import { REFERENCE_MISTAKES } from './mistakes/reference-mistakes';
import { SPEC_MISTAKES } from './mistakes/spec-mistakes';
import { STEP_MISTAKES } from './mistakes/step-mistakes';
import { STRATEGY_MISTAKES } from './mistakes/strategy-mistakes';
import { pick, Plan, plans } from './plan';

export const MISTAKES: readonly Mistake[] = [...SPEC_MISTAKES, ...STRATEGY_MISTAKES, ...STEP_MISTAKES, ...REFERENCE_MISTAKES, ...ANALYSIS_MISTAKES];

/** Mistakes of one name are as likely together as any other. */
const GROUPS: readonly (readonly Mistake[])[] = [...new Set(MISTAKES.map(({ what }) => what))]
  .map((name) => MISTAKES.filter(({ what }) => what === name));

/** A bundle by how it came to be. */
export interface Case {
  readonly plan: Plan;
  readonly made: readonly { readonly mistake: number; readonly variant: number }[];
}

const made = fc.record({ mistake: fc.nat({ max: GROUPS.length - 1 }), variant: fc.nat({ max: 239 }) });

/** One bundle of eight is left as it is; most others have one mistake, so that no mistake hides behind another. */
export const cases: fc.Arbitrary<Case> = fc.record({
  plan: plans,
  made: fc.oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 6, arbitrary: fc.array(made, { minLength: 1, maxLength: 1 }) },
    { weight: 1, arbitrary: fc.array(made, { minLength: 2, maxLength: 3 }) },
  ),
});

export function manifestsOf({ plan, made: chosen }: Case): any[] {
  const mistakes = chosen.map(({ mistake, variant }) => {
    const group = GROUPS[mistake];
    return { mistake: pick(group, variant), variant: Math.floor(variant / group.length) };
  });
  return manifestsWith(plan, mistakes);
}

/** The manifests of a plan with some mistakes in them. */
export function manifestsWith(plan: Plan, mistakes: readonly { readonly mistake: Mistake; readonly variant: number }[]): any[] {
  const deployed = deploy(mistakes.reduce((all, { mistake }) => ({ ...all, ...mistake.needs }), plan));
  mistakes.forEach(({ mistake, variant }) => mistake.make(deployed, variant));
  // what is undefined is not written
  return JSON.parse(JSON.stringify(deployed.objects));
}

export function titleOf({ made: chosen }: Case): string {
  return chosen.map(({ mistake }) => GROUPS[mistake][0].what).join(' and ') || 'no mistake';
}

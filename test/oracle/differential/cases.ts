import * as fc from 'fast-check';
import { deploy } from './deployed';
import { Mistake } from './mistake';
import { ANALYSIS_MISTAKES } from './mistakes/analysis-mistakes';
import { POD_MISTAKES } from './mistakes/pod-mistakes';
import { POD_VALUE_MISTAKES } from './mistakes/pod-value-mistakes';
import { REFERENCE_MISTAKES } from './mistakes/reference-mistakes';
import { SPEC_MISTAKES } from './mistakes/spec-mistakes';
import { STEP_MISTAKES } from './mistakes/step-mistakes';
import { STRATEGY_MISTAKES } from './mistakes/strategy-mistakes';
import { pick, Plan, plans } from './plan';

export const MISTAKES: readonly Mistake[] = [
  ...SPEC_MISTAKES, ...POD_MISTAKES, ...POD_VALUE_MISTAKES, ...STRATEGY_MISTAKES, ...STEP_MISTAKES, ...REFERENCE_MISTAKES, ...ANALYSIS_MISTAKES,
];

/** Mistakes of one name are made together as often as any other. */
const GROUPS: readonly (readonly Mistake[])[] = [...new Set(MISTAKES.map(({ what }) => what))]
  .map((name) => MISTAKES.filter(({ what }) => what === name));

/** A bundle by how it came to be. */
export interface Case {
  readonly plan: Plan;
  readonly made: readonly { readonly group: number; readonly variant: number }[];
}

const variants = fc.nat({ max: 239 });
const others = fc.array(fc.record({ group: fc.nat({ max: GROUPS.length - 1 }), variant: variants }), { minLength: 1, maxLength: 2 });

/** Bundles without a mistake. */
export const VALID: fc.Arbitrary<Case> = fc.record({ plan: plans, made: fc.constant([]) });

/** Bundles with a mistake of a group. Most have no other, so that no mistake hides behind another. */
function casesOf(group: number): fc.Arbitrary<Case> {
  return fc.record({
    plan: plans,
    made: fc.tuple(variants, fc.oneof({ weight: 6, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: others }))
      .map(([variant, more]) => [{ group, variant }, ...more]),
  });
}

/** What bundles are made of, and how often compared with others. */
export interface Source {
  readonly cases: fc.Arbitrary<Case>;
  readonly share: number;
}

/** Each mistake has its share, so that no run has none of it. */
export const SOURCES: readonly Source[] = [
  { cases: VALID, share: 15 },
  ...GROUPS.map((_, group) => ({ cases: casesOf(group), share: 1 })),
];

export function manifestsOf({ plan, made: chosen }: Case): any[] {
  const mistakes = chosen.map(({ group, variant }) => ({
    mistake: pick(GROUPS[group], variant), variant: Math.floor(variant / GROUPS[group].length),
  }));
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
  return chosen.map(({ group }) => GROUPS[group][0].what).join(' and ') || 'no mistake';
}

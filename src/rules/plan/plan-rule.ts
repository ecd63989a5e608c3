import { Bundle, Manifest } from '../../manifest/bundle';
import { rememberedWith } from '../../manifest/remembered';
import { Plan, planOf } from '../../plan/plan';
import { Objection, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';

const planIn = rememberedWith((rollout: Manifest, bundle: Bundle): Plan => planOf(rollout, bundle));

/** A rule about what an update will do. */
export function planRule(rule: Pick<Rule, 'id' | 'why'> & { check(plan: Plan, rollout: Manifest): Objection[] }): Rule {
  return { ...rule, stage: 'never', severity: Severity.WARNING, kinds: ['Rollout'], check: (rollout, bundle) => rule.check(planIn(rollout, bundle), rollout) };
}

import { Bundle, Manifest } from '../../manifest/bundle';
import { lazily } from '../../manifest/lazily';
import { rememberedWith } from '../../manifest/remembered';
import { Plan } from '../../plan/plan';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';

// eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when there is a rollout to judge
const plans = lazily(() => require('../../plan/plan') as typeof import('../../plan/plan'));

/** The plan of a rollout, worked out once for all rules. */
export const planIn = rememberedWith((rollout: Manifest, bundle: Bundle): Plan => plans().planOf(rollout, bundle));

/** A rule about what an update will do. */
export function planRule(rule: Pick<Rule, 'id' | 'why'> & { check(plan: Plan, rollout: Manifest): Violation[] }): Rule {
  return { ...rule, stage: 'never', severity: Severity.WARNING, kinds: ['Rollout'], check: (rollout, bundle) => rule.check(planIn(rollout, bundle), rollout) };
}

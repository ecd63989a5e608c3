import { Path, pointer } from '../../manifest/pointer';
import { Fields } from '../../reading/routers';
import { PlacedVirtualService, virtualServicesOf } from '../../reading/virtual-service';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';

/** What a rule says of a VirtualService. */
export interface Said {
  /** Where, inside of what the rollout says of the VirtualService. */
  readonly place: Path;
  readonly says: string;
}

/** A rule about each VirtualService of Istio that a rollout names. What it says follows its name. */
export function virtualServiceRule(rule: Omit<Rule, 'check' | 'kinds' | 'severity'> & {
  check(virtualService: PlacedVirtualService, canary: Fields): Said[];
}): Rule {
  return {
    ...rule,
    severity: Severity.ERROR,
    kinds: ['Rollout'],
    check: (rollout, bundle) => virtualServicesOf(rollout, bundle).flatMap((found): Violation[] => {
      return rule.check(found, rollout.spec.strategy.canary).map(({ place, says }) => ({
        pointer: pointer(...found.path, ...place),
        message: `VirtualService "${found.name}" ${says}`,
      }));
    }),
  };
}

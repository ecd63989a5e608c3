import { Path, pointer } from '../../manifest/pointer';
import { keysNaming } from '../../reading/named-objects';
import { Fields } from '../../reading/routers';
import { PlacedVirtualService, virtualServicesOf } from '../../reading/virtual-service';
import { Objection, Severity } from '../rule/finding';
import { Parts, Rule } from '../rule/rule';

const VIRTUAL_SERVICES: Parts<PlacedVirtualService> = { of: virtualServicesOf, within: ({ path }) => path };

/** What a rule says of a VirtualService. */
export interface Said {
  /** Where, inside of what the rollout says of the VirtualService. */
  readonly place: Path;
  readonly says: string;
}

/** A rule about each VirtualService of Istio that a rollout names. What it says follows its name. */
export function virtualServiceRule(rule: Omit<Rule, 'check' | 'kinds' | 'keys' | 'severity'> & {
  check(virtualService: PlacedVirtualService, canary: Fields): Said[];
}): Rule {
  return {
    ...rule,
    severity: Severity.ERROR,
    kinds: ['Rollout'],
    keys: keysNaming('VirtualService'),
    parts: VIRTUAL_SERVICES,
    check(found: PlacedVirtualService, _bundle, _circumstances, rollout): Objection[] {
      return rule.check(found, rollout.spec.strategy.canary).map(({ place, says }) => ({
        pointer: pointer(...place),
        message: `VirtualService "${found.name}" ${says}`,
      }));
    },
  };
}

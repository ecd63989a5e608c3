import { Bundle, Manifest } from '../../manifest/bundle';
import { pointer } from '../../manifest/pointer';
import { FoundObject, foundObjects, NamedObject } from '../../reading/named-objects';
import { Fields, ROUTING } from '../../reading/routers';
import { Violation, Severity } from '../rule/finding';
import { Circumstances, Rule } from '../rule/rule';
import { within } from '../rule/violations';

type Facts = Omit<Rule, 'check' | 'kinds' | 'severity'> & { readonly severity?: Severity };

/** A rollout with a canary, as the rules about one of its routers read it. */
export interface Routed {
  readonly router: string;
  readonly canary: Fields;
  readonly rollout: Manifest;
  readonly bundle: Bundle;
}

type RouterRule = Facts & { check(fields: Fields, routed: Routed, circumstances: Circumstances): readonly Violation[] };

/** A rule about the fields of one router. The pointer of a violation starts inside them. */
export function routerRule(router: string, rule: RouterRule): Rule {
  return {
    severity: Severity.ERROR,
    ...rule,
    kinds: ['Rollout'],
    check(rollout: Manifest, bundle: Bundle, circumstances: Circumstances) {
      const canary: Fields = rollout.spec?.strategy?.canary ?? {};
      const fields: Fields | undefined = canary.trafficRouting?.[router];
      return !fields ? [] : within([...ROUTING, router], rule.check(fields, { router, canary, rollout, bundle }, circumstances));
    },
  };
}

function routed({ path }: FoundObject, rollout: Manifest, bundle: Bundle): Routed {
  return { router: String(path[ROUTING.length]), canary: rollout.spec.strategy.canary ?? {}, rollout, bundle };
}

/**
 * A rule about each object of some kinds that a rollout names, where the bundle has it. What it says of the object is told of at
 * the name.
 */
export function routedObjectRule(named: string | readonly string[], rule: Facts & {
  check(object: Manifest, routed: Routed, circumstances: Circumstances, named: NamedObject): string[];
}): Rule {
  const kinds = [named].flat();
  return {
    severity: Severity.ERROR,
    ...rule,
    kinds: ['Rollout'],
    check: (rollout, bundle, circumstances) => kinds.flatMap((kind) => foundObjects(rollout, kind, bundle)).flatMap((found): Violation[] => {
      return rule.check(found.object, routed(found, rollout, bundle), circumstances, found)
        .map((text) => ({ pointer: pointer(...found.path), message: `${found.kind} "${found.name}" ${text}` }));
    }),
  };
}

import { Bundle, Manifest } from '../../manifest/bundle';
import { pointer, valueAt } from '../../manifest/pointer';
import { fieldsIn, foundObjects } from '../../reading/named-objects';
import { ROUTING } from '../../reading/routers';
import { walk } from '../../reading/steps';
import { routesIn, SECTIONS, virtualServicesOf } from '../../reading/virtual-service';
import { Violation, Severity } from '../rule/finding';
import { Circumstances, Rule } from '../rule/rule';

/** A rule about each name among the managed routes. */
function managedRouteRule(rule: Omit<Rule, 'check' | 'kinds'> & {
  problems(
    rollout: Manifest, bundle: Bundle, circumstances: Circumstances,
  ): (name: string, index: number, names: readonly string[]) => string | undefined;
}): Rule {
  return {
    ...rule,
    kinds: ['Rollout'],
    check(rollout: Manifest, bundle: Bundle, circumstances: Circumstances): Violation[] {
      const names = fieldsIn(valueAt(rollout, [...ROUTING, 'managedRoutes'])).map(({ name }) => name);
      const problemOf = names.length === 0 ? () => undefined : rule.problems(rollout, bundle, circumstances);
      return names.flatMap((name, index) => {
        const message = problemOf(name, index, names);
        return !message ? [] : [{ pointer: pointer(...ROUTING, 'managedRoutes', index, 'name'), message }];
      });
    },
  };
}

/** From here on the plugin of the Gateway API knows the rules that it made by their names. */
const NAMES_RULES_SINCE = 13;

const managedRouteFree = managedRouteRule({
  id: 'managed-route-free',
  stage: 'never',
  severity: Severity.ERROR,
  why: 'outside of an update the controller takes away every route of a name that it manages',
  problems(rollout, bundle, { gatewayPlugin }) {
    const taken = new Map([
      ...virtualServicesOf(rollout, bundle).flatMap((found) => (routesIn(found, SECTIONS[0]) ?? [])
        .map(({ name }): [unknown, string] => [name, `an http route of VirtualService "${found.name}"`])),
      ...foundObjects(rollout, 'Ingress', bundle).filter(({ path }) => path.includes('alb')).flatMap(({ name, object }) => fieldsIn(object.spec?.rules)
        .flatMap(({ http }) => fieldsIn(http?.paths)).map(({ backend }): [unknown, string] => [valueAt(backend, ['service', 'name']), `a Service of Ingress "${name}"`])),
      ...(gatewayPlugin.minor < NAMES_RULES_SINCE ? [] : ['HTTPRoute', 'GRPCRoute']).flatMap((kind) => foundObjects(rollout, kind, bundle)).flatMap(({ kind, name, object }) => fieldsIn(object.spec?.rules)
        .map((rule): [unknown, string] => [rule.name, `a rule of ${kind} "${name}"`])),
    ]);
    return (name) => taken.has(name) ? `managedRoutes names routes that steps add, got "${name}", ${taken.get(name)}: rename one of them` : undefined;
  },
});

const managedRouteOnce = managedRouteRule({
  id: 'managed-route-once',
  stage: 'traffic',
  severity: Severity.ERROR,
  why: 'with each weight the controller doubles a route of Istio that is named twice',
  problems: (rollout) => (name, index, names) => valueAt(rollout, [...ROUTING, 'istio']) && names.indexOf(name) < index
    ? `managedRoutes names a route once, got "${name}" again: leave it out` : undefined,
});

const managedRouteUsed = managedRouteRule({
  id: 'managed-route-used',
  stage: 'never',
  severity: Severity.WARNING,
  why: 'a name that no step uses has no effect',
  problems(rollout) {
    const used = walk(rollout).flatMap(({ step }) => [step.setHeaderRoute?.name, step.setMirrorRoute?.name]).filter(Boolean);
    return (name) => used.includes(name) ? undefined : `no step makes the managed route "${name}", got ${used.join(', ') || 'none'}: leave it out, or add a step`;
  },
});

export const MANAGED_ROUTE_RULES: readonly Rule[] = [managedRouteFree, managedRouteOnce, managedRouteUsed];

import { Manifest } from '../../manifest/bundle';
import { pointer, valueAt } from '../../manifest/pointer';
import { Fields, ROUTING } from '../../reading/routers';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { within } from '../rule/violations';

/** A rule about what a router is told. The pointer of a violation starts inside traffic routing. */
function toldRule(rule: Omit<Rule, 'check' | 'kinds' | 'severity'> & { check(routing: Fields): Violation[] }): Rule {
  return {
    ...rule,
    severity: Severity.ERROR,
    kinds: ['Rollout'],
    check: ({ spec }: Manifest) => within(ROUTING, rule.check(spec?.strategy?.canary?.trafficRouting ?? {})),
  };
}

/** How each router names one object, or several. */
const NAMED = [
  { router: 'nginx', one: 'stableIngress', several: 'stableIngresses' },
  { router: 'alb', one: 'ingress', several: 'ingresses' },
  { router: 'istio', one: 'virtualService', several: 'virtualServices' },
];

const routerNamesObjects = toldRule({
  id: 'router-names-objects',
  stage: 'reconcile',
  why: 'the controller refuses a router that does not know which objects to change',
  check: (routing) => NAMED.filter(({ router }) => routing[router]).flatMap(({ router, one, several }) => {
    const { [one]: single, [several]: list } = routing[router];
    // beside a single one the controller counts an empty list as well
    const got = single && list ? 'both' : single || list?.length > 0 ? undefined : 'neither';
    return !got ? [] : [{ pointer: pointer(router), message: `${router} needs exactly one of "${one}" and "${several}", got ${got}` }];
  }),
});

/** What the schema does not ask of a router, and what it is. */
const NEEDED: { router: string; field: string[]; is: string }[] = [
  { router: 'ambassador', field: ['mappings', '0'], is: 'a Mapping' },
  { router: 'apisix', field: ['route'], is: 'an ApisixRoute' },
  { router: 'appMesh', field: ['virtualService'], is: 'a VirtualService' },
  { router: 'appMesh', field: ['virtualNodeGroup'], is: 'a VirtualNode of each version' },
  { router: 'traefik', field: ['weightedTraefikServiceName'], is: 'a TraefikService' },
];

const routerFieldsGiven = toldRule({
  id: 'router-fields-given',
  stage: 'reconcile',
  why: 'the controller refuses a router that does not know what to change, or panics each time it looks at the rollout',
  check(routing) {
    const missing = NEEDED.filter(({ router, field }) => routing[router] && !valueAt(routing[router], field));
    return missing.map(({ router, field: [field], is }) => ({ pointer: pointer(router, field), message: `${router} needs ${is} in "${field}", got none` }));
  },
});

export const ROUTER_REFERENCE_RULES: readonly Rule[] = [routerNamesObjects, routerFieldsGiven];

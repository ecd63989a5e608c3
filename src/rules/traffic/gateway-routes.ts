import { Bundle, Manifest } from '../../manifest/bundle';
import { placesOf, pointer, valueAt } from '../../manifest/pointer';
import { GATEWAY_PLUGIN } from '../../reading/gateway-plugin';
import { fieldsIn, NamedObject } from '../../reading/named-objects';
import { ROUTING } from '../../reading/routers';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { judgedBy } from './gateway-api';
import { Routed, routedObjectRule } from './router-rule';

const WITH_HEADERS = ['HTTPRoute', 'GRPCRoute'];
const KINDS = [...WITH_HEADERS, 'TCPRoute', 'TLSRoute'];

/** From here on a rule of the canary alone counts as one that the plugin has made. */
const OWN_RULES_SINCE = 13;

/** A rule of a route, with the Services that it leads to. */
interface RouteRule {
  readonly place: string;
  readonly services: readonly unknown[];
}

function rulesOf({ spec }: Manifest): RouteRule[] {
  return fieldsIn(spec?.rules).map(({ backendRefs }, index) => ({ place: `spec.rules[${index}]`, services: fieldsIn(backendRefs).map(({ name }) => name) }));
}

function leadsOnlyTo(service: string | undefined) {
  return ({ services }: RouteRule) => service !== undefined && services.length > 0 && services.every((name) => name === service);
}

const gatewayRouteSplits = routedObjectRule(KINDS, {
  id: 'gateway-route-splits',
  stage: 'traffic',
  why: 'the plugin sets no weight in a route that does not lead to both Services, since 0.13 in one rule, and no step completes',
  check(route, { canary: { canaryService, stableService } }, { gatewayPlugin }, { kind }) {
    const rules = rulesOf(route);
    const got = [...new Set(rules.flatMap(({ services }) => services))];
    const missing = [canaryService, stableService].filter((service) => service && !got.includes(service));
    if (missing.length > 0) {
      return missing.map((service) => `needs a backendRef to Service "${service}", got ${got.join(', ') || 'none'}`);
    }
    const isApart = canaryService && rules.filter(({ services }) => services.includes(canaryService)).every(leadsOnlyTo(canaryService));
    return !isApart || gatewayPlugin.minor < OWN_RULES_SINCE || !WITH_HEADERS.includes(kind) ? []
      : [`needs both Services in one rule, got "${canaryService}" in a rule of its own, whose weight is never set: put them together${judgedBy(gatewayPlugin)}`];
  },
});

const gatewayRuleKept = routedObjectRule(WITH_HEADERS, {
  id: 'gateway-rule-kept',
  stage: 'never',
  why: 'since 0.13 the plugin takes a rule of the canary alone for one that a setHeaderRoute has made, and deletes it once the rollout is promoted',
  check(route, routed, { gatewayPlugin }, named) {
    const { canaryService } = routed.canary;
    const lost = gatewayPlugin.minor < OWN_RULES_SINCE || !usesHeaderRoutes(named, routed) ? [] : rulesOf(route).filter(leadsOnlyTo(canaryService));
    return lost.map(({ place }) => `loses ${place}, which leads to "${canaryService}" alone: list the route in `
      + `${named.kind === 'HTTPRoute' ? 'httpRoutes' : 'grpcRoutes'} without useHeaderRoutes, or give the rule a route of its own${judgedBy(gatewayPlugin)}`);
  },
});

/** The short form has what the list has to ask for. */
function usesHeaderRoutes({ path }: NamedObject, { rollout }: Routed): boolean {
  return path[path.length - 1] !== 'name' || valueAt(rollout, [...path.slice(0, -1), 'useHeaderRoutes']) === true;
}

const gatewayRuleServes = routedObjectRule(KINDS, {
  id: 'gateway-rule-serves',
  stage: 'traffic',
  why: 'the plugin sets the weight of the stable Service in every rule: with a weight of 100, and at the end of every update, that is 0, and requests fail',
  check: (route, { canary: { stableService } }) => rulesOf(route).filter(leadsOnlyTo(stableService))
    .map(({ place }) => `leads to "${stableService}" alone in ${place}, whose weight becomes 0: add the canary's Service there, or give the rule a route of its own`),
});

/** The kinds that the plugin reads in an old version of their API. */
const OLD = [{ kind: 'TLSRoute', fields: ['tlsRoute', 'tlsRoutes', 'tlsRouteSelector'] }, { kind: 'TCPRoute', fields: ['tcpRoute', 'tcpRoutes', 'tcpRouteSelector'] }];
const OLD_VERSION = 'v1alpha2';

const gatewayVersionServed: Rule = {
  id: 'gateway-version-served',
  stage: 'traffic',
  severity: Severity.WARNING,
  kinds: ['Rollout'],
  why: 'where the cluster does not serve that version, as with the standard channel of newer releases, the plugin finds no route, and no step completes',
  check(rollout, bundle, { gatewayPlugin }): Violation[] {
    const at = [...ROUTING, 'plugins', GATEWAY_PLUGIN];
    return OLD.flatMap(({ kind, fields }) => fields.filter((field) => valueAt(rollout, [...at, field]) && !isServed(kind, bundle)).map((field) => ({
      pointer: pointer(...at, field),
      message: `the plugin reads a ${kind} as ${OLD_VERSION}, which the standard channel of the Gateway API no longer serves: `
        + `install the experimental channel${judgedBy(gatewayPlugin)}`,
    })));
  },
};

/** Whether the manifests say that the old version is served: a definition does, or a route that is written in it. */
function isServed(kind: string, { entries }: Bundle): boolean {
  return entries.some(({ manifest }) => manifest.kind === kind ? manifest.apiVersion === `gateway.networking.k8s.io/${OLD_VERSION}`
    : manifest.kind === 'CustomResourceDefinition' && manifest.metadata?.name === `${kind.toLowerCase()}s.gateway.networking.k8s.io`
      && placesOf(manifest, 'spec.versions[]').some(({ value }) => value.name === OLD_VERSION && value.served === true));
}

export const GATEWAY_ROUTE_RULES: readonly Rule[] = [gatewayRouteSplits, gatewayRuleKept, gatewayRuleServes, gatewayVersionServed];

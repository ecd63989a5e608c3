import { Manifest } from '../manifest/bundle';
import { at, fieldsIn } from './named-objects';
import { Fields, Routed, routedObjectRule } from './router-rule';
import { Rule } from './rule';

/** The Service that requests come to before the router splits them. */
export function splitService({ router, canary }: Routed): string | undefined {
  return (router === 'alb' && canary.trafficRouting.alb.rootService) || canary.stableService;
}

/** The Service behind a path, as old and new versions of the API say it. */
function serviceOf({ backend }: Fields): unknown {
  return at(backend, 'service', 'name') ?? at(backend, 'serviceName');
}

const ingressLeadsToService = routedObjectRule('Ingress', {
  id: 'ingress-leads-to-service',
  stage: 'reconcile',
  why: 'the controller refuses an Ingress whose traffic it could not split',
  check({ spec }, routed) {
    const service = splitService(routed);
    const got = fieldsIn(spec?.rules).flatMap(({ http }) => fieldsIn(http?.paths)).map(serviceOf).filter(Boolean);
    return !service || got.includes(service) ? []
      : [`needs a rule with a path to Service "${service}", got paths to: ${[...new Set(got)].join(', ') || 'none'}`];
  },
});

const ingressReadable = routedObjectRule('Ingress', {
  id: 'ingress-readable',
  stage: 'reconcile',
  why: 'the controller takes a Service behind each path for granted, and panics each time it looks at the rollout',
  check(ingress, routed) {
    const unreadable = partsRead(ingress, routed).filter(({ service }) => !service).map(({ place }) => place);
    return unreadable.length === 0 ? []
      : [`needs a Service behind each path of each rule, got none at ${unreadable.join(', ')}: give other traffic an Ingress of its own`];
  },
});

interface Part {
  readonly place: string;
  readonly service?: unknown;
}

/** The paths that the controller reads, and the rules without any: for an ALB that has no routes to take away, only the paths before the wanted one. */
function partsRead({ spec }: Manifest, routed: Routed): Part[] {
  const isWhole = routed.router === 'nginx' || routed.canary.trafficRouting.managedRoutes?.length > 0;
  const parts = fieldsIn(spec?.rules).flatMap(({ http }, rule): Part[] => http
    ? fieldsIn(http.paths).map((path, index) => ({ place: `spec.rules[${rule}].http.paths[${index}]`, service: serviceOf(path) }))
    : isWhole ? [{ place: `spec.rules[${rule}]` }] : []);
  const wanted = parts.findIndex(({ service }) => service === splitService(routed));
  return isWhole || wanted < 0 ? parts : parts.slice(0, wanted);
}

export const INGRESS_RULES: readonly Rule[] = [ingressLeadsToService, ingressReadable];

import { Manifest } from '../../manifest/bundle';
import { valueAt } from '../../manifest/pointer';
import { remembered } from '../../manifest/remembered';
import { fieldsIn } from '../../reading/named-objects';
import { Fields } from '../../reading/routers';
import { Rule } from '../rule/rule';
import { Routed, routedObjectRule } from './router-rule';

/** The Service that requests come to before the router splits them. */
export function splitService({ router, canary }: Routed): string | undefined {
  return (router === 'alb' && canary.trafficRouting.alb.rootService) || canary.stableService;
}

/** The Service behind a path, as old and new versions of the API say it. */
function serviceOf({ backend }: Fields): unknown {
  return valueAt(backend, ['service', 'name']) || valueAt(backend, ['serviceName']);
}

/** A path of an Ingress, or a rule without any. */
interface Part {
  readonly place: string;
  readonly isPath: boolean;
  readonly service?: unknown;
}

const partsOf = remembered(({ spec }: Manifest): readonly Part[] => fieldsIn(spec?.rules).flatMap(({ http }, rule): Part[] => !http
  ? [{ place: `spec.rules[${rule}]`, isPath: false }]
  : fieldsIn(http.paths).map((path, index) => ({ place: `spec.rules[${rule}].http.paths[${index}]`, isPath: true, service: serviceOf(path) }))));

const ingressLeadsToService = routedObjectRule('Ingress', {
  id: 'ingress-leads-to-service',
  stage: 'reconcile',
  why: 'the controller refuses an Ingress whose traffic it could not split',
  check(ingress, routed) {
    const service = splitService(routed);
    const parts = partsOf(ingress);
    return !service || parts.some((part) => part.service === service) ? []
      : [`needs a rule with a path to Service "${service}", got paths to: ${[...new Set(parts.map((part) => part.service).filter(Boolean))].join(', ') || 'none'}`];
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

/** What the controller reads: for an ALB that has no routes to take away, only the paths before the wanted one. */
function partsRead(ingress: Manifest, routed: Routed): readonly Part[] {
  if (routed.router === 'nginx' || routed.canary.trafficRouting.managedRoutes?.length > 0) {
    return partsOf(ingress);
  }
  const paths = partsOf(ingress).filter(({ isPath }) => isPath);
  const wanted = paths.findIndex(({ service }) => service === splitService(routed));
  return wanted < 0 ? paths : paths.slice(0, wanted);
}

export const INGRESS_RULES: readonly Rule[] = [ingressLeadsToService, ingressReadable];

import { Bundle, Manifest } from '../manifest/bundle';
import { pointer } from '../manifest/pointer';
import { Objection, Severity } from './finding';
import { Rule } from './rule';

type Fields = Record<string, any>;
type Path = readonly (string | number)[];

const ROUTING = ['spec', 'strategy', 'canary', 'trafficRouting'];

/** How each router names one object, or several. */
const NAMED = [
  { router: 'nginx', one: 'stableIngress', several: 'stableIngresses' },
  { router: 'alb', one: 'ingress', several: 'ingresses' },
  { router: 'istio', one: 'virtualService', several: 'virtualServices' },
];

const routerNamesObjects: Rule = {
  id: 'router-names-objects',
  stage: 'reconcile',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the controller refuses a router that does not know which objects to change',
  check({ spec }: Manifest): Objection[] {
    const routing: Fields = spec?.strategy?.canary?.trafficRouting ?? {};
    return NAMED.filter(({ router }) => routing[router]).flatMap(({ router, one, several }) => {
      const given = [routing[router][one], routing[router][several]?.length].filter(Boolean).length;
      return given === 1 ? [] : [{
        pointer: pointer(...ROUTING, router),
        message: `${router} needs exactly one of "${one}" and "${several}", got ${given === 0 ? 'neither' : 'both'}`,
      }];
    });
  },
};

const ingressLeadsToService: Rule = {
  id: 'ingress-leads-to-service',
  stage: 'reconcile',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the controller refuses an Ingress whose traffic it could not split',
  check({ spec, metadata }: Manifest, bundle: Bundle): Objection[] {
    const { stableService, trafficRouting } = spec?.strategy?.canary ?? {};
    // with both routers, the controller looks at the Ingresses of the ALB only
    const { router, one, several } = NAMED.find((names) => names.router === (trafficRouting?.alb ? 'alb' : 'nginx'))!;
    const fields: Fields = trafficRouting?.[router] ?? {};
    const service = (router === 'alb' && fields.rootService) || stableService;
    return named(fields, one, several).flatMap(({ value, path }) => {
      const ingress = bundle.find('Ingress', value, metadata?.namespace);
      return !service || !isOf(ingress, 'networking.k8s.io') || backendsOf(ingress).includes(service) ? [] : [{
        pointer: pointer(...ROUTING, router, ...path),
        message: `Ingress "${value}" needs a rule with a path to Service "${service}", got paths to: `
          + `${[...new Set(backendsOf(ingress))].join(', ') || 'none'}`,
      }];
    });
  },
};

function named(fields: Fields, one: string, several: string): { value: any; path: Path }[] {
  const list: any[] = fields[several] ?? [];
  return list.length > 0 ? list.map((value, index) => ({ value, path: [several, index] })) : fields[one] ? [{ value: fields[one], path: [one] }] : [];
}

function isOf(manifest: Manifest | undefined, api: string): manifest is Manifest {
  return String(manifest?.apiVersion).startsWith(`${api}/`);
}

/** The Services that the paths of an Ingress lead to. */
function backendsOf({ spec }: Manifest): string[] {
  return objectsIn(spec?.rules)
    .flatMap(({ http }) => objectsIn(http?.paths))
    .map(({ backend }) => backend?.service?.name ?? backend?.serviceName)
    .filter((name) => name);
}

/** Of other APIs' objects nothing is known but that they are objects. */
function objectsIn(list: unknown): Fields[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'object' && item !== null) : [];
}

const virtualServiceSplits: Rule = {
  id: 'virtual-service-splits',
  stage: 'reconcile',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the controller refuses a VirtualService whose routes do not lead to both versions',
  check({ spec, metadata }: Manifest, bundle: Bundle): Objection[] {
    const canary: Fields = spec?.strategy?.canary ?? {};
    return named(canary.trafficRouting?.istio ?? {}, 'virtualService', 'virtualServices').flatMap(({ value, path }) => {
      const [name, namespace = metadata?.namespace, ...more] = String(value.name).split('.');
      const found = more.length > 0 ? undefined : bundle.find('VirtualService', name, namespace);
      const http = isOf(found, 'networking.istio.io') && Array.isArray(found.spec?.http) ? objectsIn(found.spec.http) : undefined;
      const routes: string[] = value.routes ?? [];
      return !http ? [] : [...unnamed(http, routes, canary), ...missing(http, routes), ...oneSided(http, routes, canary)]
        .map(({ place, message }) => ({
          pointer: pointer(...ROUTING, 'istio', ...path, ...place),
          message: `VirtualService "${name}" ${message}`,
        }));
    });
  },
};

interface RouteObjection {
  readonly place: Path;
  readonly message: string;
}

function unnamed(http: Fields[], routes: string[], { trafficRouting }: Fields): RouteObjection[] {
  const managed = new Set((trafficRouting.managedRoutes ?? []).map(({ name }: Fields) => name));
  const others = http.filter(({ name }) => !managed.has(name ?? ''));
  return routes.length > 0 || others.length < 2 ? [] : [{
    place: ['routes'],
    message: `has ${others.length} http routes, so the rollout must name its own, got none`,
  }];
}

function missing(http: Fields[], routes: string[]): RouteObjection[] {
  const names = http.map(({ name }) => name).filter((name) => name);
  return routes.flatMap((route, index) => names.includes(route) ? [] : [{
    place: ['routes', index],
    message: `has no http route "${route}", allowed are: ${names.join(', ') || 'none'}`,
  }]);
}

function oneSided(http: Fields[], routes: string[], canary: Fields): RouteObjection[] {
  const places = routes.length > 0 ? routes.map((route, index) => ({ route: http.find(({ name }) => name === route), place: ['routes', index] }))
    : http.length === 1 ? [{ route: http[0], place: [] }] : [];
  const { wanted, read } = destinations(canary);
  return places.filter(({ route }) => route).flatMap(({ route, place }) => {
    const got = objectsIn(route!.route).map(({ destination }) => read(destination));
    return wanted.filter((one) => one && !got.includes(one)).map((one) => ({
      place,
      message: `must lead to "${one}" in its http route${route!.name ? ` "${route!.name}"` : ''}, got ${got.filter(Boolean).join(', ') || 'no destination'}`,
    }));
  });
}

/** What a route must lead to, and how a destination is read: by subset where there is a DestinationRule, else by the first part of its host. */
function destinations({ stableService, canaryService, pingPong, trafficRouting }: Fields): { wanted: string[]; read(destination: any): unknown } {
  const { destinationRule } = trafficRouting.istio;
  if (destinationRule) {
    return { wanted: [destinationRule.canarySubsetName, destinationRule.stableSubsetName], read: (destination) => destination?.subset };
  }
  const services = stableService || canaryService ? [canaryService, stableService] : [pingPong?.pongService, pingPong?.pingService];
  return { wanted: services, read: (destination) => String(destination?.host ?? '').split('.')[0] };
}

export const ROUTER_REFERENCE_RULES: readonly Rule[] = [routerNamesObjects, ingressLeadsToService, virtualServiceSplits];

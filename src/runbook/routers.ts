import { TrafficRouting } from '../manifest/types';
import { objectsIn } from './subject';

/** A router: how it is called, and the objects that it splits traffic with. */
export interface Router {
  readonly title: string;
  readonly objects: readonly RoutingObject[];
}

export interface RoutingObject {
  readonly kind: string;
  readonly name: string;
  /** That of the rollout, where it is not given. */
  readonly namespace?: string;
}

type Settings = Record<string, any>;

/** The field of each router in `trafficRouting`, its title, and the objects that it names. */
const ROUTERS: Record<string, { readonly title: string; objects(settings: Settings): RoutingObject[] }> = {
  nginx: { title: 'ingress-nginx', objects: (nginx) => named('Ingress', nginx.stableIngress, ...nginx.stableIngresses ?? []) },
  alb: { title: 'the AWS Load Balancer Controller', objects: (alb) => named('Ingress', alb.ingress, ...alb.ingresses ?? []) },
  istio: {
    title: 'Istio',
    objects: ({ virtualService, virtualServices, destinationRule }) => [
      ...named('VirtualService', virtualService?.name, ...objectsIn(virtualServices).map(({ name }) => name)).map(withNamespace),
      ...named('DestinationRule', destinationRule?.name),
    ],
  },
  traefik: { title: 'Traefik', objects: ({ weightedTraefikServiceName }) => named('TraefikService', weightedTraefikServiceName) },
  apisix: { title: 'Apache APISIX', objects: ({ route }) => named('ApisixRoute', route?.name) },
  ambassador: { title: 'Ambassador', objects: ({ mappings }) => named('Mapping', ...mappings ?? []) },
  appMesh: { title: 'AWS App Mesh', objects: ({ virtualService }) => named('VirtualService', virtualService?.name) },
  smi: { title: 'SMI', objects: ({ trafficSplitName }) => named('TrafficSplit', trafficSplitName) },
};

/** What the plugin for the Gateway API calls the routes it is given, each as one name and as a list. */
const GATEWAY_ROUTES: Record<string, string> = { httpRoute: 'HTTPRoute', grpcRoute: 'GRPCRoute', tcpRoute: 'TCPRoute', tlsRoute: 'TLSRoute' };

/** The routers of a rollout, in the order in which they are given. */
export function routersOf(routing: TrafficRouting | undefined): Router[] {
  return Object.entries(routing ?? {}).flatMap(([field, settings]) => {
    if (field === 'plugins') {
      return Object.entries(settings as Settings).map(([name, plugin]) => ({ title: `plugin ${name}`, objects: gatewayRoutes(plugin ?? {}) }));
    }
    return Object.hasOwn(ROUTERS, field) ? [{ title: ROUTERS[field].title, objects: ROUTERS[field].objects(settings) }] : [];
  });
}

/** Istio's objects can be named with their namespace, after a dot. */
function withNamespace({ kind, name: full }: RoutingObject): RoutingObject {
  const [name, namespace] = full.split('.');
  return { kind, name, namespace };
}

function gatewayRoutes(plugin: Settings): RoutingObject[] {
  return Object.entries(GATEWAY_ROUTES).flatMap(([field, kind]) =>
    named(kind, plugin[field], ...objectsIn(plugin[`${field}s`]).map(({ name }) => name)));
}

function named(kind: string, ...names: unknown[]): RoutingObject[] {
  return names.filter((name): name is string => typeof name === 'string').map((name) => ({ kind, name }));
}

import { groupOf } from '../manifest/api-group';
import { Bundle, Manifest } from '../manifest/bundle';
import { ROUTER_PLUGIN } from '../manifest/names';
import { virtualServiceName } from '../manifest/object-name';
import { Path, placesOf } from '../manifest/pointer';
import { rememberedWith } from '../manifest/remembered';

/** An object that a manifest names, and where. */
export interface NamedObject {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly path: Path;
}

/** The items of a list that are objects. Of other APIs' objects nothing is certain, not even that. */
export function fieldsIn(list: unknown): Record<string, any>[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'object' && item !== null) : [];
}

/** A field of each item, up to the first item without it: routers read no further. */
export function valuesToGap(items: readonly Record<string, any>[], field: string): unknown[] {
  const gap = items.findIndex((item) => item[field] === undefined);
  return items.slice(0, gap < 0 ? undefined : gap).map((item) => item[field]);
}

/** Whether an object is of an API group, whatever the version. The core group is ''. */
export function isOf(manifest: Manifest | undefined, group: string): manifest is Manifest {
  return manifest !== undefined && groupOf(manifest) === group;
}

/** Istio has a kind of the same name. */
export const MESH_SERVICE = 'VirtualService.appmesh.k8s.aws';

const CANARY = 'strategy.canary';
const ROUTING = `${CANARY}.trafficRouting`;
const GATEWAY = `${ROUTING}.plugins.${ROUTER_PLUGIN.gatewayApi}`;
const CONSUL = `${ROUTING}.plugins.${ROUTER_PLUGIN.consul}`;

/** The fields of `spec` in which a rollout names objects, by kind. */
const NAMES: Record<string, readonly string[]> = {
  Service: [
    'strategy.blueGreen.activeService', 'strategy.blueGreen.previewService', `${CANARY}.stableService`, `${CANARY}.canaryService`,
    `${CANARY}.pingPong.pingService`, `${CANARY}.pingPong.pongService`, `${ROUTING}.smi.rootService`,
  ],
  Ingress: [`${ROUTING}.nginx.stableIngress`, `${ROUTING}.nginx.stableIngresses[]`, `${ROUTING}.alb.ingress`, `${ROUTING}.alb.ingresses[]`],
  VirtualService: [`${ROUTING}.istio.virtualService.name`, `${ROUTING}.istio.virtualServices[].name`],
  [MESH_SERVICE]: [`${ROUTING}.appMesh.virtualService.name`],
  DestinationRule: [`${ROUTING}.istio.destinationRule.name`],
  Mapping: [`${ROUTING}.ambassador.mappings[]`],
  TraefikService: [`${ROUTING}.traefik.weightedTraefikServiceName`],
  ApisixRoute: [`${ROUTING}.apisix.route.name`],
  TrafficSplit: [`${ROUTING}.smi.trafficSplitName`],
  VirtualNode: [
    `${ROUTING}.appMesh.virtualNodeGroup.canaryVirtualNodeRef.name`, `${ROUTING}.appMesh.virtualNodeGroup.stableVirtualNodeRef.name`,
  ],
  HTTPRoute: [`${GATEWAY}.httpRoute`, `${GATEWAY}.httpRoutes[].name`],
  GRPCRoute: [`${GATEWAY}.grpcRoute`, `${GATEWAY}.grpcRoutes[].name`],
  TCPRoute: [`${GATEWAY}.tcpRoute`, `${GATEWAY}.tcpRoutes[].name`],
  TLSRoute: [`${GATEWAY}.tlsRoute`, `${GATEWAY}.tlsRoutes[].name`],
  HTTPProxy: [`${ROUTING}.plugins.${ROUTER_PLUGIN.contour}.httpProxies[]`],
  Route: [`${ROUTING}.plugins.${ROUTER_PLUGIN.openShift}.routes[]`],
  ServiceSplitter: [`${CONSUL}.serviceName`],
  ServiceResolver: [`${CONSUL}.serviceName`],
};

const ROUTING_KINDS = Object.keys(NAMES).filter((kind) => kind !== 'Service');

/** The objects of a kind that a rollout names. */
export const namedObjects = rememberedWith((rollout: Manifest, kind: string): readonly NamedObject[] => NAMES[kind].flatMap((field) => {
  const named = placesOf(rollout, `spec.${field}`).filter(({ value }) => typeof value === 'string' && value !== '');
  return named.map(({ value, path }) => ({ kind, path, ...identify(value, kind, field, rollout) }));
}));

/** The objects with which the routers of a rollout split traffic. */
export function routingObjects(rollout: Manifest): NamedObject[] {
  return ROUTING_KINDS.flatMap((kind) => namedObjects(rollout, kind));
}

/** Which object of a kind a name means. A plugin of the Gateway API is told the namespace of its routes beside their names. */
function identify(name: string, kind: string, field: string, rollout: Manifest): { name: string; namespace?: string } {
  const own = rollout.metadata?.namespace;
  const [told] = field.startsWith(GATEWAY) ? placesOf(rollout, `spec.${GATEWAY}.namespace`) : [];
  return kind === 'VirtualService' ? virtualServiceName(name, own) : { name, namespace: typeof told?.value === 'string' ? told.value : own };
}

/** One that the bundle has. */
export interface FoundObject extends NamedObject {
  readonly object: Manifest;
}

/** The objects of a kind that a rollout names and the bundle has. */
export function foundObjects(rollout: Manifest, kind: string, bundle: Bundle): FoundObject[] {
  return namedObjects(rollout, kind).flatMap((named) => {
    const object = bundle.find(kind, named.name, named.namespace);
    return object ? { ...named, object } : [];
  });
}

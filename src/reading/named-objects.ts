import { groupOf } from '../manifest/api-group';
import { Bundle, Manifest } from '../manifest/bundle';
import { keysOf, KeySet, lookFor } from '../manifest/keys';
import { Path } from '../manifest/pointer';
import { rememberedWith } from '../manifest/remembered';

/** An object that a manifest names, and where. */
export interface NamedObject {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly path: Path;
}

/** The value at a path of keys, in an object whose fields may be of any type. */
export function at(value: unknown, ...keys: Path): any {
  let inner: any = value;
  for (let depth = 0; depth < keys.length; depth++) {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, keys[depth])) {
      return undefined;
    }
    inner = inner[keys[depth]];
  }
  return inner === '' ? undefined : inner;
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

/** The name and the namespace of a VirtualService that is written as `name` or `name.namespace`. */
export function virtualServiceName(written: string, namespace: string | undefined): { name: string; namespace?: string } {
  const [, name = written, other = namespace] = /^(.*)\.([^.]*)$/.exec(written.replace(/\.cluster\.local$/, '')) ?? [];
  return { name, namespace: other };
}

/** Istio has a kind of the same name. */
export const MESH_SERVICE = 'VirtualService.appmesh.k8s.aws';

const CANARY = 'strategy.canary';
const ROUTING = `${CANARY}.trafficRouting`;
const GATEWAY = `${ROUTING}.plugins.argoproj-labs/gatewayAPI`;

/** Where a rollout names objects, by kind. In place of `*` stands each item of a list. */
const NAMES: Record<string, readonly string[]> = {
  Service: [
    'strategy.blueGreen.activeService', 'strategy.blueGreen.previewService', `${CANARY}.stableService`, `${CANARY}.canaryService`,
    `${CANARY}.pingPong.pingService`, `${CANARY}.pingPong.pongService`, `${ROUTING}.smi.rootService`,
  ],
  Ingress: [`${ROUTING}.nginx.stableIngress`, `${ROUTING}.nginx.stableIngresses.*`, `${ROUTING}.alb.ingress`, `${ROUTING}.alb.ingresses.*`],
  VirtualService: [`${ROUTING}.istio.virtualService.name`, `${ROUTING}.istio.virtualServices.*.name`],
  [MESH_SERVICE]: [`${ROUTING}.appMesh.virtualService.name`],
  DestinationRule: [`${ROUTING}.istio.destinationRule.name`],
  Mapping: [`${ROUTING}.ambassador.mappings.*`],
  TraefikService: [`${ROUTING}.traefik.weightedTraefikServiceName`],
  ApisixRoute: [`${ROUTING}.apisix.route.name`],
  VirtualNode: [
    `${ROUTING}.appMesh.virtualNodeGroup.canaryVirtualNodeRef.name`, `${ROUTING}.appMesh.virtualNodeGroup.stableVirtualNodeRef.name`,
  ],
  HTTPRoute: [`${GATEWAY}.httpRoute`, `${GATEWAY}.httpRoutes.*.name`],
  GRPCRoute: [`${GATEWAY}.grpcRoute`, `${GATEWAY}.grpcRoutes.*.name`],
  TCPRoute: [`${GATEWAY}.tcpRoute`, `${GATEWAY}.tcpRoutes.*.name`],
  TLSRoute: [`${GATEWAY}.tlsRoute`, `${GATEWAY}.tlsRoutes.*.name`],
};

/** A place where a rollout names an object, or several in a list. */
interface Place {
  readonly path: Path;
  /** What leads to the name in each item, if it is a list. */
  readonly inItem?: Path;
  /** The key without which there is no such place. */
  readonly key: string;
  /** Where a plugin is told the namespace of what it names there. */
  readonly namespace?: Path;
}

function placeOf(text: string): Place {
  const [list, item] = text.split('.*').map((part) => part.split('.').filter((key) => key !== ''));
  const plugin = list.indexOf('plugins');
  return {
    path: ['spec', ...list],
    inItem: item,
    key: list.filter((key) => key !== 'name').pop()!,
    namespace: plugin < 0 ? undefined : ['spec', ...list.slice(0, plugin + 2), 'namespace'],
  };
}

const PLACES = new Map(Object.entries(NAMES).map(([kind, texts]) => [kind, texts.map(placeOf)]));

PLACES.forEach((places) => lookFor(places.map(({ key }) => key)));

const placesAmong = rememberedWith((present: KeySet, kind: string) => PLACES.get(kind)!.filter(({ key }) => present.has(key)));

/** Keys of which a rollout has at least one, if it names an object of these kinds. */
export function keysNaming(...kinds: string[]): string[] {
  return kinds.flatMap((kind) => PLACES.get(kind)!.map(({ key }) => key));
}

/** The objects of a kind that a rollout names. */
export const namedObjects = rememberedWith((rollout: Manifest, kind: string): readonly NamedObject[] => {
  return placesAmong(keysOf(rollout), kind).flatMap((place) => namesAt(place, rollout).map(({ name: written, path }) => {
    const { name, namespace } = identify(written, kind, place, rollout);
    return { kind, name, namespace, path };
  }));
});

function namesAt({ path, inItem }: Place, rollout: Manifest): { name: string; path: Path }[] {
  const found: unknown = at(rollout, ...path);
  if (!inItem) {
    return typeof found === 'string' ? [{ name: found, path }] : [];
  }
  return !Array.isArray(found) ? [] : found.map((item, index) => ({ name: at(item, ...inItem), path: [...path, index, ...inItem] }))
    .filter(({ name }) => typeof name === 'string' && name !== '');
}

/** Which object of a kind a name means. A plugin of the Gateway API is told the namespace of its routes beside their names. */
function identify(written: string, kind: string, { namespace }: Place, rollout: Manifest): { name: string; namespace?: string } {
  if (kind === 'VirtualService') {
    return virtualServiceName(written, rollout.metadata?.namespace);
  }
  const told: unknown = namespace && at(rollout, ...namespace);
  return { name: written, namespace: typeof told === 'string' ? told : rollout.metadata?.namespace };
}

/** One that the bundle has. */
export interface FoundObject extends NamedObject {
  readonly object: Manifest;
}

/** The API groups of the kinds that routers change. */
const GROUPS: Record<string, readonly string[]> = {
  Service: [''],
  Ingress: ['networking.k8s.io'],
  VirtualService: ['networking.istio.io'],
  DestinationRule: ['networking.istio.io'],
  Mapping: ['getambassador.io'],
  TraefikService: ['traefik.io', 'traefik.containo.us'],
  ApisixRoute: ['apisix.apache.org'],
  HTTPRoute: ['gateway.networking.k8s.io'],
  GRPCRoute: ['gateway.networking.k8s.io'],
  TCPRoute: ['gateway.networking.k8s.io'],
  TLSRoute: ['gateway.networking.k8s.io'],
};

/** The objects of a kind that a rollout names and the bundle has, unless they are another API's of the same kind. */
export function foundObjects(rollout: Manifest, kind: string, bundle: Bundle): readonly FoundObject[] {
  return foundAmong(namedObjects(rollout, kind), bundle);
}

const foundAmong = rememberedWith((named: readonly NamedObject[], bundle: Bundle): readonly FoundObject[] => named.flatMap((one) => {
  const object = bundle.find(one.kind, one.name, one.namespace);
  const { kind, name, namespace, path } = one;
  return object && GROUPS[kind].includes(groupOf(object)) ? { kind, name, namespace, path, object } : [];
}));

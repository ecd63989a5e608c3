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

interface FoundValue {
  readonly value: any;
  readonly path: Path;
}

/** What is found at a path of keys, in which `*` stands for each item of a list. */
export function valuesAt(value: unknown, keys: readonly string[]): FoundValue[] {
  const found: FoundValue[] = [];
  collectAt(value, keys, [], found);
  return found;
}

/** `path` leads to the value, whose place among the keys is the one after it. */
function collectAt(value: any, keys: readonly string[], path: Path, found: FoundValue[]) {
  let inner = value;
  for (let depth = path.length; depth < keys.length; depth++) {
    const key = keys[depth];
    if (key === '*') {
      const list = [...path, ...keys.slice(path.length, depth)];
      return Array.isArray(inner) ? inner.forEach((item, index) => collectAt(item, keys, [...list, index], found)) : undefined;
    }
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, key)) {
      return;
    }
    inner = inner[key];
  }
  if (inner !== undefined && inner !== '') {
    found.push({ value: inner, path: [...path, ...keys.slice(path.length)] });
  }
}

/** The value at a path of keys without `*`, in an object whose fields may be of any type. */
export function at(value: unknown, ...keys: string[]): any {
  let inner: any = value;
  for (const key of keys) {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, key)) {
      return undefined;
    }
    inner = inner[key];
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

/** Where a rollout names objects, by kind. */
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

const PLACES = new Map(Object.entries(NAMES).map(([kind, places]) => [kind, places.map((place) => place.split('.'))]));

/** The key that says whether a place is there at all. */
function tellingKey(place: readonly string[]): string {
  return place.filter((key) => key !== '*' && key !== 'name').pop()!;
}

PLACES.forEach((places) => lookFor(places.map(tellingKey)));

const placesAmong = rememberedWith((present: KeySet, kind: string) => PLACES.get(kind)!.filter((place) => present.has(tellingKey(place))));

const NOTHING: readonly never[] = [];

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
export function foundObjects(rollout: Manifest, kind: string, bundle: Bundle): FoundObject[] {
  return foundAmong(namedObjects(rollout, kind), bundle);
}

const foundAmong = rememberedWith((named: readonly NamedObject[], bundle: Bundle): FoundObject[] => named.flatMap((one) => {
  const object = bundle.find(one.kind, one.name, one.namespace);
  return object && GROUPS[one.kind].includes(groupOf(object)) ? [{ ...one, object }] : [];
}));

/** Keys of which a rollout has at least one, if it names an object of these kinds. */
export function keysNaming(...kinds: string[]): string[] {
  return kinds.flatMap((kind) => PLACES.get(kind)!.map(tellingKey));
}

/** The objects of a kind that a rollout names. */
export const namedObjects = rememberedWith((rollout: Manifest, kind: string): readonly NamedObject[] => {
  const places = placesAmong(keysOf(rollout), kind);
  return places.length === 0 ? NOTHING : places.flatMap((keys) => valuesAt(rollout.spec, keys)).flatMap(({ value, path }): NamedObject[] => {
    const { metadata, spec } = rollout;
    return typeof value !== 'string' ? [] : [{
      kind,
      path: ['spec', ...path],
      ...kind === 'VirtualService' ? virtualServiceName(value, metadata?.namespace)
        : { name: value, namespace: namespaceOfPlugin(spec, path) ?? metadata?.namespace },
    }];
  });
});

/** The plugin of the Gateway API is told the namespace of its routes beside their names. */
function namespaceOfPlugin(spec: unknown, path: Path): string | undefined {
  const plugin = path.indexOf('plugins');
  const namespace = plugin < 0 ? undefined : at(spec, ...path.slice(0, plugin + 2).map(String), 'namespace');
  return typeof namespace === 'string' ? namespace : undefined;
}

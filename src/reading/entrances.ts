import { isMeant } from '../manifest/api-group';
import { Manifest } from '../manifest/bundle';
import { valueAt } from '../manifest/pointer';
import { remembered } from '../manifest/remembered';
import { fieldsIn } from './named-objects';

/** A way on which requests come to a Service. */
export interface Entrance {
  readonly service: string;
  /** A number or a name. */
  readonly port?: number | string;
  /** Which requests: two that say the same get the same ones. Unknown where there is no such text. */
  readonly address?: string;
  /** The rule of the object that it belongs to: what stands in one rule shares its requests on purpose. */
  readonly rule: number | string;
}

type Fields = Record<string, any>;

/** The class of an Ingress, as the controllers of Argo Rollouts and of Ingresses read it. */
export function classOf({ metadata, spec }: Manifest): string | undefined {
  return valueAt(metadata, ['annotations', 'kubernetes.io/ingress.class']) || valueAt(spec, ['ingressClassName']) || undefined;
}

/** What leads to Services, by kind. Objects of other APIs can have any shape. */
const READERS: Record<string, (manifest: Manifest) => (Omit<Entrance, 'service'> & { service: unknown })[]> = {
  Ingress: ({ spec }) => [
    ...fieldsIn(spec?.rules).flatMap(({ host, http }, rule) => fieldsIn(http?.paths).map(({ path, backend }, index) => ({
      ...ofBackend(backend), address: `${host || '*'}${path || '/'}`, rule: `${rule}/${index}`,
    }))),
    ...spec?.defaultBackend ? [{ ...ofBackend(spec.defaultBackend), rule: 'default' }] : [],
  ],
  VirtualService: ({ spec }) => ['http', 'tls', 'tcp'].flatMap((section) => fieldsIn(spec?.[section]).flatMap(({ match, route }, rule) => fieldsIn(route).map(({ destination }) => ({
    service: String(destination?.host ?? '').split('.')[0],
    port: destination?.port?.number,
    address: JSON.stringify([spec.hosts, spec.gateways, match ?? section]),
    rule: `${section}/${rule}`,
  })))),
  ...Object.fromEntries(['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute'].map((kind) => [kind, ({ spec }: Manifest) => fieldsIn(spec?.rules)
    .flatMap(({ matches, backendRefs }, rule) => fieldsIn(backendRefs).map(({ name, port }) => ({
      service: name, port, address: JSON.stringify([spec.parentRefs, spec.hostnames, matches ?? 'all']), rule,
    })))])),
  TraefikService: ({ spec }) => fieldsIn(spec?.weighted?.services).map(({ name, port }, rule) => ({ service: name, port, rule })),
  IngressRoute: ({ spec }) => fieldsIn(spec?.routes).flatMap(({ match, services }, rule) => fieldsIn(services)
    .map(({ name, port }) => ({ service: name, port, address: JSON.stringify([spec.entryPoints, match]), rule }))),
  ApisixRoute: ({ spec }) => fieldsIn(spec?.http).flatMap(({ match, backends }, rule) => fieldsIn(backends)
    .map(({ serviceName, servicePort }) => ({ service: serviceName, port: servicePort, address: JSON.stringify(match), rule }))),
  Mapping: ({ spec }) => {
    const [, service, port] = /^(?:[^/]*:\/\/)?([^.:/]*)[^:/]*(?::(\d+))?/.exec(String(spec?.service ?? ''))!;
    return [{ service, port: port && Number(port), address: JSON.stringify([spec?.hostname ?? spec?.host, spec?.prefix]), rule: 0 }];
  },
};

/** The Service behind a path, as old and new versions of the API say it. */
function ofBackend(backend: Fields | undefined): { service: unknown; port?: number | string } {
  const service = valueAt(backend, ['service']);
  return service ? { service: service.name, port: service.port?.number ?? service.port?.name }
    : { service: valueAt(backend, ['serviceName']), port: valueAt(backend, ['servicePort']) };
}

/** The kinds that lead to Services. */
export const ENTRANCE_KINDS = Object.keys(READERS);

/** The ways that an object opens to Services. */
export const entrancesOf = remembered((manifest: Manifest): readonly Entrance[] => !Object.hasOwn(READERS, manifest.kind) || !isMeant(manifest) ? []
  : READERS[manifest.kind](manifest).flatMap(({ service, ...entrance }) => typeof service === 'string' && service !== '' ? [{ service, ...entrance }] : []));

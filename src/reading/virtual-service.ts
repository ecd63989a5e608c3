import { Bundle, Manifest } from '../manifest/bundle';
import { Path, valueAt } from '../manifest/pointer';
import { fieldsIn, foundObjects } from './named-objects';
import { Fields } from './routers';

/** A kind of route in a VirtualService, and the field in which a rollout names those that it splits. */
export interface Section {
  readonly key: 'http' | 'tls' | 'tcp';
  readonly field: string;
  /** Whether a rollout means a route by what it writes. */
  means(written: any, route: Fields): boolean;
  describe(written: any): string;
}

export const SECTIONS: readonly Section[] = [
  {
    key: 'http',
    field: 'routes',
    means: (name, route) => route.name === name,
    describe: (name) => `"${name}"`,
  },
  {
    key: 'tls',
    field: 'tlsRoutes',
    means: ({ port = 0, sniHosts = [] }, route) => portOf(route) === port && areSame(sniHosts, hostsOf(route)),
    describe: ({ port, sniHosts = [] }) => `of port ${port ?? 'none'} for ${sniHosts.join(', ') || 'no hosts'}`,
  },
  {
    key: 'tcp',
    field: 'tcpRoutes',
    means: ({ port = 0 }, route) => portOf(route) === port,
    describe: ({ port }) => `of port ${port ?? 'none'}`,
  },
];

/** The one port that a route matches; 0 if it asks for none. A rollout cannot name a route of several. */
function portOf({ match }: Fields): unknown {
  const ports = new Set(fieldsIn(match).map(({ port = 0 }) => port));
  return ports.size > 1 ? undefined : [...ports][0] ?? 0;
}

function hostsOf({ match }: Fields): Set<unknown> {
  return new Set(fieldsIn(match).flatMap(({ sniHosts }) => Array.isArray(sniHosts) ? sniHosts : []));
}

function areSame(written: readonly unknown[], hosts: Set<unknown>): boolean {
  return written.length === hosts.size && [...hosts].every((host) => written.includes(host));
}

/** A VirtualService of Istio that a rollout names, where the bundle has it. */
export interface PlacedVirtualService {
  readonly name: string;
  readonly spec: unknown;
  /** What the rollout says of it, and where. */
  readonly reference: Fields;
  readonly path: Path;
}

export function virtualServicesOf(rollout: Manifest, bundle: Bundle): PlacedVirtualService[] {
  return foundObjects(rollout, 'VirtualService', bundle).map(({ name, object, path }) => {
    const reference = path.slice(0, -1);
    return { name, spec: object.spec, reference: valueAt(rollout, reference), path: reference };
  });
}

/** The routes of a section, if it has that section. */
export function routesIn({ spec }: PlacedVirtualService, { key }: Section): Fields[] | undefined {
  const routes = valueAt(spec, [key]);
  return Array.isArray(routes) ? fieldsIn(routes) : undefined;
}

/** A route whose weights the controller sets, and where the rollout says so inside its reference. */
export interface SplitRoute {
  readonly route: Fields;
  readonly place: Path;
}

/**
 * The routes of a section that the controller splits: those that the rollout names, else the only one, else the first without a
 * name.
 */
export function splitRoutes(virtualService: PlacedVirtualService, section: Section): SplitRoute[] {
  const routes = routesIn(virtualService, section) ?? [];
  const written: unknown[] = virtualService.reference[section.field] ?? [];
  if (written.length > 0) {
    return written.flatMap((one, index) => {
      const meant = routes.filter((route) => section.means(one, route));
      return (section.key === 'http' ? meant.slice(0, 1) : meant).map((route) => ({ route, place: [section.field, index] }));
    });
  }
  const only = section.key !== 'http' || routes.length === 1 ? routes[0] : routes.find(({ name }) => !name);
  return only ? [{ route: only, place: [] }] : [];
}

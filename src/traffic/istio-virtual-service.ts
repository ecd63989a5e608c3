import { ApiObjectMetadata } from 'cdk8s';
import { DEFAULT_ROUTE, Destinations, httpRoute, IstioHttpRoute, IstioTcpRoute, IstioTlsRoute, tcpRoute, tlsRoute } from './istio-routes';
import { VirtualServiceRoutes } from './virtual-service-reference';

/**
 * Options of a VirtualService that is created for a rollout.
 */
export interface IstioVirtualServiceOptions {
  /**
   * Name, labels and annotations of the VirtualService. If it is in another namespace than the rollout, it uses the full names of Services, which end
   * with `svc.cluster.local`.
   *
   * @default - named like the rollout, and in its namespace
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * The hosts in the requests of clients: names of Services inside the mesh, or host names of a gateway.
   *
   * @default - the root Service
   */
  readonly hosts?: string[];

  /**
   * The gateways that receive the requests, as `namespace/name`. `mesh` means all sidecars.
   *
   * @default - the mesh
   */
  readonly gateways?: string[];

  /**
   * Whether another VirtualService delegates to this one. Then it has no hosts and no gateways, and only HTTP routes.
   *
   * @default false
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate
   */
  readonly delegate?: boolean;

  /**
   * The HTTP routes. Istio uses the first route that matches.
   *
   * @default - one route for all requests, unless there are TLS or TCP routes
   */
  readonly http?: IstioHttpRoute[];

  /**
   * The routes for TLS passthrough.
   *
   * @default - none
   */
  readonly tls?: IstioTlsRoute[];

  /**
   * The TCP routes.
   *
   * @default - none
   */
  readonly tcp?: IstioTcpRoute[];
}

/** What the options are called, for those who give none of them. */
export const VIRTUAL_SERVICE_OPTIONS = ['metadata', 'hosts', 'gateways', 'delegate', 'http', 'tls', 'tcp'] as const;

/** Why no VirtualService can be made of the options. */
export function problemOf({ hosts, gateways, delegate, http, tls = [], tcp = [] }: IstioVirtualServiceOptions): string | undefined {
  const streams = tls.length + tcp.length;
  if (delegate && (hosts || gateways || streams > 0)) {
    return '"delegate" takes the hosts and gateways of the VirtualService that delegates, and only routes for HTTP: leave "hosts", "gateways", "tls" and "tcp" out';
  }
  if (http?.length === 0 && streams === 0) {
    return '"http" needs a route, got an empty list: leave it out for one that takes all requests';
  }
  const names = (http ?? []).map(({ name = DEFAULT_ROUTE }) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  return twice === undefined ? undefined : `has two http routes "${twice}": give each a name of its own`;
}

/** The spec, where the routes are shared out between two destinations. */
export function virtualServiceSpec(options: IstioVirtualServiceOptions, hosts: readonly string[], destinations: Destinations) {
  const { gateways, delegate, tls, tcp } = options;
  return {
    gateways,
    hosts: delegate ? undefined : hosts,
    http: httpOf(options)?.map((route) => httpRoute(route, destinations)),
    tls: tls?.map((route) => tlsRoute(route, hosts, destinations)),
    tcp: tcp?.map((route) => tcpRoute(route, destinations)),
  };
}

/** How a rollout names these routes. One that is the only one of its protocol and matches all has no need to be named. */
export function routesOf(options: IstioVirtualServiceOptions, hosts: readonly string[]): VirtualServiceRoutes {
  const { tls, tcp } = options;
  return {
    routes: httpOf(options)?.map(({ name = DEFAULT_ROUTE }) => name),
    tlsRoutes: tls?.map(({ port, sniHosts }) => ({ port, sniHosts: sniHosts ?? [...hosts] })),
    tcpRoutes: tcp?.some(({ port }) => port !== undefined) ? tcp.map(({ port }) => ({ port })) : undefined,
  };
}

function httpOf({ http, tls = [], tcp = [] }: IstioVirtualServiceOptions): readonly IstioHttpRoute[] | undefined {
  return http ?? (tls.length + tcp.length > 0 ? undefined : [{}]);
}

import { ApiObjectMetadata } from 'cdk8s';
import { DEFAULT_ROUTE, Destinations, httpRoute, IstioHttpRoute, IstioTcpRoute, IstioTlsRoute, tcpRoute, tlsRoute } from './istio-routes';
import { VirtualServiceRoutes } from './virtual-service-reference';

/**
 * A VirtualService that is made for a rollout.
 */
export interface IstioVirtualServiceOptions {
  /**
   * Name, labels and annotations of the VirtualService. With a namespace of its own it names Services in full, up to `svc.cluster.local`.
   *
   * @default - named like the rollout, and in its namespace
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * The hosts that clients ask for: names of Services inside the mesh, or host names of a gateway.
   *
   * @default - the root Service
   */
  readonly hosts?: string[];

  /**
   * The gateways through which requests come, as `namespace/name`. `mesh` stands for all sidecars.
   *
   * @default - the mesh
   */
  readonly gateways?: string[];

  /**
   * Whether it is one that another VirtualService delegates to. It has no hosts and no gateways then, and only routes for HTTP.
   *
   * @default false
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate
   */
  readonly delegate?: boolean;

  /**
   * The routes for HTTP, in the order in which they are tried.
   *
   * @default - one for all requests, unless there are routes for TLS or TCP
   */
  readonly http?: IstioHttpRoute[];

  /**
   * The routes for TLS that is passed through.
   *
   * @default - none
   */
  readonly tls?: IstioTlsRoute[];

  /**
   * The routes for TCP.
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

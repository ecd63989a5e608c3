import { ApiObjectMetadata } from 'cdk8s';
import { checked } from '../api/checked';
import { ServicePair } from '../rollout/service-pair';
import {
  ExistingGatewayRouteOptions, GatewayRouteOptions, GrpcGatewayRouteOptions, HttpGatewayRouteOptions, SelectedGatewayRoutesOptions,
  TlsGatewayRouteOptions,
} from './gateway-route-options';
import { backendRefs, checkValues, grpcRule, httpRule } from './gateway-rules';
import { ObjectReference } from './object-reference';

/**
 * The kinds of routes that the Gateway API plugin supports.
 */
export enum GatewayRouteKind {
  /** HTTPRoute, for HTTP requests, with the API version `gateway.networking.k8s.io/v1`. */
  HTTP = 'HTTPRoute',

  /** GRPCRoute, for gRPC calls, with the API version `gateway.networking.k8s.io/v1`. */
  GRPC = 'GRPCRoute',

  /**
   * TCPRoute, for connections, with the API version `gateway.networking.k8s.io/v1alpha2`. The plugin supports no other version. The standard channel
   * of the Gateway API does not contain it.
   */
  TCP = 'TCPRoute',

  /**
   * TLSRoute, for TLS connections by host name, with the API version `gateway.networking.k8s.io/v1alpha2`. The plugin supports no other version. The
   * standard channel of the Gateway API does not contain it.
   */
  TLS = 'TLSRoute',
}

/** What the plugin knows of a kind: its field, the version that it reads, and whether steps add routes by header to it. */
interface KindFacts {
  readonly field: string;
  readonly version: string;
  readonly takesHeaders: boolean;
}

export const GATEWAY_KINDS: Readonly<Record<GatewayRouteKind, KindFacts>> = {
  [GatewayRouteKind.HTTP]: { field: 'httpRoute', version: 'v1', takesHeaders: true },
  [GatewayRouteKind.GRPC]: { field: 'grpcRoute', version: 'v1', takesHeaders: true },
  [GatewayRouteKind.TCP]: { field: 'tcpRoute', version: 'v1alpha2', takesHeaders: false },
  [GatewayRouteKind.TLS]: { field: 'tlsRoute', version: 'v1alpha2', takesHeaders: false },
};

/** A route that is to be made. */
interface Made {
  readonly metadata?: ApiObjectMetadata;
  spec(services: ServicePair, namespace: string | undefined): object;
}

/** How a route is told to the plugin: it is made, it exists, or it is one of those with some labels. */
interface Route {
  readonly kind: GatewayRouteKind;
  readonly takesHeaders?: boolean;
  readonly made?: Made;
  readonly existing?: ObjectReference;
  readonly selector?: { readonly matchLabels?: object; readonly matchExpressions?: object };
}

/**
 * A Gateway API route whose weights the plugin changes. The `GatewayApiTrafficRouting` that uses it creates the route, or the route exists already.
 *
 * @see https://rollouts-plugin-trafficrouter-gatewayapi.readthedocs.io/
 * @example
 * new GatewayApiTrafficRouting(chart, 'Traffic', {
 *   rollout: api,
 *   routes: [GatewayRoute.http({
 *     parents: [RouteParent.gateway('public', { namespace: 'edge' })],
 *     hostnames: ['api.example'],
 *     rules: [{ matches: [{ path: StringMatch.prefix('/v2') }], timeout: Duration.seconds(10) }],
 *   })],
 * });
 */
@checked
export class GatewayRoute {
  /**
   * Creates an HTTPRoute.
   */
  public static http(options: HttpGatewayRouteOptions): GatewayRoute {
    const { hostnames, rules = [{}], useHeaderRoutes = true } = options;
    checkRules(GatewayRouteKind.HTTP, rules);
    return made(GatewayRouteKind.HTTP, options, useHeaderRoutes, hostnames, rules.map(httpRule));
  }

  /**
   * Creates a GRPCRoute.
   *
   * @example
   * GatewayRoute.grpc({
   *   parents: [RouteParent.gateway('public', { namespace: 'edge' })],
   *   hostnames: ['grpc.example'],
   *   rules: [{ matches: [{ service: 'shop.v1.Orders' }] }],
   * });
   */
  public static grpc(options: GrpcGatewayRouteOptions): GatewayRoute {
    const { hostnames, rules = [{}], useHeaderRoutes = true } = options;
    checkRules(GatewayRouteKind.GRPC, rules);
    return made(GatewayRouteKind.GRPC, options, useHeaderRoutes, hostnames, rules.map(grpcRule));
  }

  /**
   * Creates a TCPRoute, with the old API version that the plugin supports.
   */
  public static tcp(options: GatewayRouteOptions): GatewayRoute {
    return made(GatewayRouteKind.TCP, options, false);
  }

  /**
   * Creates a TLSRoute, with the old API version that the plugin supports. Needs version 0.8 of the plugin.
   */
  public static tls(options: TlsGatewayRouteOptions): GatewayRoute {
    return made(GatewayRouteKind.TLS, options, false, options.hostnames);
  }

  /**
   * An existing route. Each rule that leads to the stable Service must also lead to the canary Service.
   *
   * @param kind its kind
   * @param route the name of the route, or any construct that contains it
   * @example
   * GatewayRoute.existing(GatewayRouteKind.HTTP, ObjectReference.fromName('api'));
   */
  public static existing(kind: GatewayRouteKind, route: ObjectReference, options: ExistingGatewayRouteOptions = {}): GatewayRoute {
    return new GatewayRoute({ kind, existing: route, takesHeaders: GATEWAY_KINDS[kind].takesHeaders && options.useHeaderRoutes !== false });
  }

  /**
   * All existing routes of a kind with certain labels. Header routes of steps are not added to them. Needs version 0.7 of the plugin. Only once for
   * each kind.
   *
   * @param kind their kind
   * @example
   * GatewayRoute.selected(GatewayRouteKind.HTTP, { labels: { app: 'api' } });
   */
  public static selected(kind: GatewayRouteKind, options: SelectedGatewayRoutesOptions): GatewayRoute {
    const { labels, expressions } = options;
    if (Object.keys(labels ?? {}).length === 0 && (expressions ?? []).length === 0) {
      throw new Error(`a selection of ${kind}s needs labels or expressions, got neither: it would be all of the namespace`);
    }
    return new GatewayRoute({ kind, selector: { matchLabels: labels, matchExpressions: expressions } });
  }

  /**
   * @internal
   */
  public static _of(route: Route): GatewayRoute {
    return new GatewayRoute(route);
  }

  private constructor(
    /**
     * @internal
     */
    public readonly _route: Route,
  ) {}
}

function checkRules(kind: GatewayRouteKind, rules: Parameters<typeof checkValues>[0]) {
  if (rules.length === 0) {
    throw new Error(`a route of kind ${kind} needs a rule, got an empty list: leave "rules" out for all requests`);
  }
  checkValues(rules);
}

function made(
  kind: GatewayRouteKind, options: GatewayRouteOptions, takesHeaders: boolean, hostnames?: string[], rules: readonly object[] = [{}],
): GatewayRoute {
  const { parents, metadata, servicePort } = options;
  if (parents.length === 0) {
    throw new Error(`a route of kind ${kind} needs a parent, got an empty list: no request would come`);
  }
  return GatewayRoute._of({
    kind,
    takesHeaders,
    made: {
      metadata,
      spec: (services, namespace) => ({
        parentRefs: parents.map((parent) => parent._toKube(namespace)),
        hostnames,
        rules: rules.map((rule) => ({ ...rule, backendRefs: backendRefs(services, servicePort) })),
      }),
    },
  });
}

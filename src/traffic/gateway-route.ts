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
 * The kinds of routes whose weights the plugin of the Gateway API can move.
 */
export enum GatewayRouteKind {
  /** Of HTTP requests, as `gateway.networking.k8s.io/v1`. */
  HTTP = 'HTTPRoute',

  /** Of gRPC calls, as `gateway.networking.k8s.io/v1`. */
  GRPC = 'GRPCRoute',

  /**
   * Of connections, as `gateway.networking.k8s.io/v1alpha2`, because the plugin reads no other version. The standard channel of the Gateway API does not
   * serve that.
   */
  TCP = 'TCPRoute',

  /**
   * Of TLS connections by the name that the client asks for, as `gateway.networking.k8s.io/v1alpha2`, because the plugin reads no other version. The standard
   * channel of the Gateway API does not serve that.
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
 * A route of the Gateway API whose weights the plugin moves. It is made by the `GatewayApiTrafficRouting` that it is given to, or exists already.
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
   * An HTTPRoute that is made.
   */
  public static http(options: HttpGatewayRouteOptions): GatewayRoute {
    const { hostnames, rules = [{}], useHeaderRoutes = true } = options;
    checkRules(GatewayRouteKind.HTTP, rules);
    return made(GatewayRouteKind.HTTP, options, useHeaderRoutes, hostnames, rules.map(httpRule));
  }

  /**
   * A GRPCRoute that is made.
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
   * A TCPRoute that is made, in the old version of its API that the plugin reads.
   */
  public static tcp(options: GatewayRouteOptions): GatewayRoute {
    return made(GatewayRouteKind.TCP, options, false);
  }

  /**
   * A TLSRoute that is made, in the old version of its API that the plugin reads. Since plugin 0.8.
   */
  public static tls(options: TlsGatewayRouteOptions): GatewayRoute {
    return made(GatewayRouteKind.TLS, options, false, options.hostnames);
  }

  /**
   * A route that exists. Each of its rules that leads to the stable Service leads to the canary Service too.
   *
   * @param kind its kind
   * @param route its name, or any construct that holds it
   * @example
   * GatewayRoute.existing(GatewayRouteKind.HTTP, ObjectReference.fromName('api'));
   */
  public static existing(kind: GatewayRouteKind, route: ObjectReference, options: ExistingGatewayRouteOptions = {}): GatewayRoute {
    return new GatewayRoute({ kind, existing: route, takesHeaders: GATEWAY_KINDS[kind].takesHeaders && options.useHeaderRoutes !== false });
  }

  /**
   * All routes of a kind that have some labels. Steps add no routes by header to them. Since plugin 0.7; once for each kind.
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

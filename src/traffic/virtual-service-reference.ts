import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { checked } from '../api/checked';
import { IstioVirtualService } from '../manifest/types';
import { heldObject } from '../synth/held-object';
import { Referred } from '../synth/same-namespace';

/**
 * Selects a TLS passthrough route of a VirtualService by its match.
 */
export interface TlsRoute {
  /**
   * The port in the match of the route.
   *
   * @default - any
   */
  readonly port?: number;

  /**
   * All server names in the match of the route.
   *
   * @default - for a route that is created, the hosts of the VirtualService; for an existing route, any
   */
  readonly sniHosts?: string[];
}

/**
 * Selects a TCP route of a VirtualService by its match.
 */
export interface TcpRoute {
  /**
   * The port in the match of the route.
   *
   * @default - any
   */
  readonly port?: number;
}

/**
 * The routes of a VirtualService that lead to the two versions.
 */
export interface VirtualServiceRoutes {
  /**
   * The names of the HTTP routes.
   *
   * @default - the only HTTP route
   */
  readonly routes?: string[];

  /**
   * The TLS routes.
   *
   * @default - the only TLS route
   */
  readonly tlsRoutes?: TlsRoute[];

  /**
   * The TCP routes.
   *
   * @default - the only TCP route
   */
  readonly tcpRoutes?: TcpRoute[];
}

/**
 * Options of `VirtualServiceReference.fromName`: what is known about a VirtualService outside of the app.
 */
export interface VirtualServiceFromNameOptions extends VirtualServiceRoutes {
  /**
   * The namespace of the VirtualService.
   *
   * @default - the namespace of the rollout
   */
  readonly namespace?: string;
}

/** A VirtualService as it is found: an object of this app, or what it is called. */
type Found = ApiObject | { readonly name: string; readonly namespace?: string };

/**
 * An existing Istio VirtualService. Each of its routes for the rollout must have the stable and the canary Service as destinations, or the two
 * subsets of one Service.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/istio/
 * @example
 * new IstioTrafficRouting(chart, 'Traffic', {
 *   rollout: api,
 *   virtualServices: [VirtualServiceReference.fromName('shop', { namespace: 'mesh', routes: ['api'] })],
 * });
 */
@checked
export class VirtualServiceReference {
  /**
   * A VirtualService of this app. This can be any construct that is or contains one, made with any library. It can be in another namespace than the
   * rollout.
   *
   * @param construct the construct
   * @param routes the routes that lead to the two versions
   */
  public static of(construct: IConstruct, routes: VirtualServiceRoutes = {}): VirtualServiceReference {
    return new VirtualServiceReference(() => heldObject(construct, ['VirtualService']), () => routes);
  }

  /**
   * A VirtualService that is not in this app.
   *
   * @param name the name of the VirtualService
   */
  public static fromName(name: string, options: VirtualServiceFromNameOptions = {}): VirtualServiceReference {
    const { namespace, ...routes } = options;
    return new VirtualServiceReference(() => ({ name, namespace }), () => routes);
  }

  /**
   * A VirtualService made by this library.
   *
   * @internal
   */
  public static _of(object: ApiObject, routes: () => VirtualServiceRoutes): VirtualServiceReference {
    return new VirtualServiceReference(() => object, routes);
  }

  private constructor(private readonly find: () => Found, private readonly routesOf: () => VirtualServiceRoutes) {}

  /**
   * The VirtualService, where it is of this app and called by its name alone.
   *
   * @internal
   */
  public _referredFrom(namespace?: string): Referred | undefined {
    const found = this.find();
    return ApiObject.isApiObject(found) && this.foreignNamespace(found, namespace) === undefined ? found : undefined;
  }

  /**
   * As a rollout of a namespace names it. With another namespace that is part of the name.
   *
   * @internal
   */
  public _toKube(namespace?: string): IstioVirtualService {
    const found = this.find();
    const foreign = this.foreignNamespace(found, namespace);
    const { routes, tlsRoutes, tcpRoutes } = this.routesOf();
    return { name: foreign === undefined ? found.name : `${found.name}.${foreign}`, routes, tlsRoutes, tcpRoutes };
  }

  private foreignNamespace(found: Found, namespace?: string): string | undefined {
    const own = ApiObject.isApiObject(found) ? found.metadata.namespace : found.namespace;
    return own === namespace ? undefined : own;
  }
}

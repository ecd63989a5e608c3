import { checked } from '../api/checked';
import { ServiceReference } from '../rollout/service-reference';

/**
 * Options of `RouteParent.gateway`.
 */
export interface GatewayParentOptions {
  /**
   * The namespace of the Gateway. The Gateway must allow routes from the rollout's namespace.
   *
   * @default - the namespace of the route
   */
  readonly namespace?: string;

  /**
   * The name of the listener.
   *
   * @default - all listeners that match
   */
  readonly sectionName?: string;

  /**
   * The port of the listeners.
   *
   * @default - any
   */
  readonly port?: number;
}

/**
 * Options of `RouteParent.service`.
 */
export interface ServiceParentOptions {
  /**
   * The port of the Service.
   *
   * @default - all its ports
   */
  readonly port?: number;

  /**
   * The API group of the Service in the route. In the Gateway API it is empty; the documentation of Linkerd writes `core`.
   *
   * @default ''
   */
  readonly group?: string;
}

/**
 * Options of `RouteParent.of`.
 */
export interface OtherParentOptions extends GatewayParentOptions {
  /**
   * The API group of the object.
   *
   * @default 'gateway.networking.k8s.io'
   */
  readonly group?: string;

  /**
   * The kind of the object, such as `ListenerSet`.
   */
  readonly kind: string;

  /**
   * The name of the object.
   */
  readonly name: string;
}

/**
 * The source of the requests for a Gateway API route: a Gateway, or a Service in a mesh.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#parentreference
 * @example
 * GatewayRoute.http({
 *   parents: [RouteParent.gateway('public', { namespace: 'edge', sectionName: 'https' })],
 *   hostnames: ['api.example'],
 * });
 */
@checked
export class RouteParent {
  /**
   * A Gateway.
   *
   * @param name the name of the Gateway
   */
  public static gateway(name: string, options: GatewayParentOptions = {}): RouteParent {
    return RouteParent.of({ kind: 'Gateway', name, ...options });
  }

  /**
   * A Service of a mesh. Requests of clients to this Service use the route. If the Service is in the namespace of the route, this applies to all
   * clients.
   *
   * Use the Service that clients send requests to, not the stable or the canary Service.
   *
   * @example
   * RouteParent.service(ServiceReference.fromName('api', { ports: [80] }), { port: 80 });
   */
  public static service(service: ServiceReference, options: ServiceParentOptions = {}): RouteParent {
    const { group = '', port } = options;
    return new RouteParent((namespace) => ({
      group,
      kind: 'Service',
      name: service.name,
      namespace: service.namespace === namespace ? undefined : service.namespace,
      port,
    }));
  }

  /**
   * Any other object that the implementation supports as a parent.
   */
  public static of(options: OtherParentOptions): RouteParent {
    const { group = 'gateway.networking.k8s.io', kind, name, namespace, sectionName, port } = options;
    return new RouteParent(() => ({ group, kind, name, namespace, sectionName, port }));
  }

  /**
   * In a route of a namespace.
   *
   * @internal
   */
  public readonly _toKube: (namespace: string | undefined) => object;

  private constructor(toKube: (namespace: string | undefined) => object) {
    this._toKube = toKube;
  }
}

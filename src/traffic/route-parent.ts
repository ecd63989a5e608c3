import { checked } from '../api/checked';
import { ServiceReference } from '../rollout/service-reference';

/**
 * Options of a Gateway as a parent.
 */
export interface GatewayParentOptions {
  /**
   * The namespace of the Gateway, which has to allow routes of the rollout's namespace.
   *
   * @default - the namespace of the route
   */
  readonly namespace?: string;

  /**
   * The name of the listener.
   *
   * @default - all listeners that fit
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
 * Options of a Service as a parent.
 */
export interface ServiceParentOptions {
  /**
   * The port of the Service.
   *
   * @default - all its ports
   */
  readonly port?: number;

  /**
   * How the API group of Services is written. The Gateway API leaves it empty; Linkerd's documentation writes `core`.
   *
   * @default ''
   */
  readonly group?: string;
}

/**
 * Any other object as a parent.
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
 * Where the requests of a route of the Gateway API come from.
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
   * A Service of a mesh: what its clients ask for goes the way of the route. Where it is in the namespace of the route, that holds for all clients.
   *
   * It is the Service that clients ask for, and neither the stable nor the canary one.
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
   * Any other object that an implementation takes for a parent.
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

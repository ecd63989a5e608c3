import { ObjectReference } from './object-reference';

/**
 * Options of `TrafficPlugin.contour`.
 */
export interface ContourPluginOptions {
  /**
   * The HTTPProxies, in the rollout's namespace. In each the routes that lead to the canary Service lead to the stable one too, and the weights of such a route make 100.
   * An empty list is refused.
   */
  readonly httpProxies: ObjectReference[];
}

/**
 * Options of `TrafficPlugin.consul`.
 */
export interface ConsulPluginOptions {
  /**
   * The service in Consul. Its ServiceResolver and its ServiceSplitter have that name, and are in the rollout's namespace.
   */
  readonly serviceName: string;

  /**
   * The subset of the ServiceResolver with the stable version.
   */
  readonly stableSubsetName: string;

  /**
   * The subset of the ServiceResolver with the new version.
   */
  readonly canarySubsetName: string;

  /**
   * What the pod template says of its version: the end of the name of an annotation that begins with `consul.hashicorp.com/service-meta-`.
   *
   * @default 'version'
   */
  readonly serviceMetaAnnotationSuffix?: string;
}

/**
 * Objects of Gloo: one by its name, or several by their labels. Where both are missing it is refused.
 */
export interface GlooObjectSelector {
  /**
   * The name of the object. The labels are not looked at then.
   *
   * @default - by labels
   */
  readonly name?: string;

  /**
   * Labels that the objects have.
   *
   * @default - by name
   */
  readonly labels?: Record<string, string>;

  /**
   * The namespace of the objects.
   *
   * @default - the rollout's namespace
   */
  readonly namespace?: string;
}

/**
 * Routes in a RouteTable of Gloo Platform.
 */
export interface GlooRouteSelector {
  /**
   * The name of the route.
   *
   * @default - any
   */
  readonly name?: string;

  /**
   * Labels that the routes have.
   *
   * @default - any
   */
  readonly labels?: Record<string, string>;
}

/**
 * Options of `TrafficPlugin.glooEdge`. Exactly one of `routeTable` and `virtualService` is needed.
 */
export interface GlooEdgePluginOptions {
  /**
   * The RouteTables whose routes lead to the stable Service's Upstream.
   *
   * @default - `virtualService`
   */
  readonly routeTable?: GlooObjectSelector;

  /**
   * The VirtualService whose routes lead to the stable Service's Upstream. It needs a name.
   *
   * @default - `routeTable`
   */
  readonly virtualService?: GlooObjectSelector;

  /**
   * The names of the routes. An object with several routes needs them: without them no step completes.
   *
   * @default - the one route that there is
   */
  readonly routes?: string[];
}

/**
 * Options of `TrafficPlugin.glooPlatform`.
 */
export interface GlooPlatformPluginOptions {
  /**
   * The RouteTables.
   */
  readonly routeTableSelector: GlooObjectSelector;

  /**
   * The routes in them, of those that lead to the stable Service.
   *
   * @default - all
   */
  readonly routeSelector?: GlooRouteSelector;
}

/**
 * Options of `TrafficPlugin.openShift`.
 */
export interface OpenShiftPluginOptions {
  /**
   * The Routes, in the rollout's namespace. Each leads to the stable Service with a weight of 100. An empty list is refused.
   */
  readonly routes: ObjectReference[];
}

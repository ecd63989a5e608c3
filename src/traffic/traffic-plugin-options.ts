import { ObjectReference } from './object-reference';

/**
 * Options of `TrafficPlugin.contour`.
 */
export interface ContourPluginOptions {
  /**
   * The HTTPProxies, in the rollout's namespace. Each route that leads to the canary Service must also lead to the stable Service, and the sum of the
   * weights must be 100. At least one.
   */
  readonly httpProxies: ObjectReference[];
}

/**
 * Options of `TrafficPlugin.consul`.
 */
export interface ConsulPluginOptions {
  /**
   * The name of the service in Consul. Its ServiceResolver and ServiceSplitter must have this name, and be in the rollout's namespace.
   */
  readonly serviceName: string;

  /**
   * The subset of the ServiceResolver for the stable version.
   */
  readonly stableSubsetName: string;

  /**
   * The subset of the ServiceResolver for the new version.
   */
  readonly canarySubsetName: string;

  /**
   * The last part of the name of the pod template's annotation that contains the version. The full name is `consul.hashicorp.com/service-meta-` and
   * this text.
   *
   * @default 'version'
   */
  readonly serviceMetaAnnotationSuffix?: string;
}

/**
 * Selects objects of Gloo: one by its name, or several by their labels. Name or labels are required.
 */
export interface GlooObjectSelector {
  /**
   * The name of the object. If it is set, the labels are ignored.
   *
   * @default - select by labels
   */
  readonly name?: string;

  /**
   * Labels that the objects must have.
   *
   * @default - select by name
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
 * Selects routes in a RouteTable of Gloo Platform.
 */
export interface GlooRouteSelector {
  /**
   * The name of the route.
   *
   * @default - any
   */
  readonly name?: string;

  /**
   * Labels that the routes must have.
   *
   * @default - any
   */
  readonly labels?: Record<string, string>;
}

/**
 * Options of `TrafficPlugin.glooEdge`. Set exactly one of `routeTable` and `virtualService`.
 */
export interface GlooEdgePluginOptions {
  /**
   * The RouteTables whose routes lead to the Upstream of the stable Service.
   *
   * @default - `virtualService`
   */
  readonly routeTable?: GlooObjectSelector;

  /**
   * The VirtualService whose routes lead to the Upstream of the stable Service. Its name is required.
   *
   * @default - `routeTable`
   */
  readonly virtualService?: GlooObjectSelector;

  /**
   * The names of the routes. Required if an object has several routes: without names no step completes.
   *
   * @default - the only route
   */
  readonly routes?: string[];
}

/**
 * Options of `TrafficPlugin.glooPlatform`.
 */
export interface GlooPlatformPluginOptions {
  /**
   * Selects the RouteTables.
   */
  readonly routeTableSelector: GlooObjectSelector;

  /**
   * Selects routes in the RouteTables, among those that lead to the stable Service.
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
   * The Routes, in the rollout's namespace. Each must lead to the stable Service with a weight of 100. At least one.
   */
  readonly routes: ObjectReference[];
}

import { ApiObjectMetadata, Duration } from 'cdk8s';
import { HeaderMatch } from '../rollout/canary-step';
import { StringMatch } from '../rollout/string-match';
import { RouteFilter } from './route-filter';
import { RouteParent } from './route-parent';

/**
 * What all routes of the Gateway API have that are made here.
 */
export interface GatewayRouteOptions {
  /**
   * Where the requests come from. An empty list is refused.
   */
  readonly parents: RouteParent[];

  /**
   * Name, labels and annotations of the route. A second route of a kind needs a name.
   *
   * @default - named like the rollout
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * The port of the Services that requests are sent to.
   *
   * @default - the first port of the stable Service
   */
  readonly servicePort?: number;
}

/**
 * Options of `GatewayRoute.tls`.
 */
export interface TlsGatewayRouteOptions extends GatewayRouteOptions {
  /**
   * The host names that clients ask for when they open a connection (SNI).
   *
   * @default - those of the listener
   */
  readonly hostnames?: string[];
}

/**
 * Requests that a rule is for. All conditions that are given must hold.
 */
export interface HttpRouteMatch {
  /**
   * The path. A prefix is one of whole parts: `/api` is also `/api/v1`, and not `/apis`.
   *
   * @default - `/` and all below
   */
  readonly path?: StringMatch;

  /**
   * The HTTP method.
   *
   * @default - any
   */
  readonly method?: string;

  /**
   * Headers: whole values or regular expressions. A prefix is refused, because the Gateway API knows none.
   *
   * @default - any
   */
  readonly headers?: HeaderMatch[];

  /**
   * Parameters of the query, like headers.
   *
   * @default - any
   */
  readonly queryParams?: HeaderMatch[];
}

/**
 * A rule of an HTTPRoute. It leads to both versions, by weight.
 */
export interface HttpGatewayRule {
  /**
   * The name of the rule. It must be none of the routes that steps add. Since Gateway API 1.2, and in the standard channel since 1.4.
   *
   * @default - none
   */
  readonly name?: string;

  /**
   * The requests: those that meet any of the matches.
   *
   * @default - all
   */
  readonly matches?: HttpRouteMatch[];

  /**
   * What is done with them.
   *
   * @default - nothing
   */
  readonly filters?: RouteFilter[];

  /**
   * How long an answer may take, with all attempts.
   *
   * @default - up to the implementation
   */
  readonly timeout?: Duration;

  /**
   * How long one attempt may take.
   *
   * @default - as long as `timeout`
   */
  readonly backendTimeout?: Duration;
}

/**
 * Options of `GatewayRoute.http`.
 */
export interface HttpGatewayRouteOptions extends GatewayRouteOptions {
  /**
   * The hosts.
   *
   * @default - those of the listener
   */
  readonly hostnames?: string[];

  /**
   * The rules. Each leads to both versions, and the plugin sets the weight in each.
   *
   * @default - one, for all requests
   */
  readonly rules?: HttpGatewayRule[];

  /**
   * Whether steps add their routes by header to this one.
   *
   * @default true
   */
  readonly useHeaderRoutes?: boolean;
}

/**
 * Calls that a rule is for. All conditions that are given must hold.
 */
export interface GrpcRouteMatch {
  /**
   * The service, with its package.
   *
   * @default - any
   */
  readonly service?: string;

  /**
   * The method.
   *
   * @default - any
   */
  readonly method?: string;

  /**
   * Whether the two are regular expressions.
   *
   * @default false
   */
  readonly regularExpressions?: boolean;

  /**
   * Headers: whole values or regular expressions. A prefix is refused, because the Gateway API knows none.
   *
   * @default - any
   */
  readonly headers?: HeaderMatch[];
}

/**
 * A rule of a GRPCRoute. It leads to both versions, by weight.
 */
export interface GrpcGatewayRule {
  /**
   * The name of the rule. It must be none of the routes that steps add. Since Gateway API 1.2, and in the standard channel since 1.4.
   *
   * @default - none
   */
  readonly name?: string;

  /**
   * The calls: those that meet any of the matches.
   *
   * @default - all
   */
  readonly matches?: GrpcRouteMatch[];

  /**
   * What is done with them.
   *
   * @default - nothing
   */
  readonly filters?: RouteFilter[];
}

/**
 * Options of `GatewayRoute.grpc`.
 */
export interface GrpcGatewayRouteOptions extends GatewayRouteOptions {
  /**
   * The hosts.
   *
   * @default - those of the listener
   */
  readonly hostnames?: string[];

  /**
   * The rules. Each leads to both versions, and the plugin sets the weight in each.
   *
   * @default - one, for all calls
   */
  readonly rules?: GrpcGatewayRule[];

  /**
   * Whether steps add their routes by header to this one.
   *
   * @default true
   */
  readonly useHeaderRoutes?: boolean;
}

/**
 * Options of `GatewayRoute.existing`.
 */
export interface ExistingGatewayRouteOptions {
  /**
   * Whether steps add their routes by header to this one. Those of TCPRoutes and TLSRoutes have none.
   *
   * @default true
   */
  readonly useHeaderRoutes?: boolean;
}

/**
 * A condition on a label.
 */
export interface RouteLabelExpression {
  /**
   * The label.
   */
  readonly key: string;

  /**
   * `In`, `NotIn`, `Exists` or `DoesNotExist`.
   */
  readonly operator: string;

  /**
   * The values, for `In` and `NotIn`.
   *
   * @default - none
   */
  readonly values?: string[];
}

/**
 * Options of `GatewayRoute.selected`. All conditions must hold; none at all is refused, because it would select every route of the namespace.
 */
export interface SelectedGatewayRoutesOptions {
  /**
   * Labels that the routes have.
   *
   * @default - any
   */
  readonly labels?: Record<string, string>;

  /**
   * Further conditions on labels.
   *
   * @default - none
   */
  readonly expressions?: RouteLabelExpression[];
}

import { ApiObjectMetadata, Duration } from 'cdk8s';
import { HeaderMatch } from '../rollout/canary-step';
import { StringMatch } from '../rollout/string-match';
import { RouteFilter } from './route-filter';
import { RouteParent } from './route-parent';

/**
 * Options of all Gateway API routes that are created here.
 */
export interface GatewayRouteOptions {
  /**
   * The sources of the requests. At least one.
   */
  readonly parents: RouteParent[];

  /**
   * Name, labels and annotations of the route. A second route of the same kind needs a name.
   *
   * @default - named like the rollout
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * The port of the Services that receives the requests.
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
   * The host names that clients send when they open a connection (SNI).
   *
   * @default - the host names of the listener
   */
  readonly hostnames?: string[];
}

/**
 * A selection of requests for a rule. A request must meet all conditions that are given.
 */
export interface HttpRouteMatch {
  /**
   * The path. A prefix matches whole path elements: `/api` matches `/api/v1`, but not `/apis`.
   *
   * @default - `/` and all paths below it
   */
  readonly path?: StringMatch;

  /**
   * The HTTP method.
   *
   * @default - any
   */
  readonly method?: string;

  /**
   * Headers, with exact values or regular expressions. A prefix is refused, because the Gateway API does not support it.
   *
   * @default - any
   */
  readonly headers?: HeaderMatch[];

  /**
   * Query parameters, with exact values or regular expressions.
   *
   * @default - any
   */
  readonly queryParams?: HeaderMatch[];
}

/**
 * A rule of an HTTPRoute. It leads to both versions, and the plugin sets the weights.
 */
export interface HttpGatewayRule {
  /**
   * The name of the rule. It must be different from the routes that steps add. Needs Gateway API 1.2. It is in the standard channel since 1.4.
   *
   * @default - none
   */
  readonly name?: string;

  /**
   * The requests for this rule: those that meet one of these matches.
   *
   * @default - all
   */
  readonly matches?: HttpRouteMatch[];

  /**
   * Changes of the requests and answers.
   *
   * @default - nothing
   */
  readonly filters?: RouteFilter[];

  /**
   * How long an answer may take, including all retries.
   *
   * @default - the implementation decides
   */
  readonly timeout?: Duration;

  /**
   * How long one attempt may take.
   *
   * @default - the same as `timeout`
   */
  readonly backendTimeout?: Duration;
}

/**
 * Options of `GatewayRoute.http`.
 */
export interface HttpGatewayRouteOptions extends GatewayRouteOptions {
  /**
   * The host names.
   *
   * @default - the host names of the listener
   */
  readonly hostnames?: string[];

  /**
   * The rules. Each leads to both versions, and the plugin sets the weights in each.
   *
   * @default - one rule for all requests
   */
  readonly rules?: HttpGatewayRule[];

  /**
   * Whether header routes of steps are added to this route.
   *
   * @default true
   */
  readonly useHeaderRoutes?: boolean;
}

/**
 * A selection of calls for a rule. A call must meet all conditions that are given.
 */
export interface GrpcRouteMatch {
  /**
   * The gRPC service, including its package.
   *
   * @default - any
   */
  readonly service?: string;

  /**
   * The gRPC method.
   *
   * @default - any
   */
  readonly method?: string;

  /**
   * Whether `service` and `method` are regular expressions.
   *
   * @default false
   */
  readonly regularExpressions?: boolean;

  /**
   * Headers, with exact values or regular expressions. A prefix is refused, because the Gateway API does not support it.
   *
   * @default - any
   */
  readonly headers?: HeaderMatch[];
}

/**
 * A rule of a GRPCRoute. It leads to both versions, and the plugin sets the weights.
 */
export interface GrpcGatewayRule {
  /**
   * The name of the rule. It must be different from the routes that steps add. Needs Gateway API 1.2. It is in the standard channel since 1.4.
   *
   * @default - none
   */
  readonly name?: string;

  /**
   * The calls for this rule: those that meet one of these matches.
   *
   * @default - all
   */
  readonly matches?: GrpcRouteMatch[];

  /**
   * Changes of the calls and answers.
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
   * The host names.
   *
   * @default - the host names of the listener
   */
  readonly hostnames?: string[];

  /**
   * The rules. Each leads to both versions, and the plugin sets the weights in each.
   *
   * @default - one rule for all calls
   */
  readonly rules?: GrpcGatewayRule[];

  /**
   * Whether header routes of steps are added to this route.
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
   * Whether header routes of steps are added to this route. TCPRoutes and TLSRoutes do not support header routes.
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
   * The key of the label.
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
 * Options of `GatewayRoute.selected`. A route must meet all conditions. At least one condition is required, because otherwise every route of the
 * namespace would be selected.
 */
export interface SelectedGatewayRoutesOptions {
  /**
   * Labels that the routes must have.
   *
   * @default - any
   */
  readonly labels?: Record<string, string>;

  /**
   * Other conditions on labels.
   *
   * @default - none
   */
  readonly expressions?: RouteLabelExpression[];
}

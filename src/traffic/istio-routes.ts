import { Duration } from 'cdk8s';
import { StringMatch } from '../rollout/string-match';
import { goDuration } from '../synth/go-duration';
import { TcpRoute, TlsRoute } from './virtual-service-reference';

/**
 * A selection of requests for a route. A request must meet all conditions that are given.
 */
export interface IstioHttpMatch {
  /**
   * The path.
   *
   * @default - any
   */
  readonly uri?: StringMatch;

  /**
   * The HTTP method.
   *
   * @default - any
   */
  readonly method?: StringMatch;

  /**
   * Headers. Write their names in lower case.
   *
   * @default - any
   */
  readonly headers?: Record<string, StringMatch>;

  /**
   * The port that the request was sent to.
   *
   * @default - any
   */
  readonly port?: number;

  /**
   * Other fields, with Istio's names: `queryParams`, `authority`, `sourceLabels`.
   *
   * @default - none
   */
  readonly additionalFields?: Record<string, any>;
}

/**
 * How many times a failed request is sent again.
 */
export interface IstioRetries {
  /**
   * The number of retries.
   */
  readonly attempts: number;

  /**
   * How long each attempt may take.
   *
   * @default - as long as the whole request
   */
  readonly perTryTimeout?: Duration;

  /**
   * The kinds of failures that are retried, such as `connect-failure` and `5xx`.
   *
   * @default - the default of Istio
   */
  readonly retryOn?: string[];
}

/**
 * An HTTP route to both versions.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute
 * @example
 * new IstioTrafficRouting(chart, 'Traffic', {
 *   rollout: api,
 *   hosts: ['shop.example'],
 *   http: [
 *     { name: 'api', match: [{ uri: StringMatch.prefix('/api/') }], rewriteUri: '/', timeout: Duration.seconds(5) },
 *     { name: 'primary' },
 *   ],
 * });
 */
export interface IstioHttpRoute {
  /**
   * The name of the route. It must be unique in the VirtualService.
   *
   * @default 'primary'
   */
  readonly name?: string;

  /**
   * The requests for this route: those that meet one of these matches. Istio uses the first route that matches.
   *
   * @default - all requests
   */
  readonly match?: IstioHttpMatch[];

  /**
   * How long a request may take, including all retries.
   *
   * @default - no limit
   */
  readonly timeout?: Duration;

  /**
   * How many times a failed request is sent again.
   *
   * @default - the configuration of the mesh
   */
  readonly retries?: IstioRetries;

  /**
   * The text that replaces the matched part of the path.
   *
   * @default - the path does not change
   */
  readonly rewriteUri?: string;

  /**
   * The port of the Services that receives the requests.
   *
   * @default - `servicePort` of the traffic routing
   */
  readonly servicePort?: number;

  /**
   * Other fields, with Istio's names: `corsPolicy`, `headers`, `fault`.
   *
   * @default - none
   */
  readonly additionalFields?: Record<string, any>;
}

/**
 * A route for TLS passthrough to both versions. The weight is a share of the connections.
 */
export interface IstioTlsRoute extends TlsRoute {
  /**
   * The port of the Services that receives the connections.
   *
   * @default - `servicePort` of the traffic routing
   */
  readonly servicePort?: number;
}

/**
 * A TCP route to both versions. The weight is a share of the connections.
 */
export interface IstioTcpRoute extends TcpRoute {
  /**
   * The port of the Services that receives the connections.
   *
   * @default - `servicePort` of the traffic routing
   */
  readonly servicePort?: number;
}

/** Makes the destinations of a route, with the weights to begin with. */
export type Destinations = (servicePort?: number) => Record<string, any>[];

export const DEFAULT_ROUTE = 'primary';

export function httpRoute(options: IstioHttpRoute, route: Destinations) {
  const { name = DEFAULT_ROUTE, match, timeout, retries, rewriteUri, servicePort, additionalFields } = options;
  return {
    name,
    match: match?.map(httpMatch),
    rewrite: rewriteUri === undefined ? undefined : { uri: rewriteUri },
    timeout: timeout && goDuration(timeout),
    retries: retries && {
      attempts: retries.attempts,
      perTryTimeout: retries.perTryTimeout && goDuration(retries.perTryTimeout),
      retryOn: retries.retryOn?.join(','),
    },
    ...additionalFields,
    route: route(servicePort),
  };
}

/** Istio refuses a route without hosts. */
export function tlsRoute({ port, sniHosts, servicePort }: IstioTlsRoute, hosts: readonly string[], route: Destinations) {
  return { match: [{ port, sniHosts: sniHosts ?? hosts }], route: route(servicePort) };
}

export function tcpRoute({ port, servicePort }: IstioTcpRoute, route: Destinations) {
  return { match: port === undefined ? undefined : [{ port }], route: route(servicePort) };
}

function httpMatch({ uri, method, headers, port, additionalFields }: IstioHttpMatch) {
  return {
    uri: uri?._toKube(),
    method: method?._toKube(),
    headers: headers && Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value._toKube()])),
    port,
    ...additionalFields,
  };
}

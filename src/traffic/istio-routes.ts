import { Duration } from 'cdk8s';
import { StringMatch } from '../rollout/string-match';
import { goDuration } from '../synth/go-duration';
import { TcpRoute, TlsRoute } from './virtual-service-reference';

/**
 * What a request has to be like to take a route, in every respect that is given.
 */
export interface IstioHttpMatch {
  /**
   * The path.
   *
   * @default - any
   */
  readonly uri?: StringMatch;

  /**
   * The method.
   *
   * @default - any
   */
  readonly method?: StringMatch;

  /**
   * Headers, by their names in small letters.
   *
   * @default - any
   */
  readonly headers?: Record<string, StringMatch>;

  /**
   * The port that it was sent to.
   *
   * @default - any
   */
  readonly port?: number;

  /**
   * Further fields, as Istio names them: `queryParams`, `authority`, `sourceLabels`.
   *
   * @default - none
   */
  readonly additionalFields?: Record<string, any>;
}

/**
 * How often a request that failed is sent again.
 */
export interface IstioRetries {
  /**
   * How often.
   */
  readonly attempts: number;

  /**
   * How long each attempt may take.
   *
   * @default - as long as the whole request
   */
  readonly perTryTimeout?: Duration;

  /**
   * After which failures, such as `connect-failure` and `5xx`.
   *
   * @default - those that Istio takes
   */
  readonly retryOn?: string[];
}

/**
 * A route for HTTP, whose requests are shared out between the two versions.
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
   * Its name. Each route of a VirtualService has another.
   *
   * @default 'primary'
   */
  readonly name?: string;

  /**
   * The requests that take it: those that match one of these. The first route that fits is taken.
   *
   * @default - all
   */
  readonly match?: IstioHttpMatch[];

  /**
   * How long a request may take, with all that is sent again.
   *
   * @default - no limit
   */
  readonly timeout?: Duration;

  /**
   * How often a request that failed is sent again.
   *
   * @default - as the mesh is configured
   */
  readonly retries?: IstioRetries;

  /**
   * What the matched part of the path becomes.
   *
   * @default - it stays
   */
  readonly rewriteUri?: string;

  /**
   * The port of the Services that requests are sent to.
   *
   * @default - that of the traffic routing
   */
  readonly servicePort?: number;

  /**
   * Further fields, as Istio names them: `corsPolicy`, `headers`, `fault`.
   *
   * @default - none
   */
  readonly additionalFields?: Record<string, any>;
}

/**
 * A route for TLS that is passed through, shared out between the two versions by connection.
 */
export interface IstioTlsRoute extends TlsRoute {
  /**
   * The port of the Services that connections are sent to.
   *
   * @default - that of the traffic routing
   */
  readonly servicePort?: number;
}

/**
 * A route for TCP, shared out between the two versions by connection.
 */
export interface IstioTcpRoute extends TcpRoute {
  /**
   * The port of the Services that connections are sent to.
   *
   * @default - that of the traffic routing
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

import { checked } from '../api/checked';
/**
 * What becomes of the headers of a request or of an answer.
 */
export interface HeaderChange {
  /**
   * Headers that get this value, whatever they had.
   *
   * @default - none
   */
  readonly set?: Record<string, string>;

  /**
   * Headers that get this value beside what they have.
   *
   * @default - none
   */
  readonly add?: Record<string, string>;

  /**
   * The names of headers that are taken away.
   *
   * @default - none
   */
  readonly remove?: string[];
}

/**
 * What a request asks for when it reaches the pods. Of the two paths one can be given.
 */
export interface UrlRewrite {
  /**
   * The host.
   *
   * @default - as it was
   */
  readonly hostname?: string;

  /**
   * What takes the place of the prefix by which the request was matched. The rule has one match then, and that by a prefix.
   *
   * @default - the path is as it was
   */
  readonly prefix?: string;

  /**
   * The whole path.
   *
   * @default - the path is as it was
   */
  readonly path?: string;
}

/**
 * What a route of the Gateway API does with requests and answers of both versions. The plugin copies it to the routes by header.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httproutefilter
 * @example
 * GatewayRoute.http({
 *   parents: [RouteParent.gateway('public', { namespace: 'edge' })],
 *   rules: [{ filters: [RouteFilter.requestHeaders({ set: { 'x-forwarded-prefix': '/api' }, remove: ['x-canary'] })] }],
 * });
 */
@checked
export class RouteFilter {
  /**
   * Changes headers of requests.
   */
  public static requestHeaders(change: HeaderChange): RouteFilter {
    return RouteFilter.custom({ type: 'RequestHeaderModifier', requestHeaderModifier: changeOf(change) });
  }

  /**
   * Changes headers of answers.
   */
  public static responseHeaders(change: HeaderChange): RouteFilter {
    return RouteFilter.custom({ type: 'ResponseHeaderModifier', responseHeaderModifier: changeOf(change) });
  }

  /**
   * Changes host and path of requests. Not in a GRPCRoute.
   *
   * @example
   * RouteFilter.urlRewrite({ prefix: '/' });
   */
  public static urlRewrite(rewrite: UrlRewrite): RouteFilter {
    const { hostname, prefix, path } = rewrite;
    if (prefix !== undefined && path !== undefined) {
      throw new Error(`a rewrite changes the prefix or the whole path, got "${prefix}" and "${path}"`);
    }
    return RouteFilter.custom({
      type: 'URLRewrite',
      urlRewrite: {
        hostname,
        path: prefix !== undefined ? { type: 'ReplacePrefixMatch', replacePrefixMatch: prefix }
          : path !== undefined ? { type: 'ReplaceFullPath', replaceFullPath: path } : undefined,
      },
    });
  }

  /**
   * One of the implementation's own, which is an object in the namespace of the route.
   *
   * @param group the API group of the object
   * @param kind the kind of the object
   * @param name the name of the object
   */
  public static extension(group: string, kind: string, name: string): RouteFilter {
    return RouteFilter.custom({ type: 'ExtensionRef', extensionRef: { group, kind, name } });
  }

  /**
   * Any filter, as in the YAML.
   *
   * @example
   * RouteFilter.custom({ 'type': 'RequestRedirect', 'requestRedirect': { 'scheme': 'https', 'statusCode': 301 } });
   */
  public static custom(filter: Record<string, any>): RouteFilter {
    return new RouteFilter(filter);
  }

  private constructor(
    /**
     * @internal
     */
    public readonly _filter: Record<string, any>,
  ) {}
}

function changeOf({ set, add, remove }: HeaderChange) {
  return { set: listOf(set), add: listOf(add), remove };
}

function listOf(headers: Record<string, string> | undefined) {
  return headers && Object.entries(headers).map(([name, value]) => ({ name, value }));
}

import { checked } from '../api/checked';
/**
 * Changes of the headers of a request or an answer.
 */
export interface HeaderChange {
  /**
   * Headers that get this value. An existing value is replaced.
   *
   * @default - none
   */
  readonly set?: Record<string, string>;

  /**
   * Headers that get this value in addition to an existing value.
   *
   * @default - none
   */
  readonly add?: Record<string, string>;

  /**
   * The names of headers that are removed.
   *
   * @default - none
   */
  readonly remove?: string[];
}

/**
 * Changes of the host and path of a request. Only one of `prefix` and `path` can be set.
 */
export interface UrlRewrite {
  /**
   * The new host name.
   *
   * @default - the host name does not change
   */
  readonly hostname?: string;

  /**
   * The text that replaces the matched prefix of the path. The rule must have exactly one match, and its path must be a prefix.
   *
   * @default - the path does not change
   */
  readonly prefix?: string;

  /**
   * The new path.
   *
   * @default - the path does not change
   */
  readonly path?: string;
}

/**
 * A filter of a Gateway API route: it changes requests or answers of both versions. The plugin copies it to header routes.
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
   * Changes the headers of requests.
   */
  public static requestHeaders(change: HeaderChange): RouteFilter {
    return RouteFilter.custom({ type: 'RequestHeaderModifier', requestHeaderModifier: changeOf(change) });
  }

  /**
   * Changes the headers of answers.
   */
  public static responseHeaders(change: HeaderChange): RouteFilter {
    return RouteFilter.custom({ type: 'ResponseHeaderModifier', responseHeaderModifier: changeOf(change) });
  }

  /**
   * Changes the host and path of requests. Not for a GRPCRoute.
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
   * A filter of the Gateway API implementation: an object in the namespace of the route.
   *
   * @param group the API group of the object
   * @param kind the kind of the object
   * @param name the name of the object
   */
  public static extension(group: string, kind: string, name: string): RouteFilter {
    return RouteFilter.custom({ type: 'ExtensionRef', extensionRef: { group, kind, name } });
  }

  /**
   * Any filter, as in YAML.
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

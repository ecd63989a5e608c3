import { HeaderMatch } from '../rollout/canary-step';
import { ServicePair } from '../rollout/service-pair';
import { goDuration } from '../synth/go-duration';
import { GrpcGatewayRule, GrpcRouteMatch, HttpGatewayRule, HttpRouteMatch } from './gateway-route-options';

/*
 * What the API server would fill in is written here: in a list, Argo CD takes it for a difference otherwise.
 */

/** What a rule leads to, before the plugin moves anything. */
export function backendRefs({ stable, canary }: ServicePair, port: number = stable.port): object[] {
  return [{ service: stable, weight: 100 }, { service: canary, weight: 0 }]
    .map(({ service, weight }) => ({ group: '', kind: 'Service', name: service.name, port, weight }));
}

export function httpRule({ name, matches = [{}], filters, timeout, backendTimeout }: HttpGatewayRule): object {
  return {
    name,
    matches: matches.map(httpMatch),
    filters: filters?.map(({ _filter }) => _filter),
    timeouts: timeout || backendTimeout ? { request: goDuration(timeout), backendRequest: goDuration(backendTimeout) } : undefined,
  };
}

function httpMatch({ path, method, headers, queryParams }: HttpRouteMatch): object {
  const { exact, prefix, regex } = path?._toKube() ?? { prefix: '/' };
  return {
    path: exact !== undefined ? { type: 'Exact', value: exact } : prefix !== undefined ? { type: 'PathPrefix', value: prefix }
      : { type: 'RegularExpression', value: regex },
    method,
    headers: headers?.map(valueMatch),
    queryParams: queryParams?.map(valueMatch),
  };
}

export function grpcRule({ name, matches, filters }: GrpcGatewayRule): object {
  return { name, matches: matches?.map(grpcMatch), filters: filters?.map(({ _filter }) => _filter) };
}

function grpcMatch({ service, method, regularExpressions, headers }: GrpcRouteMatch): object {
  return {
    method: service ?? method ? { type: regularExpressions ? 'RegularExpression' : 'Exact', service, method } : undefined,
    headers: headers?.map(valueMatch),
  };
}

function valueMatch({ name, value }: HeaderMatch): object {
  const { exact, regex } = value._toKube();
  return exact !== undefined ? { type: 'Exact', name, value: exact } : { type: 'RegularExpression', name, value: regex };
}

/** The Gateway API compares headers and parameters as a whole, or by a regular expression. */
export function checkValues(rules: readonly (HttpGatewayRule | GrpcGatewayRule)[]) {
  const matches: readonly HttpRouteMatch[] = rules.flatMap((rule) => rule.matches as HttpRouteMatch[] ?? []);
  for (const { name, value } of matches.flatMap(({ headers = [], queryParams = [] }) => [...headers, ...queryParams])) {
    const { prefix } = value._toKube();
    if (prefix !== undefined) {
      throw new Error(`a route of the Gateway API cannot match "${name}" by a prefix, got "${prefix}": match the whole value, or a regular expression`);
    }
  }
}

import { pointer } from '../manifest/pointer';
import { Objection } from './finding';
import { Rule } from './rule';
import { stepRule } from './step-rule';

const ROUTES = ['setHeaderRoute', 'setMirrorRoute'];

const routeIsManaged = stepRule({
  id: 'route-is-managed',
  stage: 'lint',
  why: 'the controller refuses to make a route that it would not take away again',
  check(step, { trafficRouting }) {
    const managed: (string | undefined)[] = (trafficRouting?.managedRoutes ?? []).map(({ name }: { name?: string }) => name);
    return ROUTES.filter((route) => trafficRouting && step[route] && !managed.includes(step[route].name)).map((route) => ({
      pointer: pointer(route, 'name'),
      message: `the route must be one of trafficRouting.managedRoutes (${managed.join(', ') || 'none'}), got ${JSON.stringify(step[route].name ?? 'none')}`,
    }));
  },
});

type Match = Record<string, string | undefined>;

const MATCHES = ['exact', 'prefix', 'regex'];

const oneKindOfMatch = stepRule({
  id: 'one-kind-of-match',
  stage: 'lint',
  why: 'the controller refuses a match that its router cannot express',
  check({ setHeaderRoute, setMirrorRoute }, { trafficRouting }) {
    const headers: { headerValue?: Match }[] = setHeaderRoute?.match ?? [];
    const requests: { method?: Match; path?: Match }[] = setMirrorRoute?.match ?? [];
    const allowed = trafficRouting?.alb ? ['exact'] : MATCHES;
    return [
      ...headers.flatMap(({ headerValue }, index) => matchObjections(headerValue, allowed, ['setHeaderRoute', 'match', index, 'headerValue'])),
      ...requests.flatMap(({ method, path }, index) => [
        ...matchObjections(method, MATCHES, ['setMirrorRoute', 'match', index, 'method']),
        ...matchObjections(path, MATCHES, ['setMirrorRoute', 'match', index, 'path']),
      ]),
    ];
  },
});

function matchObjections(match: Match | undefined, allowed: readonly string[], path: (string | number)[]): Objection[] {
  const given = MATCHES.filter((kind) => match?.[kind]);
  return !match || (given.length === 1 && allowed.includes(given[0])) ? [] : [{
    pointer: pointer(...path),
    message: `a match needs ${allowed.length === 1 ? `"${allowed[0]}", all that alb knows` : `exactly one of ${allowed.join(', ')}`}, `
      + `got ${given.join(' and ') || 'none'}`,
  }];
}

export const ROUTE_RULES: readonly Rule[] = [routeIsManaged, oneKindOfMatch];

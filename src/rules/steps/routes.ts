import { Path, pointer } from '../../manifest/pointer';
import { Ability, canDo, routersOf, Way, waysOf } from '../../reading/routers';
import { walk, WalkedStep } from '../../reading/steps';
import { Violation, Severity } from '../rule/finding';
import { got } from '../rule/got';
import { Rule } from '../rule/rule';
import { stepRule } from './step-rule';

const ROUTES = ['setHeaderRoute', 'setMirrorRoute'] as const;

const routeIsManaged = stepRule({
  id: 'route-is-managed',
  stage: 'lint',
  why: 'the controller refuses to make a route that it would not take away again',
  check(step, { trafficRouting }) {
    const managed: (string | undefined)[] = (trafficRouting?.managedRoutes ?? []).map(({ name }: { name?: string }) => name);
    return ROUTES.filter((route) => trafficRouting && step[route] && !managed.includes(step[route].name)).map((route) => ({
      pointer: pointer(route, 'name'),
      message: `the route must be one of trafficRouting.managedRoutes (${managed.join(', ') || 'none'}), got ${got(step[route].name)}`,
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

function matchObjections(match: Match | undefined, allowed: readonly string[], path: Path): Violation[] {
  const given = MATCHES.filter((kind) => match?.[kind]);
  return !match || (given.length === 1 && allowed.includes(given[0])) ? [] : [{
    pointer: pointer(...path),
    message: `a match needs ${allowed.length === 1 ? `"${allowed[0]}", all that alb knows` : `exactly one of ${allowed.join(', ')}`}, `
      + `got ${given.join(' and ') || 'none'}`,
  }];
}

const routeMatchGiven = stepRule({
  id: 'route-match-given',
  stage: 'never',
  why: 'a route with an empty list of matches takes all requests',
  check: (step) => ROUTES.filter((route) => step[route]?.match?.length === 0).map((route) => ({
    pointer: pointer(route, 'match'),
    message: `${route} needs a match, got an empty list: say which requests are meant, or leave match out to take the route away`,
  })),
});

const mirrorMatchNarrows: Rule = {
  ...stepRule({
    id: 'mirror-match-narrows',
    stage: 'never',
    why: 'a match that asks for nothing mirrors all requests',
    check({ setMirrorRoute }) {
      const matches: (Record<string, Match> | null)[] = setMirrorRoute?.match ?? [];
      return matches.flatMap((match, index) => Object.values(match ?? {}).some((asked) => Object.keys(asked ?? {}).length > 0) ? [] : [{
        pointer: pointer('setMirrorRoute', 'match', index),
        message: 'a match of a mirror asks for a method, a path or headers, got nothing, which means all requests',
      }]);
    },
  }),
  severity: Severity.WARNING,
};

const mirrorInRange = stepRule({
  id: 'mirror-percentage-in-range',
  stage: 'traffic',
  why: 'Istio refuses the route, and the step never completes',
  check({ setMirrorRoute: { percentage = 0 } = {} }) {
    return percentage >= 0 && percentage <= 100 ? [] : [{
      pointer: pointer('setMirrorRoute', 'percentage'),
      message: `the percentage of a mirror must lie between 0 and 100, got ${percentage}`,
    }];
  },
});

const mirrorHeadersMatch = stepRule({
  id: 'mirror-headers-match',
  stage: 'traffic',
  why: 'Istio refuses a match of two kinds, and one of none asks only that the header is there',
  check({ setMirrorRoute }) {
    const matches: { headers?: Record<string, Match> }[] = setMirrorRoute?.match ?? [];
    return matches.flatMap(({ headers = {} }, index) => Object.entries(headers)
      .flatMap(([name, match]) => matchObjections(match, MATCHES, ['setMirrorRoute', 'match', index, 'headers', name])));
  },
});

/** How large the canary is after a step, in pods or as a weight. */
function sizeAfter({ weight, scale }: WalkedStep): number {
  return scale?.replicas ?? scale?.weight ?? weight;
}

const routeHasPods: Rule = {
  id: 'route-has-pods',
  stage: 'traffic',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'while the canary has no pods the controller takes its routes away, and the step that made this one is over by then',
  check: (rollout) => walk(rollout).flatMap((walked) => {
    const { step, index } = walked;
    const isMade = (route: Ability) => routersOf(rollout.spec.strategy.canary.trafficRouting).some((router) => canDo(router, route));
    return sizeAfter(walked) > 0 ? [] : ROUTES.filter((route) => step[route]?.match && isMade(route)).map((route) => ({
      pointer: pointer('spec', 'strategy', 'canary', 'steps', index, route),
      message: `${route} needs a canary with pods, got none before this step: add a step with setCanaryScale or setWeight`,
    }));
  }),
};

/** The routes that steps have made and not taken away again. */
function routesMade(steps: readonly WalkedStep[]): Set<string> {
  const names = new Set<string>();
  for (const { step } of steps) {
    ROUTES.filter((route) => step[route]).forEach((route) => step[route].match ? names.add(step[route].name) : names.delete(step[route].name));
  }
  return names;
}

const canaryKeepsPods: Rule = {
  id: 'canary-keeps-pods',
  severity: Severity.ERROR,
  stage: 'never',
  kinds: ['Rollout'],
  why: 'while a canary has no pods the controller takes away the routes that lead to it, and does not bring them back',
  check(rollout) {
    const steps = walk(rollout);
    return steps.flatMap((walked, index): Violation[] => {
      const isEmptied = index > 0 && sizeAfter(walked) === 0 && sizeAfter(steps[index - 1]) > 0;
      // who takes the routes away next loses nothing
      const next = steps.findIndex(({ step }, later) => later > index && !ROUTES.some((route) => step[route]));
      const [before, kept] = [routesMade(steps.slice(0, index)), routesMade(steps.slice(0, next < 0 ? undefined : next))];
      const lost = isEmptied ? [...kept].filter((name) => before.has(name)) : [];
      const action = walked.step.setCanaryScale ? 'setCanaryScale' : 'setWeight';
      return lost.length === 0 ? [] : [{
        pointer: pointer('spec', 'strategy', 'canary', 'steps', index, action),
        message: `the canary loses all its pods here, and with them the route ${lost.map((name) => `"${name}"`).join(' and ')}: `
          + 'take the route away before, or keep a pod with a weight or a scale above 0',
      }];
    });
  },
};

function nameOf({ router, plugin = router }: Way): string {
  return plugin;
}

const eachRouterRoutes: Rule = {
  ...stepRule({
    id: 'each-router-routes',
    stage: 'never',
    why: 'requests that come through the other router are split by weight alone',
    check(step, { trafficRouting }) {
      const ways = waysOf(trafficRouting);
      return ROUTES.filter((route) => step[route]).flatMap((route) => {
        // it passes over the step without any message
        const unaware = ways.filter((way) => !way.can(route));
        return unaware.length === 0 || unaware.length === ways.length ? [] : [{
          pointer: pointer(route),
          message: `${route} has no effect in the router ${unaware.map(nameOf).join(' and ')}, `
            + `got it beside ${ways.filter((way) => !unaware.includes(way)).map(nameOf).join(' and ')}`,
        }];
      });
    },
  }),
  severity: Severity.WARNING,
};

export const ROUTE_RULES: readonly Rule[] = [
  routeIsManaged, oneKindOfMatch, routeMatchGiven, mirrorMatchNarrows, mirrorInRange, mirrorHeadersMatch, routeHasPods, canaryKeepsPods,
  eachRouterRoutes,
];

import { Bundle } from '../../manifest/bundle';
import { pointer } from '../../manifest/pointer';
import { GATEWAY_PLUGIN, GatewayPlugin } from '../../reading/gateway-plugin';
import { fieldsIn } from '../../reading/named-objects';
import { Ability, Fields, ROUTING, waysOf } from '../../reading/routers';
import { walk } from '../../reading/steps';
import { Violation, Severity } from '../rule/finding';
import { Circumstances, Rule } from '../rule/rule';
import { within } from '../rule/violations';
import { Routed, routerRule } from './router-rule';

type GatewayRule = Omit<Rule, 'check' | 'kinds' | 'severity'> & {
  readonly severity?: Severity;
  check(fields: Fields, routed: Routed, circumstances: Circumstances): Violation[];
};

/** A rule about the plugin of the Gateway API. The pointer of a violation starts inside its fields. */
function gatewayRule(rule: GatewayRule): Rule {
  return routerRule('plugins', {
    ...rule,
    check: (plugins, routed, circumstances) => !plugins[GATEWAY_PLUGIN] ? []
      : within([GATEWAY_PLUGIN], rule.check(plugins[GATEWAY_PLUGIN], routed, circumstances)),
  });
}

/** What a verdict rests on that depends on the release of the plugin. */
export function judgedBy({ minor, isSaid }: GatewayPlugin): string {
  return isSaid ? ` (plugin 0.${minor})` : ` (plugin 0.${minor}, the newest known: for another give gatewayPluginVersion)`;
}

/** What names a route in it, or selects several, whatever the kind of route. */
const ROUTE_FIELD = /Routes?(Selector)?$/;

const gatewayRoutesGiven = gatewayRule({
  id: 'gateway-routes-given',
  stage: 'traffic',
  why: 'the plugin sets no weight without a route, and no step completes',
  check: (fields) => Object.entries(fields).some(([key, value]) => ROUTE_FIELD.test(key) && value && value.length !== 0) ? [] : [{
    pointer: '',
    message: `${GATEWAY_PLUGIN} needs a route, such as "httpRoute", got ${Object.keys(fields).join(', ') || 'none'}`,
  }],
});

const OWN_NAMESPACE_SINCE = 11;

const gatewayNamespaceGiven = gatewayRule({
  id: 'gateway-namespace-given',
  stage: 'traffic',
  why: 'before 0.11 the plugin does not look for its routes beside the rollout: it cannot read one without a namespace, and no step completes',
  check: ({ namespace }, { rollout }, { gatewayPlugin }) => namespace || gatewayPlugin.minor >= OWN_NAMESPACE_SINCE ? [] : [{
    pointer: pointer('namespace'),
    message: `${GATEWAY_PLUGIN} needs the namespace of its routes, got none: `
      + `write ${rollout.metadata.namespace ? `"${rollout.metadata.namespace}"` : 'that of the rollout'}${judgedBy(gatewayPlugin)}`,
  }],
});

const gatewayTotal: Rule = {
  id: 'gateway-total',
  stage: 'traffic',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the plugin gives the stable version 100 less the weight: nothing below 0 is accepted, and with a smaller whole some requests stay with it for ever',
  check({ spec }) {
    const { plugins, maxTrafficWeight = 100 } = spec?.strategy?.canary?.trafficRouting ?? {};
    return !plugins?.[GATEWAY_PLUGIN] || maxTrafficWeight === 100 ? [] : [{
      pointer: pointer(...ROUTING, 'maxTrafficWeight'),
      message: `maxTrafficWeight must be 100 with ${GATEWAY_PLUGIN}, got ${maxTrafficWeight}: leave it out`,
    }];
  },
};

const NO_TURNS_UP_TO = 15;

const gatewayTakesNoTurns: Rule = {
  id: 'gateway-takes-no-turns',
  stage: 'traffic',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'up to 0.15 the plugin looks for the stable and the canary Service in its routes, so that it sets no weight between two that take turns',
  check({ spec }, _: Bundle, { gatewayPlugin }) {
    const { pingPong, trafficRouting } = spec?.strategy?.canary ?? {};
    return !pingPong || !trafficRouting?.plugins?.[GATEWAY_PLUGIN] || gatewayPlugin.minor > NO_TURNS_UP_TO ? [] : [{
      pointer: pointer('spec', 'strategy', 'canary', 'pingPong'),
      message: `${GATEWAY_PLUGIN} cannot move traffic between Services that take turns, got pingPong: `
        + `give a stableService and a canaryService${judgedBy(gatewayPlugin)}`,
    }];
  },
};

/** The routes to which the plugin adds one by header. */
function takesHeaders({ httpRoute, grpcRoute, httpRoutes, grpcRoutes }: Fields): boolean {
  const listed = [...fieldsIn(httpRoutes), ...fieldsIn(grpcRoutes)];
  return Boolean(httpRoute || grpcRoute) || listed.some(({ useHeaderRoutes }) => useHeaderRoutes === true);
}

const gatewayRoutesStep: Rule = {
  id: 'gateway-routes-step',
  stage: 'never',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the plugin does nothing and reports success, so the rollout goes on as if the route were there',
  check(rollout, _: Bundle, { gatewayPlugin }) {
    const routing: Fields = rollout.spec?.strategy?.canary?.trafficRouting ?? {};
    const fields: Fields | undefined = routing.plugins?.[GATEWAY_PLUGIN];
    const isAlone = (step: Ability) => !waysOf(routing).some((way) => way.plugin !== GATEWAY_PLUGIN && way.can(step));
    return !fields ? [] : walk(rollout).flatMap(({ step, index }) => {
      const at = (key: string) => pointer('spec', 'strategy', 'canary', 'steps', index, key);
      return [
        ...!step.setHeaderRoute?.match || takesHeaders(fields) || !isAlone('setHeaderRoute') ? [] : [{
          pointer: at('setHeaderRoute'),
          message: `${GATEWAY_PLUGIN} adds routes by header to the one in httpRoute or grpcRoute, and to those of httpRoutes and grpcRoutes with `
            + `useHeaderRoutes: true, got ${Object.keys(fields).filter((key) => ROUTE_FIELD.test(key)).join(', ') || 'none of them'}`,
        }],
        ...!step.setMirrorRoute?.match || !isAlone('setMirrorRoute') ? [] : [{
          pointer: at('setMirrorRoute'),
          message: `${GATEWAY_PLUGIN} mirrors no requests, got setMirrorRoute: leave the step out${judgedBy(gatewayPlugin)}`,
        }],
      ];
    });
  },
};

/** The release that brought a field. */
const SINCE: readonly { readonly field: RegExp; readonly minor: number }[] = [
  { field: /^tlsRoute(s|Selector)?$/, minor: 8 },
  { field: /^(http|grpc|tcp)RouteSelector$/, minor: 7 },
];

const gatewayFieldKnown = gatewayRule({
  id: 'gateway-field-known',
  stage: 'traffic',
  why: 'a plugin that does not know the field reads nothing of it: it moves no weight there, or finds no route, and no step completes',
  check: (fields, _, { gatewayPlugin }) => Object.keys(fields).flatMap((key) => {
    const minor = SINCE.find(({ field }) => field.test(key))?.minor ?? 0;
    return gatewayPlugin.minor >= minor ? [] : [{
      pointer: pointer(key),
      message: `${GATEWAY_PLUGIN} knows ${key} since 0.${minor}: install that, or list the routes${judgedBy(gatewayPlugin)}`,
    }];
  }),
});

const EXPERIMENTS_SINCE = 6;

const gatewayExperimentWeight: Rule = {
  id: 'gateway-experiment-weight',
  stage: 'never',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the plugin gives a part of the requests to an experiment in HTTPRoutes only, and since 0.6: elsewhere the experiment runs and gets none',
  check(rollout, _: Bundle, { gatewayPlugin }) {
    const routing: Fields = rollout.spec?.strategy?.canary?.trafficRouting ?? {};
    const fields: Fields | undefined = routing.plugins?.[GATEWAY_PLUGIN];
    const isMoved = gatewayPlugin.minor >= EXPERIMENTS_SINCE && Object.keys(fields ?? {}).some((key) => key.startsWith('httpRoute'));
    const others = waysOf(routing).some((way) => way.plugin !== GATEWAY_PLUGIN && way.can('experimentWeight'));
    return !fields || isMoved || others ? [] : walk(rollout).flatMap(({ step, index }) => fieldsIn(step.experiment?.templates)
      .flatMap(({ weight }, template) => weight === undefined ? [] : [{
        pointer: pointer('spec', 'strategy', 'canary', 'steps', index, 'experiment', 'templates', template, 'weight'),
        message: `${GATEWAY_PLUGIN} gives requests to an experiment in HTTPRoutes, since 0.${EXPERIMENTS_SINCE}, `
          + `got ${Object.keys(fields).filter((key) => ROUTE_FIELD.test(key)).join(', ') || 'no routes'}${judgedBy(gatewayPlugin)}`,
      }]));
  },
};

export const GATEWAY_RULES: readonly Rule[] = [
  gatewayRoutesGiven, gatewayFieldKnown, gatewayNamespaceGiven, gatewayTotal, gatewayTakesNoTurns, gatewayRoutesStep, gatewayExperimentWeight,
];

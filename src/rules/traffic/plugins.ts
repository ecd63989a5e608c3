import { Bundle } from '../../manifest/bundle';
import { pointer } from '../../manifest/pointer';
import { GATEWAY_PLUGIN } from '../../reading/gateway-plugin';
import { fieldsIn } from '../../reading/named-objects';
import { Ability, Fields, PLUGINS, RouterPlugin, ROUTING, waysOf } from '../../reading/routers';
import { walk } from '../../reading/steps';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';

type KnownRule = Omit<Rule, 'check' | 'kinds' | 'severity'> & {
  readonly notOf?: readonly string[];
  check(name: string, plugin: RouterPlugin, canary: Fields): Violation[];
};

/** A rule about each plugin that is known. The pointer of a violation starts in the rollout. */
function knownPluginRule({ notOf = [], ...rule }: KnownRule): Rule {
  return {
    ...rule,
    severity: Severity.ERROR,
    kinds: ['Rollout'],
    check({ spec }) {
      const canary: Fields = spec?.strategy?.canary ?? {};
      return Object.keys(canary.trafficRouting?.plugins ?? {}).filter((name) => Object.hasOwn(PLUGINS, name) && !notOf.includes(name))
        .flatMap((name) => rule.check(name, PLUGINS[name], canary));
    },
  };
}

const pluginTotal = knownPluginRule({
  id: 'plugin-total',
  stage: 'traffic',
  why: 'the plugin gives the stable version 100 less the weight: nothing below 0 is accepted, and with a smaller whole some requests stay with it for ever',
  // has a rule of its own
  notOf: [GATEWAY_PLUGIN],
  check(name, _, { trafficRouting: { maxTrafficWeight = 100 } }) {
    return maxTrafficWeight === 100 ? [] : [{
      pointer: pointer(...ROUTING, 'maxTrafficWeight'),
      message: `maxTrafficWeight must be 100 with ${name}, got ${maxTrafficWeight}: leave it out`,
    }];
  },
});

const pluginServicesGiven = knownPluginRule({
  id: 'plugin-services-given',
  stage: 'traffic',
  why: 'the plugin looks for both Services in the objects that it changes, and no step completes without them',
  check(name, { splitsServices }, canary) {
    const missing = canary.pingPong || !splitsServices ? [] : ['stableService', 'canaryService'].filter((service) => !canary[service]);
    return missing.map((service) => ({
      pointer: pointer('spec', 'strategy', 'canary', service),
      message: `${name} needs a stableService and a canaryService, got no ${service}`,
    }));
  },
});

const pluginTakesNoTurns = knownPluginRule({
  id: 'plugin-takes-no-turns',
  stage: 'traffic',
  why: 'the plugin looks for the stable and the canary Service in the objects that it changes, so that it sets no weight between two that take turns',
  // has a rule of its own
  notOf: [GATEWAY_PLUGIN],
  check(name, { splitsServices }, { pingPong }) {
    return !pingPong || !splitsServices ? [] : [{
      pointer: pointer('spec', 'strategy', 'canary', 'pingPong'),
      message: `${name} cannot move traffic between Services that take turns, got pingPong: give a stableService and a canaryService`,
    }];
  },
});

/** What the steps of a plugin are called, where it passes over them. */
const PASSED_OVER: readonly { readonly step: Ability; readonly does: string }[] = [
  { step: 'setHeaderRoute', does: 'routes no requests by header' },
  { step: 'setMirrorRoute', does: 'mirrors no requests' },
];

const pluginRoutesStep: Rule = {
  id: 'plugin-routes-step',
  stage: 'never',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the plugin does nothing and reports success, so the rollout goes on as if the route were there',
  check(rollout, _: Bundle) {
    const ways = waysOf(rollout.spec?.strategy?.canary?.trafficRouting);
    // has a rule of its own
    const known = ways.filter(({ plugin }) => plugin !== undefined && plugin !== GATEWAY_PLUGIN);
    return known.length === 0 ? [] : walk(rollout).flatMap(({ step: given, index }) => PASSED_OVER
      .filter(({ step }) => given[step]?.match && !ways.some((way) => way.can(step)))
      .map(({ step, does }) => ({
        pointer: pointer('spec', 'strategy', 'canary', 'steps', index, step),
        message: `${known[0].plugin} ${does}, got ${step}: leave the step out`,
      })));
  },
};

const pluginExperimentWeight: Rule = {
  id: 'plugin-experiment-weight',
  stage: 'never',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the plugin knows the two Services alone, so the pods of the experiment run and get no requests',
  check(rollout) {
    const ways = waysOf(rollout.spec?.strategy?.canary?.trafficRouting);
    // has a rule of its own
    const known = ways.filter(({ plugin }) => plugin !== undefined && plugin !== GATEWAY_PLUGIN);
    return known.length === 0 || ways.some((way) => way.can('experimentWeight')) ? [] : walk(rollout)
      .flatMap(({ step, index }) => fieldsIn(step.experiment?.templates).flatMap(({ weight }, template) => weight === undefined ? [] : [{
        pointer: pointer('spec', 'strategy', 'canary', 'steps', index, 'experiment', 'templates', template, 'weight'),
        message: `${known[0].plugin} gives no requests to an experiment, got a weight of ${weight}: leave it out, and give the template a service`,
      }]));
  },
};

export const ROUTER_PLUGIN_RULES: readonly Rule[] = [pluginTotal, pluginServicesGiven, pluginTakesNoTurns, pluginRoutesStep, pluginExperimentWeight];

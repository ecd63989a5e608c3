import { pointer } from '../../manifest/pointer';
import { fieldsIn } from '../../reading/named-objects';
import { Fields } from '../../reading/routers';
import { Objection } from '../rule/finding';
import { within } from '../rule/objections';
import { Rule } from '../rule/rule';
import { routedObjectRule, Routed, routerRule } from './router-rule';

const PLUGIN = 'argoproj-labs/gatewayAPI';
const KINDS = ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute'];

/** A rule about the plugin of the Gateway API. The pointer of an objection starts inside its fields. */
function gatewayRule(rule: Omit<Rule, 'check' | 'kinds' | 'severity'> & { check(fields: Fields, routed: Routed): Objection[] }): Rule {
  return routerRule('plugins', {
    ...rule,
    check: (plugins, routed) => !plugins[PLUGIN] ? [] : within([PLUGIN], rule.check(plugins[PLUGIN], routed)),
  });
}

/** What names a route in it, or selects several, whatever the kind of route. */
const ROUTE_FIELD = /Routes?(Selector)?$/;

const gatewayRoutesGiven = gatewayRule({
  id: 'gateway-routes-given',
  stage: 'traffic',
  why: 'the plugin sets no weight without a route, and no step completes',
  check: (fields) => Object.entries(fields).some(([key, value]) => ROUTE_FIELD.test(key) && value && value.length !== 0) ? [] : [{
    pointer: '',
    message: `${PLUGIN} needs a route, such as "httpRoute", got ${Object.keys(fields).join(', ') || 'none'}`,
  }],
});

const gatewayNamespaceGiven = gatewayRule({
  id: 'gateway-namespace-given',
  stage: 'traffic',
  why: 'the plugin does not look for its routes beside the rollout: it cannot read one without a namespace, and no step completes',
  check: ({ namespace }, { rollout }) => namespace ? [] : [{
    pointer: pointer('namespace'),
    message: `${PLUGIN} needs the namespace of its routes, got none: write ${rollout.metadata.namespace ? `"${rollout.metadata.namespace}"` : 'that of the rollout'}`,
  }],
});

const gatewayRouteSplits = routedObjectRule(KINDS, {
  id: 'gateway-route-splits',
  stage: 'traffic',
  why: 'the plugin sets no weight in a route that does not lead to both Services, and no step completes',
  check({ spec }, { canary: { canaryService, stableService } }) {
    const got = fieldsIn(spec?.rules).flatMap(({ backendRefs }) => fieldsIn(backendRefs)).map(({ name }) => name);
    return [canaryService, stableService].filter((service) => service && !got.includes(service))
      .map((service) => `needs a backendRef to Service "${service}", got ${got.join(', ') || 'none'}`);
  },
});

export const GATEWAY_RULES: readonly Rule[] = [gatewayRoutesGiven, gatewayNamespaceGiven, gatewayRouteSplits];

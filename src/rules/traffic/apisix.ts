import { Manifest } from '../../manifest/bundle';
import { valueAt } from '../../manifest/pointer';
import { fieldsIn, valuesToGap } from '../../reading/named-objects';
import { Fields } from '../../reading/routers';
import { Rule } from '../rule/rule';
import { routedObjectRule } from './router-rule';

const apisixRouteSplits = routedObjectRule('ApisixRoute', {
  id: 'apisix-route-splits',
  stage: 'traffic',
  why: 'the controller sets no weight in an ApisixRoute without a rule that leads to both Services, and no step completes',
  check(route, { canary: { canaryService, stableService, trafficRouting } }) {
    const rules: string[] = trafficRouting.apisix.route.rules ?? [route.metadata.name];
    return rules.flatMap((rule) => problems(route, rule, [canaryService, stableService]));
  },
});

function problems({ spec }: Manifest, name: string, services: (string | undefined)[]): string[] {
  const rules = fieldsIn(valueAt(spec, ['http']));
  const names = valuesToGap(rules, 'name');
  if (!names.includes(name)) {
    return [`needs the rule "${name}" in http, got ${rules.map((rule) => rule.name ?? 'one without a name').join(', ') || 'none'}`];
  }
  const backends = fieldsIn(rules[names.indexOf(name)].backends);
  const reached = valuesToGap(backends, 'serviceName');
  return services.filter((service) => service && !reached.includes(service)).map((service) => (
    `needs the backend "${service}" in its rule "${name}", got ${backends.map(({ serviceName }: Fields) => serviceName ?? 'one without a Service').join(', ') || 'none'}`
  ));
}

export const APISIX_RULES: readonly Rule[] = [apisixRouteSplits];

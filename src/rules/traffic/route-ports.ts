import { Manifest } from '../../manifest/bundle';
import { ENTRANCE_KINDS, entrancesOf } from '../../reading/entrances';
import { fieldsIn } from '../../reading/named-objects';
import { Rule } from '../rule/rule';
import { routedObjectRule, Routed } from './router-rule';

/** Kinds that rollouts name. An Ingress of a load balancer of AWS gets its port from the rollout. */
const KINDS = ENTRANCE_KINDS.filter((kind) => kind !== 'IngressRoute');

/** What the controller copies for the canary, with another Service and the same port. */
const COPIED = ['Ingress', 'Mapping'];

const routePortServed = routedObjectRule(KINDS, {
  id: 'route-port-served',
  stage: 'traffic',
  why: 'requests for a port that the Service does not have fail, and with the canary they begin to with the first weight',
  check(object, routed) {
    const { canary: { stableService, canaryService }, router } = routed;
    const services = [stableService, canaryService].filter(Boolean);
    const asked = router === 'alb' ? [] : entrancesOf(object).filter(({ service, port }) => services.includes(service) && port !== undefined);
    const said = asked.flatMap(({ service, port }) => (COPIED.includes(object.kind) ? services : [service]).flatMap((name) => {
      const ports = portsOf(name, routed);
      return ports.length === 0 || ports.includes(port) ? [] : [`leads to port ${port} of Service "${name}", which has ${ports.filter(Boolean).join(', ')}`];
    }));
    return [...new Set(said)];
  },
});

/** The numbers and the names of the ports of a Service, where the bundle has it. */
function portsOf(name: string, { rollout, bundle }: Routed): unknown[] {
  const service: Manifest | undefined = bundle.find('Service', name, rollout.metadata.namespace);
  return fieldsIn(service?.spec?.ports).flatMap((port) => [port.port, port.name]);
}

export const ROUTE_PORT_RULES: readonly Rule[] = [routePortServed];

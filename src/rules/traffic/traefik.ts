import { valueAt } from '../../manifest/pointer';
import { fieldsIn, valuesToGap } from '../../reading/named-objects';
import { Rule } from '../rule/rule';
import { routedObjectRule } from './router-rule';

const traefikServiceSplits = routedObjectRule('TraefikService', {
  id: 'traefik-service-splits',
  stage: 'traffic',
  why: 'the controller sets no weight in a TraefikService that does not list both Services, and no step completes',
  check({ spec }, { canary: { stableService, canaryService } }) {
    const services = fieldsIn(valueAt(spec, ['weighted', 'services']));
    const reached = valuesToGap(services, 'name');
    return [canaryService, stableService].filter((service) => service && !reached.includes(service)).map((service) => (
      `needs "${service}" among its weighted.services, got ${services.map(({ name }) => name ?? 'one without a name').join(', ') || 'none'}`
    ));
  },
});

export const TRAEFIK_RULES: readonly Rule[] = [traefikServiceSplits];

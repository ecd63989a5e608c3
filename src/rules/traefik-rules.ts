import { at, fieldsIn } from './named-objects';
import { routedObjectRule } from './router-rule';
import { Rule } from './rule';

const traefikServiceSplits = routedObjectRule('TraefikService', {
  id: 'traefik-service-splits',
  stage: 'traffic',
  why: 'the controller sets no weight in a TraefikService that does not list both Services, and no step completes',
  check({ spec }, { canary: { stableService, canaryService } }) {
    const names = fieldsIn(at(spec, 'weighted', 'services')).map(({ name }) => name);
    // the controller reads no further than to one without a name
    const reached = names.includes(undefined) ? names.slice(0, names.indexOf(undefined)) : names;
    return [canaryService, stableService].filter((service) => service && !reached.includes(service)).map((service) => (
      `needs "${service}" among its weighted.services, got ${names.map((name) => name ?? 'one without a name').join(', ') || 'none'}`
    ));
  },
});

export const TRAEFIK_RULES: readonly Rule[] = [traefikServiceSplits];

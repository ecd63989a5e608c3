import { Rule } from '../rule/rule';
import { routedObjectRule } from './router-rule';

const mappingHasNoWeight = routedObjectRule('Mapping', {
  id: 'mapping-has-no-weight',
  stage: 'reconcile',
  why: 'the weight is that of the canary\'s Mapping, which the controller makes; it refuses one that has a weight already',
  check: ({ spec }) => Number.isInteger(spec?.weight) && spec.weight !== 0 ? [`must have no weight, got ${spec.weight}: leave it out`] : [],
});

/** The name of the Service in `https://name.namespace:80`. */
const SERVICE = /^(?:[^/]*:\/\/)?([^.:/]*)/;

const mappingLeadsToService = routedObjectRule('Mapping', {
  id: 'mapping-leads-to-service',
  stage: 'never',
  why: 'the controller makes the canary\'s Mapping by putting the one name in place of the other: without it both lead to the old version',
  check({ spec }, { canary: { stableService } }) {
    const [, name] = SERVICE.exec(String(spec?.service ?? ''))!;
    return !stableService || name === stableService ? [] : [`must lead to "${stableService}", got ${JSON.stringify(spec?.service ?? 'no service')}`];
  },
});

export const AMBASSADOR_RULES: readonly Rule[] = [mappingHasNoWeight, mappingLeadsToService];

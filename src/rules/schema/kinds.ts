import { groupOf } from '../../manifest/api-group';
import { pointer } from '../../manifest/pointer';
import { Severity } from '../rule/finding';
import { ANY_KIND, Rule } from '../rule/rule';
import { ARGO_KINDS, isOfArgo } from './schema';
import { closest } from './words';

const kindKnown: Rule = {
  id: 'kind-known',
  stage: 'admission',
  severity: Severity.ERROR,
  kinds: [ANY_KIND],
  why: 'the API server knows no such kind and refuses the object',
  check(manifest) {
    const near = typeof manifest.kind === 'string' && groupOf(manifest) === 'argoproj.io' && !isOfArgo(manifest) ? closest(manifest.kind, ARGO_KINDS) : undefined;
    return near === undefined ? [] : [{ pointer: pointer('kind'), message: `argoproj.io has no kind "${manifest.kind}", did you mean "${near}"?` }];
  },
};

export const KIND_RULES: readonly Rule[] = [kindKnown];

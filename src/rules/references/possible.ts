import { isTemplated, nameProblem } from '../../manifest/object-name';
import { pointer } from '../../manifest/pointer';
import { templateReferences } from '../../reading/analyses';
import { TEMPLATE_KINDS } from '../../reading/metrics';
import { namedObjects } from '../../reading/named-objects';
import { Severity } from '../rule/finding';
import { Rule } from '../rule/rule';

const referencePossible: Rule = {
  id: 'reference-possible',
  stage: 'never',
  severity: Severity.ERROR,
  kinds: ['Rollout', 'Experiment', ...TEMPLATE_KINDS],
  why: 'no object can have such a name, so the controller looks for it for ever or refuses what names it',
  check: (manifest) => [
    ...manifest.kind === 'Rollout' ? ['Service', 'Ingress'].flatMap((kind) => namedObjects(manifest, kind)) : [],
    ...templateReferences(manifest).map(({ reference, path }) => ({ kind: 'AnalysisTemplate', name: reference.templateName, path: [...path, 'templateName'] })),
  ].flatMap(({ kind, name, path }) => {
    const problem = typeof name === 'string' && name !== '' && !isTemplated(name) ? nameProblem(kind, name) : undefined;
    return problem === undefined ? [] : [{ pointer: pointer(...path), message: problem }];
  }),
};

export const POSSIBLE_RULES: readonly Rule[] = [referencePossible];

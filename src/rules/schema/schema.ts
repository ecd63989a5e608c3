import { Manifest } from '../../manifest/bundle';
import { remembered } from '../../manifest/remembered';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { shapeOfKind } from './shape';
import { Aspect, Misfit, misfitsIn } from './walk';

/** The kinds of Argo Rollouts. */
export const ARGO_KINDS: readonly string[] = ['Rollout', 'AnalysisTemplate', 'ClusterAnalysisTemplate', 'AnalysisRun', 'Experiment'];

/** Whether its kind is called as one of Argo Rollouts. */
export function isOfArgo({ kind }: Manifest): boolean {
  return ARGO_KINDS.includes(kind);
}

/** Where a manifest of Argo Rollouts fails the schema of its kind. */
export const misfitsOf = remembered((manifest: Manifest): readonly Misfit[] => {
  return isOfArgo(manifest) ? [...misfitsIn(manifest, shapeOfKind(manifest.kind)), ...nameMissing(manifest)] : [];
});

/** No schema says that `kubectl create` takes a generateName in place of the name. */
function nameMissing({ metadata }: Manifest): Misfit[] {
  const { name, generateName } = Object(metadata);
  return (metadata ?? undefined) === undefined || name || generateName ? []
    : [{ aspect: 'required', pointer: '/metadata/name', message: '"name" is required, got none' }];
}

function schemaRule(aspect: Aspect, why: string): Rule {
  return {
    id: `schema-${aspect}`,
    stage: 'admission',
    severity: Severity.ERROR,
    kinds: ARGO_KINDS,
    why,
    check: (manifest: Manifest): Violation[] => misfitsOf(manifest)
      .filter((misfit) => misfit.aspect === aspect)
      .map(({ pointer, message }) => ({ pointer, message })),
  };
}

export const SCHEMA_RULES: readonly Rule[] = [
  schemaRule('type', 'the API server refuses the object, and nothing else can be said of it'),
  schemaRule('unknown-field', 'the API server drops it, so what it was meant to do never happens; kubectl refuses to apply it'),
  schemaRule('required', 'the API server refuses the object'),
  schemaRule('enum', 'the API server refuses the object'),
  schemaRule('format', 'the API server refuses the object, or the controller cannot read it'),
  schemaRule('duplicate', 'the API server refuses the object'),
];

import { Manifest } from '../../manifest/bundle';
import { precedentOf } from '../../manifest/precedents';
import { Objection, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { Aspect, Misfit, NO_MISFITS, walk, walkPlaces } from './walk';

/** The kinds of Argo Rollouts. */
export const ARGO_KINDS: readonly string[] = ['Rollout', 'AnalysisTemplate', 'ClusterAnalysisTemplate', 'AnalysisRun', 'Experiment'];

const examined = new WeakMap<Manifest, readonly Misfit[]>();

/**
 * Holds a manifest of Argo Rollouts against its schema. The schema rules tell what it found, until it is called again.
 */
export function examine(manifest: Manifest): readonly Misfit[] {
  const misfits = isOfArgo(manifest) ? misfitsIn(manifest) : NO_MISFITS;
  if (misfits.length > 0) {
    examined.set(manifest, misfits);
  } else {
    examined.delete(manifest);
  }
  return misfits;
}

function misfitsIn(manifest: Manifest): readonly Misfit[] {
  const precedent = precedentOf(manifest);
  // that came earlier, so it has been examined
  return precedent && misfitsOf(precedent.manifest).length === 0 ? walkPlaces(manifest, precedent.differences) : walk(manifest);
}

/** What it found when it was last called, which is nothing for other kinds. */
export function misfitsOf(manifest: Manifest): readonly Misfit[] {
  return examined.get(manifest) ?? NO_MISFITS;
}

/** Whether its kind is called as one of Argo Rollouts. */
export function isOfArgo({ kind }: Manifest): boolean {
  return ARGO_KINDS.includes(kind);
}

function schemaRule(aspect: Aspect, why: string): Rule {
  return {
    id: `schema-${aspect}`,
    stage: 'admission',
    severity: Severity.ERROR,
    kinds: ARGO_KINDS,
    why,
    check: (manifest: Manifest): Objection[] => misfitsOf(manifest)
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

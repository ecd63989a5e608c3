import { Bundle, Manifest } from '../manifest/bundle';
import { Path } from '../manifest/pointer';
import { remembered, rememberedWith } from '../manifest/remembered';
import { TEMPLATE_KINDS } from './metrics';
import { Fragment, runsOf } from './runs';

/** What an analysis uses, and where it names it. */
export interface Reference {
  readonly path: Path;
  readonly reference: Record<string, any>;
}

/** An analysis of a rollout or an experiment, and where it stands in the manifest. */
export interface Mount {
  readonly path: Path;
  readonly analysis: Record<string, any>;
  readonly references: readonly Reference[];
  /** Where its templates are named. */
  readonly named: Path;
  /** What holds its dry runs: the analyses of an experiment share them. */
  readonly owner: Fragment;
  /** That of its rollout. */
  readonly namespace?: string;
  /** A background analysis runs beside the steps, a gate holds the rollout until it ends, and what an experiment needs it says itself. */
  readonly place: 'background' | 'gate' | 'experiment';
}

/** All analyses that a rollout or an Experiment starts. */
export const mountsOf = remembered((manifest: Manifest): Mount[] => {
  const namespace = manifest.metadata?.namespace;
  return manifest.kind === 'Experiment' ? ofExperiment({ value: manifest.spec ?? {}, path: ['spec'] }, namespace)
    : runsOf(manifest).flatMap((run) => run.path[run.path.length - 1] === 'experiment' ? ofExperiment(run, namespace) : ofRollout(run, namespace));
});

function ofRollout(owner: Fragment, namespace: string | undefined): Mount {
  const { value: analysis, path } = owner;
  const named = [...path, 'templates'];
  return { path, analysis, references: listed(analysis.templates, named), named, owner, namespace, place: path[3] === 'analysis' ? 'background' : 'gate' };
}

function ofExperiment(owner: Fragment, namespace: string | undefined): Mount[] {
  const analyses: (Record<string, any> | null)[] = owner.value.analyses ?? [];
  return analyses.map((value, index): Mount => {
    const path = [...owner.path, 'analyses', index];
    const analysis = value ?? {};
    return { path, analysis, references: [{ path, reference: analysis }], named: [...path, 'templateName'], owner, namespace, place: 'experiment' };
  });
}

/** The templates that a manifest names, and where. */
export const templateReferences = remembered((manifest: Manifest): readonly Reference[] => {
  return TEMPLATE_KINDS.includes(manifest.kind) ? listed(manifest.spec?.templates, ['spec', 'templates'])
    : mountsOf(manifest).flatMap(({ references }) => references);
});

function listed(references: readonly (Record<string, any> | null)[] | undefined, path: Path): Reference[] {
  return (references ?? []).map((reference, index) => ({ path: [...path, index], reference: reference ?? {} }));
}

/** The templates of an analysis, if all of them are in the bundle. */
export const mergedBy = rememberedWith(({ references, namespace }: Mount, bundle: Bundle): Manifest[] | undefined => {
  return templatesOf(references.map(({ reference }) => reference), namespace, bundle);
});

/** An analysis and its templates, all of which are in the bundle. */
export interface Merge {
  readonly mount: Mount;
  readonly templates: readonly Manifest[];
}

/** The analyses of a rollout or an experiment all of whose templates are in the bundle. */
export function mergesOf(manifest: Manifest, bundle: Bundle): Merge[] {
  return mountsOf(manifest).flatMap((mount) => {
    const templates = mergedBy(mount, bundle) ?? [];
    return templates.length > 0 ? { mount, templates } : [];
  });
}

/** The templates of an analysis with all that they include, or nothing if one of them is not in the bundle. */
export function templatesOf(references: readonly Record<string, any>[], namespace: string | undefined, bundle: Bundle): Manifest[] | undefined {
  const { templates, isWhole } = closureOf(references, namespace, bundle);
  return isWhole ? templates : undefined;
}

/** Templates, and whether all that are meant are in the bundle. */
interface Closure {
  readonly templates: Manifest[];
  readonly isWhole: boolean;
}

/**
 * The templates of an analysis with all that they include, as far as they are in the bundle. In the order in which the
 * controller merges them: one that includes others comes before those, and all of the namespace before those of the cluster.
 */
export function closureOf(references: readonly Record<string, any>[], namespace: string | undefined, bundle: Bundle): Closure {
  const found = new Set<Manifest>();
  const stack = references.filter(Boolean).reverse();
  let isWhole = true;
  for (let reference = stack.pop(); reference; reference = stack.pop()) {
    const template = bundle.templateOf(reference, namespace);
    if (template && !found.has(template)) {
      found.add(template);
      const included: Record<string, any>[] = (template.spec?.templates ?? []).filter(Boolean);
      included.reverse().forEach((next) => stack.push(next));
    }
    isWhole &&= template !== undefined;
  }
  const ofCluster = ({ kind }: Manifest) => kind === 'ClusterAnalysisTemplate';
  return { templates: [...found].sort((one, other) => Number(ofCluster(one)) - Number(ofCluster(other))), isWhole };
}

/** `AnalysisTemplate "health"`, as messages call it. */
export function titleOf({ kind, metadata }: Manifest): string {
  return `${kind} "${metadata?.name}"`;
}

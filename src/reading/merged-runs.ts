import { Bundle, Manifest } from '../manifest/bundle';
import { remembered } from '../manifest/remembered';
import { closureOf, Mount, mountsOf } from './analyses';
import { TEMPLATE_KINDS } from './metrics';

/** Templates that are merged in one run. */
export interface MergedRun {
  readonly templates: readonly Manifest[];
  /** Whether all of them are in the bundle. */
  readonly isWhole: boolean;
  /** The analysis that makes the run; none where it is only what a template and all that it includes would make. */
  readonly mount?: Mount;
}

/** The runs that a template is part of: those of analyses, and where there is none, what it or one that includes it would make. */
export function mergedRunsOf(template: Manifest, bundle: Bundle): readonly MergedRun[] {
  return runsOfAnalyses(bundle).get(template) ?? runsOfTemplates(bundle).get(template) ?? [];
}

type Runs = ReadonlyMap<Manifest, readonly MergedRun[]>;

const runsOfAnalyses = remembered((bundle: Bundle): Runs => {
  const starters = bundle.ofKind('Rollout', 'Experiment');
  return byTemplate(starters.flatMap(mountsOf).map((mount) => {
    return { mount, ...closureOf(mount.references.map(({ reference }) => reference), mount.namespace, bundle) };
  }));
});

const runsOfTemplates = remembered((bundle: Bundle): Runs => {
  return byTemplate(bundle.ofKind(...TEMPLATE_KINDS).map((template) => {
    const { templates, isWhole } = closureOf(template.spec?.templates ?? [], template.metadata?.namespace, bundle);
    return { templates: [...new Set([template, ...templates])], isWhole };
  }));
});

function byTemplate(runs: readonly MergedRun[]): Runs {
  const found = new Map<Manifest, MergedRun[]>();
  for (const run of runs) {
    for (const template of run.templates) {
      found.set(template, [...found.get(template) ?? [], run]);
    }
  }
  return found;
}

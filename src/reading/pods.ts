import { Manifest } from '../manifest/bundle';
import { Path } from '../manifest/pointer';
import { remembered } from '../manifest/remembered';

export type Part = Record<string, any>;

/** The template of pods that a controller makes, and where it stands. */
export interface PlacedTemplate {
  readonly template: Part;
  readonly path: Path;
}

export interface PlacedContainer {
  readonly container: Part;
  readonly path: Path;
  readonly isInit: boolean;
}

/** Beside a reference to a workload the controller replaces the template before it looks at it. */
export const templatesOf = remembered(({ kind, spec }: Manifest): PlacedTemplate[] => {
  if (kind === 'Rollout') {
    return spec?.template && !spec.workloadRef ? [{ template: spec.template, path: ['spec', 'template'] }] : [];
  }
  const templates: (Part | null)[] = spec?.templates ?? [];
  return templates.flatMap((each, index) => each?.template ? [{ template: each.template, path: ['spec', 'templates', index, 'template'] }] : []);
});

export interface PlacedPod {
  readonly pod: Part;
  readonly path: Path;
}

export const podsOf = remembered((manifest: Manifest): PlacedPod[] => {
  return templatesOf(manifest).flatMap(({ template, path }) => template.spec ? { pod: template.spec, path: [...path, 'spec'] } : []);
});

/** All containers of a pod, those that run before the others first. */
export const containersOf = remembered((pod: Part): readonly PlacedContainer[] => [...placed(pod, 'initContainers'), ...placed(pod, 'containers')]);

function placed(pod: Part, list: string): PlacedContainer[] {
  const containers: (Part | null)[] = pod[list] ?? [];
  return containers.map((container, index) => ({ container: container ?? {}, path: [list, index], isInit: list === 'initContainers' }));
}

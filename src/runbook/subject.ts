import { Bundle, Manifest } from '../manifest/bundle';
import { RolloutSpec, TemplateRef } from '../manifest/types';

/** The rollout that a runbook is about, what is deployed with it, and what the parts of the runbook ask of it. */
export interface Subject {
  readonly name: string;
  readonly namespace?: string;
  readonly spec: RolloutSpec;
  readonly bundle: Bundle;
  /** The labels of its pods, and the containers, as far as they are known: the workload that they come from can be elsewhere. */
  readonly podLabels: Record<string, string>;
  readonly containers: readonly Container[];
  readonly analyses: readonly PlacedAnalysis[];
}

export interface Container {
  readonly name: string;
  readonly image?: string;
}

/** Templates that judge the new version together, and when. */
export interface PlacedAnalysis {
  readonly when: string;
  readonly templates: readonly TemplateRef[];
}

export function subjectOf(rollout: Manifest, bundle: Bundle): Subject {
  const { name, namespace } = rollout.metadata;
  const spec: RolloutSpec = rollout.spec ?? {};
  const { workloadRef: { kind = '', name: workload = '' } = {} } = spec;
  const pods = podTemplateOf(kind ? bundle.find(kind, workload, namespace) : rollout);
  return {
    name,
    namespace,
    spec,
    bundle,
    podLabels: pods?.metadata?.labels ?? {},
    containers: objectsIn(pods?.spec?.containers).filter((container) => container.name) as Container[],
    analyses: analysesOf(spec),
  };
}

function podTemplateOf(manifest: Manifest | undefined): Record<string, any> | undefined {
  return manifest?.kind === 'PodTemplate' ? manifest.template : manifest?.spec?.template;
}

function analysesOf({ strategy }: RolloutSpec): PlacedAnalysis[] {
  const { blueGreen, canary } = strategy ?? {};
  const places = [
    { when: 'before promotion', templates: blueGreen?.prePromotionAnalysis?.templates },
    { when: 'after promotion', templates: blueGreen?.postPromotionAnalysis?.templates },
    { when: 'beside the steps', templates: canary?.analysis?.templates },
    ...(canary?.steps ?? []).map((step, index) => ({ when: `step ${index}`, templates: step?.analysis?.templates ?? step?.experiment?.analyses })),
  ];
  return places
    .map(({ when, templates }) => ({ when, templates: objectsIn(templates) as TemplateRef[] }))
    .filter(({ templates }) => templates.length > 0);
}

/** Of objects of other APIs nothing is known but that they are objects. */
export function objectsIn(list: unknown): Record<string, any>[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'object' && item !== null) : [];
}

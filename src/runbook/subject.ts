import { Bundle, Manifest } from '../manifest/bundle';
import { Path } from '../manifest/pointer';
import { RolloutSpec, TemplateRef } from '../manifest/types';
import { mountsOf } from '../reading/analyses';
import { fieldsIn } from '../reading/named-objects';
import { podLabels, podTemplate } from '../reading/pod-labels';

/** The rollout that a runbook is about, what is deployed with it, and what the parts of the runbook ask of it. */
export interface Subject {
  readonly name: string;
  readonly namespace?: string;
  readonly spec: RolloutSpec;
  readonly rollout: Manifest;
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
  const containers = fieldsIn(podTemplate(rollout, bundle)?.spec?.containers);
  return {
    name,
    namespace,
    spec: rollout.spec ?? {},
    rollout,
    bundle,
    podLabels: podLabels(rollout, bundle) ?? {},
    containers: containers.filter((container) => container.name) as Container[],
    analyses: mountsOf(rollout).map(({ path, references }) => ({
      when: timeOf(path),
      templates: references.map(({ reference }) => reference as TemplateRef),
    })),
  };
}

const TIMES: Readonly<Record<string, string>> = {
  prePromotionAnalysis: 'before promotion',
  postPromotionAnalysis: 'after promotion',
  analysis: 'beside the steps',
};

/** When an analysis runs, by where it stands below `spec.strategy`. */
function timeOf([, , , field, step]: Path): string {
  return field === 'steps' ? `step ${step}` : TIMES[field];
}

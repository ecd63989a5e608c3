import { Manifest } from '../manifest/bundle';
import { Path } from '../manifest/pointer';
import { remembered } from '../manifest/remembered';

/** An experiment and where it stands: a step of a rollout, or an object of its own. */
export interface PlacedExperiment {
  readonly experiment: Record<string, any>;
  readonly path: Path;
  /** Whether a rollout waits for it. */
  readonly isStep: boolean;
  /** What the steps before it give to the canary. */
  readonly canaryWeight: number;
}

/** A part of a list and where it stands. */
export interface Placed {
  readonly value: Record<string, any>;
  readonly path: Path;
}

export const experimentsOf = remembered(({ kind, spec }: Manifest): PlacedExperiment[] => {
  if (kind === 'Experiment') {
    return spec ? [{ experiment: spec, path: ['spec'], isStep: false, canaryWeight: 0 }] : [];
  }
  const steps: (Record<string, any> | null)[] = spec?.strategy?.canary?.steps ?? [];
  let canaryWeight = 0;
  return steps.flatMap((step, index) => {
    canaryWeight = step?.setWeight ?? canaryWeight;
    const path = ['spec', 'strategy', 'canary', 'steps', index, 'experiment'];
    return step?.experiment ? [{ experiment: step.experiment, path, isStep: true, canaryWeight }] : [];
  });
});

/** The entries of one of the lists of an experiment. Paths start inside the experiment. */
export function partsOf(experiment: Record<string, any>, list: 'templates' | 'analyses'): Placed[] {
  const entries: (Record<string, any> | null)[] = experiment[list] ?? [];
  return entries.map((value, index) => ({ value: value ?? {}, path: [list, index] }));
}

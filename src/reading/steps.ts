import { Manifest } from '../manifest/bundle';

export type Canary = Record<string, any>;

export type Step = Record<string, any>;

/** A step, and what the steps up to it have decided. */
export interface WalkedStep {
  readonly step: Step;
  readonly index: number;
  readonly weight: number;
  /** The last weight that was set before it, if any was. */
  readonly weightBefore?: number;
  /** A size of the canary that does not follow the weight. */
  readonly scale?: { readonly replicas?: number; readonly weight?: number };
}

export function walk({ spec }: Manifest): WalkedStep[] {
  const steps: (Step | null)[] = spec?.strategy?.canary?.steps ?? [];
  let before: number | undefined;
  let scale: WalkedStep['scale'];
  return steps.map((given, index) => {
    const step = given ?? {};
    const weightBefore = before;
    before = step.setWeight ?? before;
    const { matchTrafficWeight, replicas, weight } = step.setCanaryScale ?? {};
    scale = matchTrafficWeight ? undefined : replicas !== undefined ? { replicas } : weight !== undefined ? { weight } : scale;
    return { step, index, weight: before ?? 0, weightBefore, scale };
  });
}

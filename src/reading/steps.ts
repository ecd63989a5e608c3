import { Manifest } from '../manifest/bundle';
import { parseGoDuration } from '../manifest/go-duration';

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
    scale = step.setCanaryScale ? scaleOf(step.setCanaryScale) : scale;
    return { step, index, weight: before ?? 0, weightBefore, scale };
  });
}

function scaleOf({ matchTrafficWeight, replicas, weight }: Record<string, any>): WalkedStep['scale'] {
  return matchTrafficWeight ? undefined : replicas !== undefined ? { replicas } : weight !== undefined ? { weight } : undefined;
}

/** The milliseconds of a time in seconds, or as Go writes it. Undefined where it is neither. */
export function milliseconds(time: unknown): number | undefined {
  return /^\d+$/.test(String(time)) ? Number(time) * 1000 : parseGoDuration(String(time));
}

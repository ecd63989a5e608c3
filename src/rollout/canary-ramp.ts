import { Duration } from 'cdk8s';
import { RolloutAnalysis } from '../analysis/rollout-analysis';
import { checked } from '../api/checked';
import { CanaryStep } from './canary-step';

/**
 * What follows every weight of a ramp.
 */
export interface CanaryRampOptions {
  /**
   * A pause after every weight.
   *
   * @default - none
   */
  readonly pause?: Duration;

  /**
   * An analysis after every weight, after the pause if there is one.
   *
   * @default - none
   */
  readonly analysis?: RolloutAnalysis;
}

/**
 * Ready-made steps from the first weight to 100. A ramp is an array of steps like any other: put steps before it or after it.
 */
@checked
export class CanaryRamp {
  /**
   * Equal steps: `linear(25)` goes 25, 50, 75, 100.
   *
   * @param percent what each weight adds, from 1 to 100
   */
  public static linear(percent: number, options: CanaryRampOptions = {}): CanaryStep[] {
    return ramp(percent, (weight) => weight + percent, options);
  }

  /**
   * Growing steps: `exponential(5)` goes 5, 10, 20, 40, 80, 100.
   *
   * @param first the first weight, from 1 to 100
   * @param factor what each weight is multiplied by, more than 1
   */
  public static exponential(first: number, factor: number = 2, options: CanaryRampOptions = {}): CanaryStep[] {
    if (!(factor > 1)) {
      throw new Error(`the factor of an exponential ramp must be more than 1, got ${factor}`);
    }
    // a weight is a whole number, and each must be more than the last
    return ramp(first, (weight) => Math.max(weight + 1, Math.round(weight * factor)), options);
  }

  /**
   * Small steps first, for what has broken before: 1, 5, 10, 25, 50, 75, 100.
   */
  public static cautious(options: CanaryRampOptions = {}): CanaryStep[] {
    return steps([1, 5, 10, 25, 50, 75, 100], options);
  }
}

function ramp(first: number, next: (weight: number) => number, options: CanaryRampOptions): CanaryStep[] {
  if (!Number.isInteger(first) || first < 1 || first > 100) {
    throw new Error(`a ramp starts with a whole weight between 1 and 100, got ${first}`);
  }
  const weights: number[] = [];
  for (let weight = first; weight < 100; weight = next(weight)) {
    weights.push(weight);
  }
  return steps([...weights, 100], options);
}

function steps(weights: number[], { pause, analysis }: CanaryRampOptions): CanaryStep[] {
  return weights.flatMap((weight) => [
    CanaryStep.weight(weight),
    ...pause ? [CanaryStep.pause(pause)] : [],
    ...analysis ? [CanaryStep.analysis(analysis)] : [],
  ]);
}

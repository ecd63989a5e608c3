import { Duration } from 'cdk8s';
import { RolloutAnalysis } from '../analysis/rollout-analysis';
import { checked } from '../api/checked';
import { CanaryStep } from './canary-step';

/**
 * What comes after each weight of a ramp.
 */
export interface CanaryRampOptions {
  /**
   * A pause after each weight.
   *
   * @default - none
   */
  readonly pause?: Duration;

  /**
   * How long all pauses of the ramp take together, instead of `pause`. After each weight there is a pause. All pauses have nearly the same length, in
   * whole seconds. The time of analyses is added to this. At least one second for each weight. Setting both `duration` and `pause` is an error.
   *
   * @default - the sum of its pauses
   */
  readonly duration?: Duration;

  /**
   * An analysis after each weight. If there is a pause, the analysis comes after it.
   *
   * @default - none
   */
  readonly analysis?: RolloutAnalysis;
}

/**
 * Options of `CanaryRamp.exponential`.
 */
export interface ExponentialRampOptions extends CanaryRampOptions {
  /**
   * Each weight is the weight before multiplied by this number. It must be more than 1.
   *
   * @default 2
   */
  readonly factor?: number;
}

/**
 * Ready-made steps from a first weight to 100. A ramp is an ordinary array of steps. You can add other steps before and after it.
 *
 * @example
 * new CanaryRollout(chart, 'Web', {
 *   metadata: { name: 'web' },
 *   containers: [{ image: 'registry.example/web:2.0.0', portNumber: 8080 }],
 *   steps: CanaryRamp.linear(25, { pause: Duration.minutes(5), analysis: { templates: [health] } }),
 * });
 */
@checked
export class CanaryRamp {
  /**
   * Weights with equal distance: `linear(25)` makes 25, 50, 75, 100.
   *
   * @param percent the difference between two weights, from 1 to 100
   */
  public static linear(percent: number, options: CanaryRampOptions = {}): CanaryStep[] {
    return ramp(percent, (weight) => weight + percent, options);
  }

  /**
   * Weights that grow by a factor: `exponential(5)` makes 5, 10, 20, 40, 80, 100.
   *
   * @param first the first weight, from 1 to 100
   */
  public static exponential(first: number, options: ExponentialRampOptions = {}): CanaryStep[] {
    const { factor = 2 } = options;
    if (!(factor > 1)) {
      throw new Error(`the factor of an exponential ramp must be more than 1, got ${factor}`);
    }
    // a weight is a whole number, and each must be more than the last
    return ramp(first, (weight) => Math.max(weight + 1, Math.round(weight * factor)), options);
  }

  /**
   * Small weights first, for services with a high risk: 1, 5, 10, 25, 50, 75, 100.
   */
  public static cautious(options: CanaryRampOptions = {}): CanaryStep[] {
    return steps([1, 5, 10, 25, 50, 75, 100], options);
  }

  /**
   * Weights of your own: `weights([2, 20, 60])` makes 2, 20, 60, 100.
   *
   * @param weights whole numbers from 1 to 100, each larger than the one before. 100 is added automatically
   * @example
   * // 2, 20, 60 and 100 percent within an hour
   * CanaryRamp.weights([2, 20, 60], { duration: Duration.hours(1) });
   */
  public static weights(weights: number[], options: CanaryRampOptions = {}): CanaryStep[] {
    const wrong = weights.find((weight, index) => !isWeight(weight) || weight <= (weights[index - 1] ?? 0));
    if (weights.length === 0 || wrong !== undefined) {
      throw new Error('the weights of a ramp are whole numbers from 1 to 100, each more than the one before, '
        + `got ${weights.length === 0 ? 'none' : `${wrong} in ${weights.join(', ')}`}`);
    }
    return steps([...weights.filter((weight) => weight < 100), 100], options);
  }

  private constructor() {}
}

function isWeight(weight: number): boolean {
  return Number.isInteger(weight) && weight >= 1 && weight <= 100;
}

function ramp(first: number, next: (weight: number) => number, options: CanaryRampOptions): CanaryStep[] {
  if (!isWeight(first)) {
    throw new Error(`a ramp starts with a whole weight between 1 and 100, got ${first}`);
  }
  const weights: number[] = [];
  for (let weight = first; weight < 100; weight = next(weight)) {
    weights.push(weight);
  }
  return steps([...weights, 100], options);
}

function steps(weights: number[], { pause, duration, analysis }: CanaryRampOptions): CanaryStep[] {
  if (pause && duration) {
    throw new Error('a ramp got both "pause" and "duration": give the length of one pause, or that of all together');
  }
  const pauses = duration ? equalParts(duration, weights.length) : weights.map(() => pause);
  return weights.flatMap((weight, index) => [
    CanaryStep.weight(weight),
    ...pauses[index] ? [CanaryStep.pause(pauses[index])] : [],
    ...analysis ? [CanaryStep.analysis(analysis)] : [],
  ]);
}

/** A time in as many parts, each of whole seconds. What does not divide evenly is spread over them. */
function equalParts(duration: Duration, count: number): Duration[] {
  const seconds = duration.toSeconds();
  if (seconds < count) {
    throw new Error(`a ramp of ${count} weights takes at least ${count} seconds, a pause of one second after each, got ${seconds}`);
  }
  const until = Array.from({ length: count + 1 }, (_, index) => Math.round(seconds * index / count));
  return until.slice(1).map((end, index) => Duration.seconds(end - until[index]));
}

import { checked } from '../api/checked';
import { RunArgument } from '../manifest/types';

/**
 * An argument and what one use of a template gives it, for the `args` of an analysis. `argument.value(...)` makes one of an argument that is at hand.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#analysis-template-arguments
 * @example
 * CanaryStep.analysis({
 *   templates: [ClusterAnalysisTemplate.fromName('release-gate')],
 *   args: [ArgumentValue.of('team', 'checkout'), ArgumentValue.latestPodTemplateHash('hash')],
 * });
 */
@checked
export class ArgumentValue {
  /**
   * A value for an argument that is known by name only, because its template exists elsewhere.
   *
   * @param name the name of the argument, as the template declares it
   * @param value the value; numbers are written as text
   */
  public static of(name: string, value: string): ArgumentValue {
    return new ArgumentValue(name, { value });
  }

  /**
   * A field of the rollout, read when the analysis starts.
   *
   * @param name the name of the argument, as the template declares it
   * @param fieldPath the field, such as `metadata.labels['team']` or `spec.template.spec.containers[0].image`
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#analysis-template-arguments
   */
  public static rolloutField(name: string, fieldPath: string): ArgumentValue {
    return new ArgumentValue(name, { valueFrom: { fieldRef: { fieldPath } } });
  }

  /**
   * The pod-template hash of the new version.
   *
   * @param name the name of the argument, as the template declares it
   */
  public static latestPodTemplateHash(name: string): ArgumentValue {
    return new ArgumentValue(name, { valueFrom: { podTemplateHashValue: 'Latest' } });
  }

  /**
   * The pod-template hash of the version that is being replaced.
   *
   * @param name the name of the argument, as the template declares it
   */
  public static stablePodTemplateHash(name: string): ArgumentValue {
    return new ArgumentValue(name, { valueFrom: { podTemplateHashValue: 'Stable' } });
  }

  /**
   * The value of an argument that is at hand, whatever its name is in a template.
   *
   * @internal
   */
  public static _ofArgument(argument: { readonly name: string }, value: string): ArgumentValue {
    return new ArgumentValue(argument.name, { value }, argument);
  }

  private constructor(
    /**
     * The name of the argument.
     */
    public readonly name: string,
    private readonly given: Omit<RunArgument, 'name'>,
    /**
     * The argument that it was made of.
     *
     * @internal
     */
    public readonly _argument?: object,
  ) {}

  /**
   * Its value, where that is known before the analysis starts.
   */
  public get value(): string | undefined {
    return this.given.value;
  }

  /**
   * As an entry in the `args` of a rollout's analysis.
   *
   * @internal
   */
  public _toKube(): RunArgument {
    return { name: this.name, ...this.given };
  }
}

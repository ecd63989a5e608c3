import { checked } from '../api/checked';
import { RunArgument } from '../manifest/types';

/**
 * An argument together with its value, for `args` of an analysis. If you have the `AnalysisArgument`, use `argument.value(...)` instead.
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
   * The value of an argument of which you know only the name, because its template is not in this app.
   *
   * @param name the name of the argument, as the template declares it
   * @param value the value. Write a number as text
   */
  public static of(name: string, value: string): ArgumentValue {
    return new ArgumentValue(name, { value });
  }

  /**
   * A field of the rollout. It is read when the analysis starts.
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
   * The pod-template hash of the stable version.
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
   * The value, if it is known before the analysis starts.
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

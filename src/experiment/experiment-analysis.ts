import { IAnalysisTemplate } from '../analysis/analysis-template';
import { ArgumentValue } from '../analysis/argument-value';
import { renderArguments } from '../analysis/rollout-analysis';
import { RunArgument } from '../manifest/types';
import { ExperimentRun, experimentUse } from './experiment-use';

/**
 * An analysis of an experiment. It starts when the pods of all templates are available. A failure ends the experiment, which then has failed.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/experiment/
 * @example
 * CanaryStep.experiment({
 *   templates: [ExperimentTemplate.stable('baseline', { replicas: 2 }), ExperimentTemplate.canary('canary', { replicas: 2 })],
 *   analyses: [{ name: 'health', template: health, requiredForCompletion: true }],
 * });
 */
export interface ExperimentAnalysis {
  /**
   * Its name, which no other analysis of the experiment has. The AnalysisRun is called `<experiment>-<name>`.
   */
  readonly name: string;

  /**
   * What is measured.
   */
  readonly template: IAnalysisTemplate;

  /**
   * Values of arguments: of those that the template requires, and of those that shall differ from their default. What the controller knows of a
   * template is text in braces: `argument.value(template.podTemplateHash)`.
   *
   * @default - what the experiment knows, and the defaults of the template
   */
  readonly args?: ArgumentValue[];

  /**
   * The experiment ends, and has succeeded, once all analyses with this have succeeded. One without it is cut off when the experiment ends, and
   * counts as a success then.
   *
   * @default false
   */
  readonly requiredForCompletion?: boolean;
}

/** As in a manifest. */
interface Fragment {
  readonly name: string;
  readonly templateName: string;
  readonly clusterScope?: boolean;
  readonly args?: RunArgument[];
  readonly requiredForCompletion?: boolean;
}

export function renderExperimentAnalyses(analyses: readonly ExperimentAnalysis[] | undefined, run: ExperimentRun): Fragment[] | undefined {
  return analyses?.map(({ name, template, args, requiredForCompletion }) => ({
    name,
    templateName: template.name,
    clusterScope: template.clusterScope || undefined,
    args: renderArguments({ templates: [template], args }, (argument) => experimentUse(run, argument)),
    requiredForCompletion,
  }));
}

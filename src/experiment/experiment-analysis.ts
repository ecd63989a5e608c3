import { IAnalysisTemplate } from '../analysis/analysis-template';
import { ArgumentValue } from '../analysis/argument-value';
import { renderArguments } from '../analysis/rollout-analysis';
import { RunArgument } from '../manifest/types';
import { ExperimentRun, experimentUse } from './experiment-use';

/**
 * An analysis of an experiment. It starts when the pods of all templates are available. If it fails, the experiment ends and has failed.
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
   * The name of the analysis. It must be unique in the experiment. The name of the AnalysisRun is `<experiment>-<name>`.
   */
  readonly name: string;

  /**
   * The template with the metrics.
   */
  readonly template: IAnalysisTemplate;

  /**
   * Values of arguments. Required for arguments without a value. For others they replace the default. To use data of an experiment's pods, such as
   * their hash: `argument.value(template.podTemplateHash)`.
   *
   * @default - the values that the experiment knows, and the defaults of the template
   */
  readonly args?: ArgumentValue[];

  /**
   * If `true`, the experiment ends and is successful when all analyses with this setting have succeeded. An analysis without it is stopped when the
   * experiment ends, and is then successful.
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

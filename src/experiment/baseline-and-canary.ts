import { IAnalysisTemplate } from '../analysis/analysis-template';
import { AnalysisUse } from '../analysis/analysis-use';
import { ArgumentValue } from '../analysis/argument-value';
import { StepExperiment } from '../manifest/types';
import { ExperimentOptions } from './experiment-options';
import { ExperimentTemplate } from './experiment-template';
import { ExperimentReferenceOptions } from './experiment-template-options';
import { renderStepExperiment } from './step-experiment';

/**
 * New pods of both versions, the same number of each, and the analysis that compares them. Options about pods apply to both.
 */
export interface BaselineAndCanary extends ExperimentReferenceOptions {
  /**
   * The template of the analysis that compares the two versions. When it ends, the step ends. `AnalysisArgument.stablePodTemplateHash()` gets the
   * hash of `baseline`, and `AnalysisArgument.latestPodTemplateHash()` the hash of `canary`.
   */
  readonly template: IAnalysisTemplate;

  /**
   * Values of other arguments. A value can contain these texts, which the controller replaces: `{{templates.baseline.podTemplateHash}}`,
   * `{{templates.baseline.replicaset.name}}`, and the same for `canary`.
   *
   * @default - the values that the rollout knows, and the defaults of the template
   */
  readonly args?: ArgumentValue[];
}

const PAIR = ['baseline', 'canary'];

export function pairOf({ template, args, ...pods }: BaselineAndCanary): ExperimentOptions {
  if (pods.service?.name !== undefined) {
    throw new Error(`two services cannot have one name, got "${pods.service.name}" for baseline and canary: leave the name to the controller`);
  }
  return {
    templates: [ExperimentTemplate.stable('baseline', pods), ExperimentTemplate.canary('canary', pods)],
    analyses: [{ name: 'compare', template, args, requiredForCompletion: true }],
  };
}

/** Throws where the analysis is not told of both: it would compare nothing. */
export function renderPair(comparison: BaselineAndCanary, use: AnalysisUse): StepExperiment {
  const experiment = renderStepExperiment(pairOf(comparison), use);
  const values = (experiment.analyses?.[0].args ?? []).map(({ value = '' }) => value);
  const untold = PAIR.filter((name) => !values.some((value) => value.includes(`templates.${name}.`)));
  if (untold.length > 0) {
    throw new Error(`template "${comparison.template.name}" compares baseline and canary, and is told nothing of ${untold.join(' and ')}: `
      + 'use AnalysisArgument.stablePodTemplateHash() and .latestPodTemplateHash() in its metrics, or give "args"');
  }
  return experiment;
}

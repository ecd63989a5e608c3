import { IAnalysisTemplate } from '../analysis/analysis-template';
import { AnalysisUse } from '../analysis/analysis-use';
import { ArgumentValue } from '../analysis/argument-value';
import { StepExperiment } from '../manifest/types';
import { ExperimentOptions } from './experiment-options';
import { ExperimentTemplate } from './experiment-template';
import { ExperimentReferenceOptions } from './experiment-template-options';
import { renderStepExperiment } from './step-experiment';

/**
 * A fresh pair of pods of both versions, and what compares them. What is said of pods holds for both alike.
 */
export interface BaselineAndCanary extends ExperimentReferenceOptions {
  /**
   * What compares the two, and ends the step. It gets the hash of `baseline` for `AnalysisArgument.stablePodTemplateHash()` and that of `canary` for
   * `AnalysisArgument.latestPodTemplateHash()`.
   */
  readonly template: IAnalysisTemplate;

  /**
   * Values of further arguments. Of the pair they can have, as text that the controller replaces, `{{templates.baseline.podTemplateHash}}` and
   * `{{templates.baseline.replicaset.name}}`, and the same of `canary`.
   *
   * @default - what the rollout knows about itself, and the defaults of the template
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

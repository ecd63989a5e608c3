import { Duration } from 'cdk8s';
import { CreatedObjectMetadata } from '../analysis/created-object-metadata';
import { IAnalysisMetric } from '../analysis/metric';
import { ExperimentAnalysis } from './experiment-analysis';
import { ExperimentTemplate } from './experiment-template';

/**
 * What is said of any experiment, whether it is an object of its own or a step of a canary. It needs an end: a `duration`, or an analysis that is
 * `requiredForCompletion`.
 */
export interface ExperimentOptions {
  /**
   * The pods that run while the experiment does, at least one template. Those of a step are `ExperimentTemplate.stable` and `ExperimentTemplate.canary`.
   */
  readonly templates: ExperimentTemplate[];

  /**
   * What decides whether the experiment succeeds.
   *
   * @default - none: it succeeds when its pods have been available for its duration
   */
  readonly analyses?: ExperimentAnalysis[];

  /**
   * How long the experiment lasts, from the moment when all of its pods are available.
   *
   * @default - until all analyses that are `requiredForCompletion` have succeeded
   */
  readonly duration?: Duration;

  /**
   * How long the pods are kept after the experiment. In a step since Argo Rollouts 1.9.
   *
   * @default Duration.seconds(30)
   */
  readonly scaleDownDelay?: Duration;

  /**
   * Metrics that are measured without a say in the result. Each must be in every analysis of the experiment.
   *
   * @default - none beside those of the templates
   */
  readonly dryRun?: IAnalysisMetric[];

  /**
   * Labels and annotations of the AnalysisRuns. Since Argo Rollouts 1.7.
   *
   * @default - none
   */
  readonly analysisRunMetadata?: CreatedObjectMetadata;
}

/** Throws where nothing would ever end an experiment. */
export function assertEnds({ duration, analyses = [] }: Pick<ExperimentOptions, 'duration' | 'analyses'>, title: string) {
  if (!duration && !analyses.some(({ requiredForCompletion }) => requiredForCompletion)) {
    throw new Error(`nothing ends ${title}: give it a "duration", or make an analysis "requiredForCompletion"`);
  }
}

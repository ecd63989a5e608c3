import { Duration } from 'cdk8s';
import { CreatedObjectMetadata } from '../analysis/created-object-metadata';
import { IAnalysisMetric } from '../analysis/metric';
import { ExperimentAnalysis } from './experiment-analysis';
import { ExperimentTemplate } from './experiment-template';

/**
 * Options of every experiment: of an `Experiment`, and of a step of a canary. An experiment must have an end: a `duration`, or an analysis that is
 * `requiredForCompletion`.
 */
export interface ExperimentOptions {
  /**
   * The pods that run during the experiment, at least one template. For a step use `ExperimentTemplate.stable` and `ExperimentTemplate.canary`.
   */
  readonly templates: ExperimentTemplate[];

  /**
   * The analyses that decide whether the experiment succeeds.
   *
   * @default - none: it succeeds when its pods have been available for its duration
   */
  readonly analyses?: ExperimentAnalysis[];

  /**
   * How long the experiment lasts. The time starts when all its pods are available.
   *
   * @default - until all analyses that are `requiredForCompletion` have succeeded
   */
  readonly duration?: Duration;

  /**
   * How long the pods keep running after the experiment. In a step it needs Argo Rollouts 1.9.
   *
   * @default Duration.seconds(30)
   */
  readonly scaleDownDelay?: Duration;

  /**
   * Metrics that are measured, but do not influence the result. Each of them must be in every analysis of the experiment.
   *
   * @default - only those of the templates
   */
  readonly dryRun?: IAnalysisMetric[];

  /**
   * Labels and annotations of the AnalysisRuns. Needs Argo Rollouts 1.7.
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

import { RolloutAnalysis as Fragment, RunArgument } from '../manifest/types';
import { IAnalysisTemplate } from './analysis-template';
import { AnalysisUse } from './analysis-use';
import { AnalysisArgument } from './argument';
import { ArgumentValue } from './argument-value';
import { IAnalysisMetric } from './metric';
import { MeasurementRetention, renderDryRun, renderMeasurementRetention } from './metric-options';

/**
 * Labels and annotations of objects that the controller creates.
 */
export interface CreatedObjectMetadata {
  /**
   * Labels.
   *
   * @default - none
   */
  readonly labels?: Record<string, string>;

  /**
   * Annotations.
   *
   * @default - none
   */
  readonly annotations?: Record<string, string>;
}

/**
 * An analysis that decides whether a rollout goes on. All metrics of its templates are measured in one AnalysisRun.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/
 */
export interface RolloutAnalysis {
  /**
   * The templates, at least one. Their metrics need different names.
   */
  readonly templates: IAnalysisTemplate[];

  /**
   * Values of arguments: of those that a template requires, and of those that shall differ from their default.
   *
   * @default - what the rollout knows about itself, and the defaults of the templates
   */
  readonly args?: ArgumentValue[];

  /**
   * Metrics that are measured here without a say in the result.
   *
   * @default - none beside those of the templates
   */
  readonly dryRun?: IAnalysisMetric[];

  /**
   * How many measurements the status of the AnalysisRun keeps.
   *
   * @default - 10 of each metric
   */
  readonly measurementRetention?: MeasurementRetention[];

  /**
   * Labels and annotations of the AnalysisRun. The controller's own labels (`rollout-type`, `step-index`,
   * `rollouts-pod-template-hash`) must not be used.
   *
   * @default - none
   */
  readonly analysisRunMetadata?: CreatedObjectMetadata;
}

/**
 * Whether the analysis needs the rollout to have its pair of Services.
 */
export function asksForService(analysis?: RolloutAnalysis): boolean {
  return (analysis?.templates ?? []).some((template) => template.arguments.some((argument) => argument._asksForService));
}

export function renderAnalysis(analysis: RolloutAnalysis, use: AnalysisUse): Fragment {
  return {
    templates: analysis.templates.map(({ name, clusterScope }) => ({ templateName: name, clusterScope: clusterScope || undefined })),
    args: renderArguments(analysis, () => use),
    dryRun: renderDryRun(analysis.dryRun),
    measurementRetention: renderMeasurementRetention(analysis.measurementRetention),
    analysisRunMetadata: analysis.analysisRunMetadata,
  };
}

/** What the caller gives beats what the rollout knows. A name no template has is left for the rules to find. */
export function renderArguments(
  { templates, args = [] }: Pick<RolloutAnalysis, 'templates' | 'args'>, useFor: (argument: string) => AnalysisUse,
): RunArgument[] | undefined {
  const given = new Map(args.map((argument) => [argument.name, argument._toKube()]));
  const supplied = AnalysisArgument._union(templates.map((template) => template.arguments), new Set(given.keys()))
    .filter(({ name }) => !given.has(name))
    .flatMap((argument) => argument._toRunArguments(useFor(argument.name)));
  const all = [...supplied, ...given.values()];
  return all.length > 0 ? all : undefined;
}

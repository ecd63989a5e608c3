import { RolloutAnalysis as Fragment, RunArgument } from '../manifest/types';
import { contentsOf, IAnalysisTemplate } from './analysis-template';
import { AnalysisUse } from './analysis-use';
import { AnalysisArgument } from './argument';
import { unitedArguments } from './argument-union';
import { ArgumentValue } from './argument-value';
import { CreatedObjectMetadata } from './created-object-metadata';
import { AnalysisMetric, IAnalysisMetric } from './metric';
import { MeasurementRetention, renderDryRun, renderMeasurementRetention } from './metric-options';

/**
 * An analysis that decides whether an update continues. One AnalysisRun measures all metrics of its templates.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/
 * @example
 * CanaryStep.analysis({
 *   templates: [health, AnalysisTemplate.fromName('team-gate')],
 *   args: [ArgumentValue.of('team', 'checkout')],
 * });
 */
export interface RolloutAnalysis {
  /**
   * The templates, at least one. All their metrics must have different names.
   */
  readonly templates: IAnalysisTemplate[];

  /**
   * Values of arguments. Required for arguments without a value. For others they replace the default.
   *
   * @default - the values that the rollout knows, and the defaults of the templates
   */
  readonly args?: ArgumentValue[];

  /**
   * Metrics that are measured here, but do not influence the result.
   *
   * @default - only those of the templates
   */
  readonly dryRun?: IAnalysisMetric[];

  /**
   * How many measurements of a metric are kept in the status of the AnalysisRun.
   *
   * @default - 10 of each metric
   */
  readonly measurementRetention?: MeasurementRetention[];

  /**
   * Labels and annotations of the AnalysisRun. Do not set the labels of the controller: `rollout-type`, `step-index`, `rollouts-pod-template-hash`.
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

/** The metrics of an analysis, as far as they are known in this app. */
export function metricsOf({ templates }: RolloutAnalysis): readonly AnalysisMetric[] {
  return contentsOf(templates).flatMap(({ metrics = [] }) => metrics);
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
  const declared = templates.map((template) => template.arguments);
  const given = givenArguments(args, declared.flat());
  const supplied = unitedArguments(declared, new Set(given.keys()))
    .filter(({ name }) => !given.has(name))
    .flatMap((argument) => argument._toRunArguments(useFor(argument.name)));
  const all = [...supplied, ...given.values()];
  return all.length > 0 ? all : undefined;
}

/** What is given, by the names under which templates know it. */
export function givenArguments(args: readonly ArgumentValue[], declared: readonly AnalysisArgument[]): Map<string, RunArgument> {
  return new Map(args.flatMap((argument) => {
    const meant = declared.filter((one) => one._isNamedBy(argument));
    meant.forEach((one) => one._assertFits(argument.value));
    const names = meant.length > 0 ? meant.map(({ name }) => name) : [argument.name];
    return names.map((name): [string, RunArgument] => [name, { ...argument._toKube(), name }]);
  }));
}

import { AnalysisUse } from '../analysis/analysis-use';
import { renderDryRun } from '../analysis/metric-options';
import { StepExperiment } from '../manifest/types';
import { goDuration } from '../synth/go-duration';
import { renderExperimentAnalyses } from './experiment-analysis';
import { assertEnds, ExperimentOptions } from './experiment-options';

/** Throws where an experiment cannot be a step. */
export function assertIsStep(experiment: ExperimentOptions) {
  const other = experiment.templates.find(({ _specRef }) => _specRef === undefined);
  if (other) {
    throw new Error(`template "${other.name}" has pods of its own, and a step takes them from the rollout: use ExperimentTemplate.stable or .canary, `
      + 'or make an Experiment');
  }
  assertEnds(experiment, 'the experiment of a step');
}

/** An experiment as a step of a rollout. */
export function renderStepExperiment(experiment: ExperimentOptions, use: AnalysisUse): StepExperiment {
  const { templates, analyses, duration, scaleDownDelay, dryRun, analysisRunMetadata } = experiment;
  return {
    templates: templates.map((template) => template._toStep()),
    analyses: renderExperimentAnalyses(analyses, {
      ...use,
      title: 'the experiment',
      templates,
      rolloutField: use.rolloutField,
      portsOf: () => use.podPorts(),
    }),
    duration: goDuration(duration),
    scaleDownDelaySeconds: scaleDownDelay?.toSeconds(),
    dryRun: renderDryRun(dryRun),
    analysisRunMetadata,
  };
}

import { Duration } from 'cdk8s';
import { Alert } from './alert';
import { oneOf } from './promql';
import { Selection } from './selection';
import { atLeast, WatchedRollout } from './watched-rollout';

const ANALYSED = ({ analysed }: WatchedRollout) => analysed;

/** Alerts about the AnalysisRuns and Experiments of a rollout. The label `name` is that of the run; `rollout` is taken from it. */
export const ANALYSIS_ALERTS: readonly Alert[] = [
  {
    name: 'RolloutAnalysisRunFailed',
    severity: 'critical',
    after: Duration.minutes(0),
    applies: ANALYSED,
    rolloutLabel: 'rollout',
    expr: endedWithin('30m', 'analysis_run_info', 'Failed', 'Error'),
    summary: ({ rollout }) => `Analysis {{ $labels.name }} of rollout ${rollout} failed`,
    description: ({ command }) => 'A metric was worse than its limit, or could not be measured. An update that depends on it is aborted. '
      + `The AnalysisRun's status has each measurement. See where the update stands: ${command('get rollout')}`,
  },
  {
    name: 'RolloutAnalysisInconclusive',
    severity: 'warning',
    after: Duration.minutes(0),
    applies: ANALYSED,
    rolloutLabel: 'rollout',
    expr: endedWithin('2h', 'analysis_run_info', 'Inconclusive'),
    summary: ({ rollout }) => `Analysis {{ $labels.name }} of rollout ${rollout} is inconclusive`,
    description: ({ command }) => 'The metrics show neither success nor failure, often because there was no traffic, so the update waits for someone. '
      + `The AnalysisRun's status has each measurement. To go on: ${command('promote')}. To go back: ${command('abort')}`,
  },
  {
    name: 'AnalysisRunRunningTooLong',
    severity: 'warning',
    // a background analysis goes on until the update is done
    after: ({ timedPauses }) => atLeast(Duration.hours(6), timedPauses, Duration.hours(1)),
    applies: ANALYSED,
    rolloutLabel: 'rollout',
    expr: (selection) => withRollout(selection, `max by (${selection.by}) (${selection.ofRuns('analysis_run_info', 'phase="Running"')}) == 1`),
    summary: ({ rollout }) => `Analysis {{ $labels.name }} of rollout ${rollout} does not come to an end`,
    description: ({ command }) => 'It measures for longer than an update should take. A metric without a count goes on until the update is done, '
      + `so see where the update stands: ${command('get rollout')}`,
  },
  {
    name: 'RolloutExperimentFailed',
    severity: 'warning',
    after: Duration.minutes(0),
    applies: ({ experiments }) => experiments,
    onRequest: true,
    rolloutLabel: 'rollout',
    expr: endedWithin('30m', 'experiment_info', 'Failed', 'Error'),
    summary: ({ rollout }) => `Experiment {{ $labels.name }} of rollout ${rollout} failed`,
    description: ({ command }) => 'An analysis of it failed, or its pods did not become available. The update that it is a step of is aborted. '
      + `The Experiment's status has the reason. See where the update stands: ${command('get rollout')}`,
  },
];

/** What ended like this a short while ago: the last few are kept, so their phase alone would alert for weeks. */
function endedWithin(time: string, metric: 'analysis_run_info' | 'experiment_info', ...phases: string[]) {
  return (selection: Selection) => {
    const runs = selection.ofRuns(metric, oneOf('phase', phases));
    return withRollout(selection, `max by (${selection.by}) (${runs}) == 1\n  unless\n  max by (${selection.by}) (${runs} offset ${time})`);
  };
}

function withRollout(selection: Selection, runs: string): string {
  return `label_replace(\n  ${runs},\n  "rollout", "$1", "name", "${selection.runName}"\n)`;
}

import { Duration } from 'cdk8s';
import { Alert } from './alert';
import { oneOf } from './promql';
import { Selection } from './selection';
import { atLeast } from './watched-rollout';

/** Alerts about what the controller says of a rollout. A failover of the controller can show a series twice, hence `max`. */
export const STATE_ALERTS: readonly Alert[] = [
  {
    name: 'RolloutInvalidSpec',
    severity: 'critical',
    after: Duration.minutes(5),
    expr: inPhase('InvalidSpec'),
    summary: ({ rollout }) => `Rollout ${rollout} is invalid`,
    description: ({ command }) => 'The controller refuses the rollout: its spec is wrong, or a Service, route or analysis template '
      + 'that it names is missing or does not fit. Its pods keep running, but nothing is updated until this is fixed. '
      + `The reason is in the message of: ${command('get rollout')}`,
  },
  {
    name: 'RolloutAborted',
    severity: 'critical',
    after: Duration.minutes(1),
    expr: inPhase('Abort'),
    summary: ({ rollout }) => `An update of rollout ${rollout} was aborted`,
    description: ({ command }) => 'An analysis failed, a deadline passed, or someone aborted it. The stable version serves. '
      + `Find the reason with: ${command('get rollout')}. Then deploy a fix or the manifests of the version before, `
      + `or try the same version again with: ${command('retry rollout')}`,
  },
  {
    name: 'RolloutProgressDeadlineExceeded',
    severity: 'critical',
    after: Duration.minutes(1),
    expr: inPhase('Timeout'),
    summary: ({ rollout }) => `An update of rollout ${rollout} makes no progress`,
    description: ({ command }) => 'New pods did not become available before the progress deadline. Look for image, probe and scheduling '
      + `errors of the pods in: ${command('get rollout')}. To go back to the stable version: ${command('abort')}`,
  },
  {
    name: 'RolloutReplicaSetCreateError',
    severity: 'critical',
    after: Duration.minutes(5),
    expr: inPhase('Error'),
    summary: ({ rollout }) => `The ReplicaSet of a new version of rollout ${rollout} cannot be created`,
    description: ({ describe }) => 'The cluster refuses it, because of a quota, an admission policy or a wrong pod template. '
      + `The pods of the version before keep running, and the rollout calls itself Healthy. The reason is in its conditions: ${describe}`,
  },
  {
    name: 'RolloutPausedTooLong',
    severity: 'warning',
    after: ({ longestTimedPause }) => atLeast(Duration.hours(1), longestTimedPause, Duration.minutes(10)),
    expr: inPhase('Paused'),
    summary: ({ rollout }) => `Rollout ${rollout} waits for someone`,
    description: ({ command }) => 'An update is paused for longer than any of its timed pauses lasts: a step waits for someone, or an analysis '
      + `was inconclusive. See where it stands with: ${command('get rollout')}. To go on: ${command('promote')}. To go back: ${command('abort')}`,
  },
  {
    name: 'RolloutInFlightTooLong',
    severity: 'warning',
    after: ({ timedPauses }) => atLeast(Duration.hours(4), timedPauses, Duration.hours(1)),
    expr: inPhase('Progressing', 'Paused'),
    summary: ({ rollout }) => `An update of rollout ${rollout} does not come to an end`,
    description: ({ command }) => 'Two versions have been running side by side for longer than all timed pauses take. See which step it is at with: '
      + `${command('get rollout')}. To go on: ${command('promote')}. To go back: ${command('abort')}`,
  },
  {
    name: 'RolloutReconcileErrors',
    severity: 'warning',
    after: Duration.minutes(10),
    expr: (selection) => `sum by (${selection.by}) (rate(${selection.ofRollouts('rollout_reconcile_error')}[5m])) > 0`,
    summary: ({ rollout }) => `The controller cannot handle rollout ${rollout}`,
    description: ({ command }) => 'It meets an error every time it tries, such as a missing permission, or someone else who keeps changing the same object. '
      + `Its log has the reason. See where the rollout stands: ${command('get rollout')}`,
  },
  {
    name: 'RolloutMetricsAbsent',
    severity: 'warning',
    after: Duration.minutes(15),
    alone: true,
    expr: (selection) => `absent(${selection.ofRollouts('rollout_info')})`,
    summary: ({ rollout }) => `There are no metrics of rollout ${rollout}`,
    description: ({ command }) => 'Most of its other alerts cannot fire. The controller does not run, or is not scraped, or its metrics have the namespace '
      + `under another label, or there is no such rollout. See: ${command('get rollout')}`,
  },
];

function inPhase(...phases: string[]) {
  return (selection: Selection) => `max by (${selection.by}) (${selection.ofRollouts('rollout_info', oneOf('phase', phases))}) == 1`;
}

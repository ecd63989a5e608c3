import { DEFAULTS } from '../manifest/defaults';
import { formatGoDuration } from '../manifest/go-duration';
import { RolloutSpec } from '../manifest/types';
import { Subject } from './subject';
import { count } from './words';

/** What the stages do not show. */
export function notesOf({ rollout, replicas, scaler }: Subject): string[] {
  const spec: RolloutSpec = rollout.spec ?? {};
  const { blueGreen, canary } = spec.strategy ?? {};
  const hasSteps = (canary?.steps ?? []).length > 0;
  return [
    'Times are those of pauses and measurements. How long pods take to start comes on top.',
    deadline(spec),
    ...replicas !== undefined ? [] : [scaler ? `${scaler} sets the number of pods, so it is not known: give it with --replicas.`
      : 'The number of pods is not written, so it is not known: give it with --replicas. The controller takes 1 where nobody sets it.'],
    ...blueGreen ? ['The very first version is active as soon as its pods are ready, without analysis and without pause.']
      : hasSteps ? ['The very first version takes no steps.'] : [],
    ...hasSteps ? ['A new version in the middle of an update begins at step 0, with the stable version as it was.',
      'Going back to the stable version in the middle of an update takes no steps. After its end it is an update like any other.'] : [],
    ...blueGreen ? [`A version whose pods have not stopped yet is active again at once: for ${seconds(blueGreen.scaleDownDelaySeconds)} after the update.`] : [],
    ...rollback(spec, blueGreen ? 'no analysis and no pause' : 'no steps'),
    ...blueGreen || canary?.trafficRouting && !canary.dynamicStableScale
      ? [`The old pods stay for ${seconds((blueGreen ?? canary)?.scaleDownDelaySeconds)} after the end.`] : [],
  ];
}

function deadline({ progressDeadlineSeconds = DEFAULTS.progressDeadlineSeconds, progressDeadlineAbort }: RolloutSpec): string {
  const then = progressDeadlineAbort ? 'the update is aborted' : 'the rollout is Degraded, and the controller keeps trying';
  return `Where pods do not get ready and there is no progress for ${formatGoDuration(progressDeadlineSeconds * 1000)}, ${then}.`;
}

function rollback({ rollbackWindow }: RolloutSpec, spared: string): string[] {
  const revisions = rollbackWindow?.revisions ?? 0;
  return revisions > 0 ? [`Going back by at most ${count(revisions, 'revision')} takes ${spared} (rollbackWindow).`] : [];
}

function seconds(delay: number = DEFAULTS.scaleDownDelaySeconds): string {
  return formatGoDuration(delay * 1000);
}

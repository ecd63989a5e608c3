import { counted } from '../manifest/counted';
import { DEFAULTS } from '../manifest/defaults';
import { RolloutAnalysis, RolloutSpec } from '../manifest/types';
import { fieldsIn } from '../reading/named-objects';
import { Phase } from './course';
import { list, seconds } from './words';

export const BY_HAND = '**waits until somebody promotes it**';

export const VERDICT = 'goes on when it succeeds, pauses when it is inconclusive, aborts when it fails';

/** Of an analysis that never fails. */
export const WAITING = { then: '**waits until its condition holds**, or somebody promotes it' };

/** A phase that judges the new version, if there is such an analysis. */
export function judgement(name: string, analysis: RolloutAnalysis | undefined): Phase[] {
  const names = templateNames(analysis);
  return names.length > 0 ? [{ name, happens: `analysis: ${list(names)}`, then: VERDICT }] : [];
}

export function templateNames(analysis: Pick<RolloutAnalysis, 'templates'> | undefined): string[] {
  return fieldsIn(analysis?.templates).flatMap(({ templateName }) => templateName ?? []);
}

/** What becomes of the pods of an aborted version. The controller takes zero for never. */
export function afterAbort(delaySeconds: number): string {
  return delaySeconds === 0 ? 'stay' : `stop after ${seconds(delaySeconds)}`;
}

export function deadlineNote({ progressDeadlineSeconds = DEFAULTS.progressDeadlineSeconds, progressDeadlineAbort }: RolloutSpec): string {
  const then = progressDeadlineAbort ? 'the update is aborted' : 'the rollout is `Degraded`, and the controller keeps trying';
  return `If its pods do not get ready and there is no progress for ${seconds(progressDeadlineSeconds)}, ${then}.`;
}

/** What is spared who goes back to a version of late. */
export function rollbackNotes({ rollbackWindow }: RolloutSpec, spared: string): string[] {
  const revisions = rollbackWindow?.revisions ?? 0;
  return revisions > 0 ? [`Going back by at most ${counted(revisions, 'revision')} takes no ${spared} (\`rollbackWindow\`).`] : [];
}

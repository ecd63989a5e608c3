import { Course } from './course';
import { Subject } from './subject';

/** What `get rollout` shows of a rollout, what that means, and which task is next. */
export interface Symptom {
  readonly phase: string;
  /** What its message says, or begins with. Any, if there are none. */
  readonly messages: readonly string[];
  readonly means: string;
  readonly next: string;
}

interface Row extends Symptom {
  applies?(subject: Subject, course: Course): boolean;
}

const isCanary = ({ spec }: Subject) => !spec.strategy?.blueGreen;
const isBlueGreen = ({ spec }: Subject) => Boolean(spec.strategy?.blueGreen);
const isJudged = ({ analyses }: Subject) => analyses.length > 0;
const hasExperiment = ({ spec }: Subject) => (spec.strategy?.canary?.steps ?? []).some((step) => step?.experiment);

const ROWS: readonly Row[] = [
  {
    phase: 'Paused',
    messages: ['CanaryPauseStep'],
    means: 'a step pauses: for its time, or until somebody promotes it',
    next: '"Go on", or "Give up"',
    applies: ({ spec }) => (spec.strategy?.canary?.steps ?? []).some((step) => step?.pause),
  },
  {
    phase: 'Paused',
    messages: ['BlueGreenPause'],
    means: 'the pause before promotion',
    next: 'try the new version before users get it, then "Go on", or "Give up"',
    applies: (_, { phases }) => phases.some(({ name }) => name === 'promotion'),
  },
  {
    phase: 'Paused',
    messages: ['InconclusiveAnalysisRun'],
    means: 'an analysis could not decide, often for want of requests',
    next: '"Look at the analyses", then "Go on", or "Give up"',
    applies: isJudged,
  },
  {
    phase: 'Paused',
    messages: ['InconclusiveExperiment'],
    means: 'an experiment could not decide',
    next: '"Look at the experiments", then "Go on", or "Give up"',
    applies: hasExperiment,
  },
  { phase: 'Paused', messages: ['manually paused'], means: 'somebody holds it', next: 'the second command of "Hold"' },
  {
    phase: 'Progressing',
    messages: ['waiting for all steps to complete'],
    means: 'an update is at a step that is no pause',
    next: '"Watch"; where it stays, "Look for the reason"',
    applies: (subject) => isCanary(subject),
  },
  {
    phase: 'Progressing',
    messages: ['active service cutover pending'],
    means: 'users still get the old version: its pods start, or are judged',
    next: '"Watch"',
    applies: isBlueGreen,
  },
  {
    phase: 'Progressing',
    messages: ['waiting for analysis to complete'],
    means: 'users get the new version, and it is judged',
    next: '"Look at the analyses"',
    applies: ({ spec }) => Boolean(spec.strategy?.blueGreen?.postPromotionAnalysis),
  },
  {
    phase: 'Progressing',
    messages: ['more replicas need to be updated', 'updated replicas are still becoming available'],
    means: 'pods start, or cannot',
    next: 'where it stays, "Look for the reason", then "Give up"',
  },
  {
    phase: 'Degraded',
    messages: ['ProgressDeadlineExceeded'],
    means: 'pods of the new version do not get ready',
    next: '"Look for the reason", then "Give up"',
    applies: ({ spec }) => !spec.progressDeadlineAbort,
  },
  {
    phase: 'Degraded',
    messages: ['RolloutAborted'],
    means: 'the update was given up, by a failed analysis, the deadline or somebody; the stable version serves',
    next: 'find the reason in the message; then deploy a version with a fix, revert to the one before, or "Try again"',
  },
  {
    phase: 'Degraded',
    messages: ['InvalidSpec'],
    means: 'the controller refuses the manifest, or what it names; the pods keep running',
    next: 'correct what the message says, and deploy again',
  },
  {
    phase: 'Healthy',
    messages: [],
    means: 'the newest version serves everybody; if it is bad, no analysis noticed it',
    next: 'if it is bad, "Go back to an earlier version"',
  },
  {
    phase: 'Healthy',
    messages: [],
    means: 'but the image is the one before: the cluster refuses the ReplicaSet of the new version, by a quota or a policy',
    next: '"Look for the reason": it is in the conditions of the rollout',
  },
];

export function symptomsOf(subject: Subject, course: Course): Symptom[] {
  return ROWS.filter(({ applies }) => applies?.(subject, course) ?? true)
    .map(({ phase, messages, means, next }) => ({ phase, messages, means, next }));
}

import { Bundle, BundleEntry, Manifest } from '../manifest/bundle';
import { alertsOf, RunbookAlert } from './alerts';
import { Course } from './course';
import { objectsAround, RelatedObject } from './objects';
import { courseOf } from './strategy';
import { Subject, subjectOf } from './subject';
import { summaryOf } from './summary';
import { Symptom, symptomsOf } from './symptoms';
import { Task, tasksOf } from './tasks';

/** What somebody needs to know who answers for a rollout. All texts are Markdown. */
export interface Runbook {
  readonly name: string;
  readonly namespace?: string;
  /** What it is, in a few sentences. */
  readonly summary: string;
  readonly objects: readonly RelatedObject[];
  readonly course: Course;
  readonly symptoms: readonly Symptom[];
  readonly tasks: readonly Task[];
  readonly alerts: readonly RunbookAlert[];
}

/**
 * A runbook for each rollout among manifests that are deployed together, or among some of them, in their order. The types of each rollout must
 * be right.
 */
export function runbooksOf(entries: readonly BundleEntry[], wanted: readonly BundleEntry[] = entries): Runbook[] {
  const bundle = new Bundle(entries);
  return wanted.map(({ manifest }) => manifest).filter(isRollout).map((rollout) => runbookOf(subjectOf(rollout, bundle)));
}

/** Whether it is a rollout that can be called by its name. */
function isRollout({ apiVersion, kind, metadata }: Manifest): boolean {
  return kind === 'Rollout' && String(apiVersion).startsWith('argoproj.io/') && Boolean(metadata?.name);
}

function runbookOf(subject: Subject): Runbook {
  const course = courseOf(subject);
  return {
    name: subject.name,
    namespace: subject.namespace,
    summary: summaryOf(subject, course),
    objects: objectsAround(subject),
    course,
    symptoms: symptomsOf(subject, course),
    tasks: tasksOf(subject, course),
    alerts: alertsOf(subject),
  };
}

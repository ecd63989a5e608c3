import { counted } from '../manifest/counted';
import { Course } from './course';
import { scalerOf } from './objects';
import { Subject } from './subject';
import { code, list } from './words';

/** What a rollout is, in a few sentences. */
export function summaryOf(subject: Subject, course: Course): string {
  const { spec: { replicas = 1, workloadRef }, containers } = subject;
  const scaler = scalerOf(subject);
  const images = containers.flatMap(({ image }) => image ?? []);
  return [
    course.kind,
    scaler ? `${scaler.kind} ${code(scaler.metadata.name)} sets the number of its pods.` : `It has ${counted(replicas, 'pod')}.`,
    ...workloadRef ? [`Its pod template is that of ${workloadRef.kind} ${code(workloadRef.name)}.`] : [],
    ...images.length > 0 ? [`Images: ${list(images)}.`] : [],
  ].join(' ');
}

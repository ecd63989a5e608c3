import { counted } from '../manifest/counted';
import { DEFAULTS } from '../manifest/defaults';
import { CanaryStrategy, RolloutSpec } from '../manifest/types';
import { pauseOf, phaseOfStep } from './canary-step';
import { Course } from './course';
import { afterAbort, deadlineNote, rollbackNotes, templateNames, WAITING } from './phases';
import { routerTitles } from './routers';
import { list, seconds } from './words';

/** The course of a canary update, of which some steps wait until something holds. */
export function canaryCourse(spec: RolloutSpec, strategy: CanaryStrategy, waiting: ReadonlySet<number>): Course {
  const { steps = [], trafficRouting } = strategy;
  const routers = routerTitles(trafficRouting);
  const pauses = steps.map(pauseOf);
  return {
    kind: steps.length === 0
      ? 'A canary without steps: an update replaces the pods a few at a time.'
      : `A canary in ${counted(steps.length, 'step')}, ${routers.length > 0 ? `whose traffic is split by ${routers.join(' and ')}` : 'whose traffic follows the number of pods'}.`,
    phases: steps.map((step, index) => ({ ...phaseOfStep(step, index, trafficRouting), ...waiting.has(index) ? WAITING : {} })),
    notes: [...stepNotes(steps.length), ...backgroundNote(strategy), ...endNote(strategy), deadlineNote(spec)],
    waitsForSomebody: pauses.flatMap((pause, index) => pause === undefined ? [`at step ${index}`] : []),
    pauses: pauses.reduce<number>((sum, pause = 0) => sum + pause, 0),
    promote: 'Ends a pause. Elsewhere it skips the rest of the step that is running, an analysis included.',
    abort: abort(strategy),
    rollback: [
      ...steps.length > 0 ? ['While the update is running, going back to the stable version takes no steps; after its end it is an update like any other.'] : [],
      ...rollbackNotes(spec, 'steps'),
    ],
  };
}

function stepNotes(steps: number): string[] {
  return steps > 0 ? [`\`get rollout\` shows the step that is running: \`Step: 0/${steps}\` is the first one, \`${steps}/${steps}\` the end. The very first version takes no steps.`] : [];
}

function backgroundNote({ analysis }: CanaryStrategy): string[] {
  const names = templateNames(analysis);
  return names.length > 0
    ? [`From step ${analysis?.startingStep ?? 0} on, an analysis with ${list(names)} runs beside the steps: the update pauses when it is inconclusive, and aborts when it fails.`]
    : [];
}

function endNote({ trafficRouting, dynamicStableScale, scaleDownDelaySeconds = DEFAULTS.scaleDownDelaySeconds }: CanaryStrategy): string[] {
  return trafficRouting && !dynamicStableScale ? [`After the last step the pods of the old version stay for ${seconds(scaleDownDelaySeconds)}.`] : [];
}

function abort({ trafficRouting, dynamicStableScale, abortScaleDownDelaySeconds = DEFAULTS.abortScaleDownDelaySeconds }: CanaryStrategy): string {
  if (!trafficRouting) {
    return 'Pods of the stable version replace those of the new one.';
  }
  return dynamicStableScale
    ? 'All traffic goes to the stable version, as fast as its pods come back.'
    : `All traffic goes to the stable version at once. The pods of the new one ${afterAbort(abortScaleDownDelaySeconds)}.`;
}

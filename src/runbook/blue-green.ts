import { counted } from '../manifest/counted';
import { DEFAULTS } from '../manifest/defaults';
import { BlueGreenStrategy, RolloutSpec } from '../manifest/types';
import { Course, Phase } from './course';
import { afterAbort, BY_HAND, deadlineNote, judgement, rollbackNotes } from './phases';
import { code, seconds } from './words';

/** The course of a blue-green update. */
export function blueGreenCourse(spec: RolloutSpec, strategy: BlueGreenStrategy): Course {
  const {
    activeService, abortScaleDownDelaySeconds = DEFAULTS.abortScaleDownDelaySeconds, scaleDownDelaySeconds = DEFAULTS.scaleDownDelaySeconds,
  } = strategy;
  const promotion = promotionOf(strategy);
  return {
    kind: `A blue-green rollout, promoted ${promotion.how}.`,
    phases: [
      preview(strategy),
      ...judgement('before promotion', strategy.prePromotionAnalysis),
      ...promotion.phases,
      { name: 'switch', happens: `Service ${code(activeService)} leads to the new version`, then: 'goes on at once' },
      ...judgement('after promotion', strategy.postPromotionAnalysis),
      { name: 'end', happens: 'the new version is the stable one', then: `the pods of the old one stop after ${seconds(scaleDownDelaySeconds)}` },
    ],
    notes: [deadlineNote(spec)],
    waitsForSomebody: promotion.waits,
    pauses: promotion.pauses,
    promote: promotion.phases.length > 0
      ? `Ends the pause before promotion: Service ${code(activeService)} leads to the new version.`
      : 'Ends the pause after an inconclusive analysis, or after "Hold".',
    abort: `Service ${code(activeService)} leads to the old version, or back to it. The pods of the new one ${afterAbort(abortScaleDownDelaySeconds)}.`,
    rollback: [
      `A version whose pods have not stopped yet serves again at once, which is for ${seconds(scaleDownDelaySeconds)}. Any other goes through all phases.`,
      ...rollbackNotes(spec, 'analysis and no pause'),
    ],
  };
}

function preview({ previewService, previewReplicaCount }: BlueGreenStrategy): Phase {
  const amount = previewReplicaCount === undefined ? '' : `, with ${counted(previewReplicaCount, 'pod')} at first`;
  const service = previewService ? `Service ${code(previewService)} leads to it` : 'no Service leads to it';
  return { name: 'preview', happens: `the new version starts beside the old one${amount}; ${service}`, then: 'goes on when its pods are ready' };
}

/** The pause before promotion. The time is only heeded where promotion is automatic. */
function promotionOf({ autoPromotionEnabled = true, autoPromotionSeconds = 0 }: BlueGreenStrategy) {
  const pause = (then: string): Phase => ({ name: 'promotion', happens: 'all users still get the old version', then });
  if (!autoPromotionEnabled) {
    return { how: 'by hand', phases: [pause(BY_HAND)], waits: ['before promotion'], pauses: 0 };
  }
  return autoPromotionSeconds > 0
    ? { how: `by itself after ${seconds(autoPromotionSeconds)}`, phases: [pause(`goes on after ${seconds(autoPromotionSeconds)}`)], waits: [], pauses: autoPromotionSeconds * 1000 }
    : { how: 'by itself', phases: [], waits: [], pauses: 0 };
}

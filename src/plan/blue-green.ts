import { Path } from '../manifest/pointer';
import { BlueGreenStrategy } from '../manifest/types';
import { mountsOf } from '../reading/analyses';
import { gateOf } from './gate';
import { AT_ONCE, lasting, UNTIL_PROMOTED } from './span';
import { INCONCLUSIVE, Stage, StagePods, StageWait } from './stage';
import { Subject } from './subject';
import { duration } from './words';

const STRATEGY: Path = ['spec', 'strategy', 'blueGreen'];

/** The stages of a blue-green update, in the order of the controller. */
export function blueGreenStages(subject: Subject): Stage[] {
  const { rollout, replicas } = subject;
  const strategy: BlueGreenStrategy = rollout.spec?.strategy?.blueGreen ?? {};
  const { activeService, previewService, previewReplicaCount = replicas } = strategy;
  const preview = podsOf(previewReplicaCount, replicas);
  const full = podsOf(replicas, replicas);
  return [
    stage('preview', previewService ? `new pods, under Service ${previewService}` : 'new pods', 0, preview),
    ...judged(subject, 'prePromotionAnalysis', 0, preview),
    ...promotion(strategy, preview),
    ...strategy.previewReplicaCount === undefined ? [] : [stage('scale', 'the rest of the new pods', 0, full)],
    stage('switch', `Service ${activeService} leads to the new version`, 100, full),
    ...judged(subject, 'postPromotionAnalysis', 100, full),
  ];
}

function podsOf(updated: number | undefined, stable: number | undefined): StagePods {
  return { updated, stable, peak: updated === undefined || stable === undefined ? undefined : updated + stable };
}

function stage(name: string, description: string, weight: number, pods: StagePods): Stage {
  return {
    name,
    path: STRATEGY,
    description,
    requestedWeight: weight,
    weight,
    headerRoutes: [],
    pods,
    time: AT_ONCE,
    waitsFor: StageWait.READY_PODS,
    gates: [],
    beside: [],
  };
}

/** The time is only heeded where promotion is automatic. */
function promotion({ autoPromotionEnabled = true, autoPromotionSeconds = 0 }: BlueGreenStrategy, pods: StagePods): Stage[] {
  const time = autoPromotionSeconds * 1000;
  const pause = stage('promotion', autoPromotionEnabled ? `pause ${duration(time)}` : 'pause', 0, pods);
  return !autoPromotionEnabled ? [{ ...pause, path: [...STRATEGY, 'autoPromotionEnabled'], time: UNTIL_PROMOTED, waitsFor: StageWait.PERSON }]
    : time > 0 ? [{ ...pause, path: [...STRATEGY, 'autoPromotionSeconds'], time: lasting(time), waitsFor: StageWait.TIME }] : [];
}

const NAMES = { prePromotionAnalysis: 'before promotion', postPromotionAnalysis: 'after promotion' };

function judged({ rollout, bundle }: Subject, field: keyof typeof NAMES, weight: number, pods: StagePods): Stage[] {
  return mountsOf(rollout).filter(({ path, references }) => path[3] === field && references.length > 0).map((mount): Stage => {
    const gate = gateOf(mount, rollout, bundle);
    return {
      ...stage(NAMES[field], `analysis ${gate.templates.join(', ')}`, weight, pods),
      path: mount.path,
      time: gate.time,
      waitsFor: StageWait.MEASUREMENTS,
      gates: [gate],
      failure: weight === 0 ? 'aborts, and users keep the old version' : 'aborts, and the Service goes back to the old version at once, whose pods still run',
      inconclusive: INCONCLUSIVE,
    };
  });
}

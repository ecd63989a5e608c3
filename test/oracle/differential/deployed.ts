import { Plan, pick } from './plan';
import { podTemplate, workloadOf, LABELS } from './pods';
import { routingOf } from './routing';
import { stepsOf } from './steps';
import { templatesOf, usesOf } from './templates';

export type Fields = Record<string, any>;

/** A bundle that is still to be changed. */
export interface Deployed {
  readonly plan: Plan;
  readonly objects: Fields[];
  readonly rollout: Fields;
}

/** The manifests of a plan: the controller accepts them. */
export function deploy(plan: Plan): Deployed {
  const routing = routingOf(plan);
  const templates = templatesOf(plan);
  const objects = [
    { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'api' }, spec: specOf(plan, routing) },
    ...['stable', 'canary', 'active', 'preview', 'ping', 'pong', 'root'].map(service),
    ...plan.workload === 'template' ? [] : [workloadOf(plan)],
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'tokens' }, stringData: { token: 'x' } },
    ...routing.objects,
    ...templates,
  ];
  const placed = structuredClone(objects) as Fields[];
  placed.filter(({ kind }) => plan.namespace && kind !== 'ClusterAnalysisTemplate').forEach(({ metadata }) => { metadata.namespace = 'shop'; });
  return { plan, objects: placed, rollout: placed[0] };
}

function service(name: string, index: number): Fields {
  const selector = pick([{ app: 'api' }, LABELS, undefined], index);
  return { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: { ports: [{ port: 80 }], ...selector && { selector } } };
}

const NUMBERS: readonly Fields[] = [
  {}, { replicas: 3 }, { replicas: 0 }, { minReadySeconds: 599 }, { minReadySeconds: 10, progressDeadlineSeconds: 11 },
  { progressDeadlineSeconds: 1 }, { revisionHistoryLimit: 0 }, { revisionHistoryLimit: 2, replicas: 10 }, { progressDeadlineAbort: true },
  { paused: true }, { analysis: { successfulRunHistoryLimit: 1, unsuccessfulRunHistoryLimit: 0 } }, { rollbackWindow: { revisions: 3 } },
];

const SELECTORS: readonly Fields[] = [
  { matchLabels: { app: 'api' } },
  { matchLabels: LABELS },
  { matchLabels: { app: 'api' }, matchExpressions: [{ key: 'tier', operator: 'In', values: ['web', 'front'] }] },
  { matchExpressions: [{ key: 'app', operator: 'Exists' }, { key: 'gone', operator: 'DoesNotExist' }] },
];

function specOf(plan: Plan, routing: Fields): Fields {
  const pods = plan.workload === 'template'
    ? { selector: pick(SELECTORS, plan.pod), template: podTemplate(plan.pod) }
    : { workloadRef: { apiVersion: plan.workload === 'PodTemplate' ? 'v1' : 'apps/v1', kind: plan.workload, name: 'api' } };
  const selector = plan.workload === 'PodTemplate' ? { selector: SELECTORS[0] } : {};
  return {
    ...pods,
    ...selector,
    ...pick(NUMBERS, plan.numbers),
    strategy: plan.strategy === 'canary' ? { canary: canaryOf(plan, routing) } : { blueGreen: blueGreenOf(plan) },
  };
}

const ANTI_AFFINITIES: readonly Fields[] = [
  {}, { antiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: {} } },
  { antiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: { weight: 1 } } },
];

const MOVES: readonly Fields[] = [
  {}, { maxSurge: 1 }, { maxUnavailable: 0 }, { maxSurge: '0%', maxUnavailable: 1 }, { maxSurge: '20%', maxUnavailable: 0 }, { abortScaleDownDelaySeconds: 0 },
];

const SCALE_DOWNS: readonly Fields[] = [{}, { scaleDownDelaySeconds: 30 }, { dynamicStableScale: true }];

function canaryOf(plan: Plan, routing: Fields): Fields {
  const routed = routing.trafficRouting ? { trafficRouting: routing.trafficRouting, ...pick(SCALE_DOWNS, plan.numbers) } : {};
  const steps = stepsOf(plan);
  return {
    ...routing.services,
    ...routed,
    ...pick(MOVES, plan.pod),
    ...pick(ANTI_AFFINITIES, plan.numbers),
    ...steps.length > 0 ? { steps } : {},
    ...plan.background ? { analysis: usesOf(plan, true) } : {},
  };
}

const PROMOTIONS: readonly Fields[] = [
  {}, { autoPromotionEnabled: false }, { autoPromotionSeconds: 30 }, { scaleDownDelaySeconds: 30 }, { scaleDownDelayRevisionLimit: 0 },
  { previewReplicaCount: 1 },
];

function blueGreenOf(plan: Plan): Fields {
  const gates = pick([['prePromotionAnalysis'], ['postPromotionAnalysis'], ['prePromotionAnalysis', 'postPromotionAnalysis']], plan.pod);
  return {
    activeService: 'active',
    ...plan.several ? { previewService: 'preview' } : {},
    ...pick(PROMOTIONS, plan.pod),
    ...pick(ANTI_AFFINITIES, plan.numbers),
    ...Object.fromEntries(plan.background ? gates.map((gate) => [gate, usesOf(plan)]) : []),
  };
}

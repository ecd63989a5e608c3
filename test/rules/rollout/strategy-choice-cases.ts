import { RuleCases } from '../rule-cases';

const rollout = (spec: string) => `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {${spec}}}`;
const canary = (fields: string, others = '') => rollout(`strategy: {canary: {${fields}}}${others}`);
const blueGreen = (fields: string, others = '') => rollout(`strategy: {blueGreen: {activeService: api, ${fields}}}${others}`);
const gate = (args: string) => `prePromotionAnalysis: {templates: [{templateName: health}], args: [${args}]}`;

const CANARY = '/spec/strategy/canary';
const BLUE_GREEN = '/spec/strategy/blueGreen';
const PAIR = 'pingPong: {pingService: ping, pongService: pong}';
const NGINX = 'trafficRouting: {nginx: {stableIngress: api}}';
const LABELLED = ', template: {metadata: {labels: {role: web}, annotations: {team: a}}}';
const GONE = 'itself, and it is gone when the pods change their role: take another, or give it in';

export const STRATEGY_CHOICE_CASES: Record<string, RuleCases> = {
  'pod-amount-readable': {
    accepts: [canary('maxSurge: 25%, maxUnavailable: 0'), canary('maxSurge: 1'), blueGreen('maxUnavailable: 10%')],
    rejects: {
      [`${CANARY}/maxSurge: maxSurge is a number such as 2, or a percentage such as "25%", got "5"`]: canary('maxSurge: "5"'),
      [`${CANARY}/maxUnavailable: maxUnavailable is a number such as 2, or a percentage such as "25%", got "one"`]: canary('maxUnavailable: one'),
      [`${BLUE_GREEN}/maxUnavailable: maxUnavailable is a number such as 2, or a percentage such as "25%", got "0.5%"`]: blueGreen('maxUnavailable: 0.5%'),
    },
  },
  'field-used-by-routing': {
    accepts: [canary(`minPodsPerReplicaSet: 2, abortScaleDownDelaySeconds: 60, ${NGINX}`), canary('maxSurge: 1')],
    rejects: {
      [`${CANARY}/minPodsPerReplicaSet: minPodsPerReplicaSet does nothing without traffic routing, got 2: add a router, or leave it out`]:
        canary('minPodsPerReplicaSet: 2'),
      [`${CANARY}/abortScaleDownDelaySeconds: abortScaleDownDelaySeconds does nothing without traffic routing, got 60: add a router, or leave it out\n`
        + `${CANARY}/scaleDownDelayRevisionLimit: scaleDownDelayRevisionLimit does nothing without traffic routing, got 1: add a router, or leave it out`]:
        canary('abortScaleDownDelaySeconds: 60, scaleDownDelayRevisionLimit: 1'),
    },
  },
  'ping-pong-used': {
    accepts: [
      canary(`${PAIR}, trafficRouting: {istio: {}}`), canary('stableService: a, canaryService: b, trafficRouting: {istio: {}}'),
      canary(`${PAIR}, stableService: a, canaryService: b, trafficRouting: {istio: {}, alb: {}}`),
    ],
    rejects: {
      [`${CANARY}/pingPong: istio uses pingPong only without stableService and canaryService, got "a": leave one of the pairs out`]:
        canary(`${PAIR}, stableService: a, trafficRouting: {istio: {}, managedRoutes: [{name: b}]}`),
    },
  },
  'history-kept': {
    accepts: [rollout('revisionHistoryLimit: 3, rollbackWindow: {revisions: 3}'), rollout('rollbackWindow: {revisions: 10}'), rollout('rollbackWindow: {}')],
    rejects: {
      '/spec/revisionHistoryLimit: a revisionHistoryLimit of 0 keeps no version to go back to: keep at least 1': rollout('revisionHistoryLimit: 0'),
      '/spec/rollbackWindow/revisions: rollbackWindow may reach back at most revisionHistoryLimit (3) versions, got 4':
        rollout('revisionHistoryLimit: 3, rollbackWindow: {revisions: 4}'),
      '/spec/rollbackWindow/revisions: rollbackWindow may reach back at most revisionHistoryLimit (10) versions, got 11': rollout('rollbackWindow: {revisions: 11}'),
    },
  },
  'run-history-kept': {
    accepts: [rollout('analysis: {successfulRunHistoryLimit: 0, unsuccessfulRunHistoryLimit: 10}'), rollout('analysis: {}')],
    rejects: Object.fromEntries(['successfulRunHistoryLimit', 'unsuccessfulRunHistoryLimit'].map((limit) => [
      `/spec/analysis/${limit}: ${limit} must be at least 0, got -1: give the number of runs to keep`, rollout(`analysis: {${limit}: -1}`),
    ])),
  },
  'preview-reachable': {
    accepts: [
      blueGreen(`previewService: preview, ${gate('')}`), blueGreen(gate('{name: hash, valueFrom: {podTemplateHashValue: Latest}}')),
      blueGreen('postPromotionAnalysis: {templates: [{templateName: health}]}'),
    ],
    rejects: {
      [`${BLUE_GREEN}/prePromotionAnalysis: an analysis before the promotion needs a previewService, or an argument with podTemplateHashValue Latest, got neither`]:
        blueGreen(gate('{name: hash, valueFrom: {podTemplateHashValue: Stable}}')),
    },
  },
  'preview-in-replicas': {
    accepts: [blueGreen('previewReplicaCount: 2', ', replicas: 2'), blueGreen('previewReplicaCount: 2'), blueGreen('previewReplicaCount: 2', ', replicas: 0')],
    rejects: {
      [`${BLUE_GREEN}/previewReplicaCount: previewReplicaCount may be at most the replicas of the rollout (2), got 3`]:
        blueGreen('previewReplicaCount: 3', ', replicas: 2'),
    },
  },
  'scale-down-waits': {
    accepts: [blueGreen('scaleDownDelaySeconds: 30'), blueGreen(''), canary(`scaleDownDelaySeconds: 60, ${NGINX}`)],
    rejects: {
      [`${BLUE_GREEN}/scaleDownDelaySeconds: old pods should wait at least 30 seconds before they go, got 5`]: blueGreen('scaleDownDelaySeconds: 5'),
      [`${CANARY}/scaleDownDelaySeconds: old pods should wait at least 30 seconds before they go, got 0`]: canary(`scaleDownDelaySeconds: 0, ${NGINX}`),
    },
  },
  'aborted-pods-go': {
    accepts: [blueGreen('abortScaleDownDelaySeconds: 1'), canary('abortScaleDownDelaySeconds: 0')],
    rejects: {
      [`${BLUE_GREEN}/abortScaleDownDelaySeconds: an abortScaleDownDelaySeconds of 0 keeps the pods for ever: 1 takes them away at once`]:
        blueGreen('abortScaleDownDelaySeconds: 0'),
      [`${CANARY}/abortScaleDownDelaySeconds: an abortScaleDownDelaySeconds of 0 keeps the pods for ever: 1 takes them away at once`]:
        canary(`abortScaleDownDelaySeconds: 0, ${NGINX}`),
    },
  },
  'rollout-runs': {
    accepts: [rollout('paused: false'), rollout('replicas: 1')],
    rejects: { '/spec/paused: a manifest should not pause its rollout, got true: leave it out': rollout('paused: true') },
  },
  'role-metadata-apart': {
    accepts: [
      canary('canaryMetadata: {labels: {track: canary}}', LABELLED), canary('canaryMetadata: {labels: {role: a}}, stableMetadata: {labels: {role: b}}', LABELLED),
      canary('canaryMetadata: {labels: {role: a}}'),
    ],
    rejects: {
      [`${CANARY}/canaryMetadata/labels/role: the pod template has role ${GONE} stableMetadata too`]: canary('canaryMetadata: {labels: {role: canary}}', LABELLED),
      [`${BLUE_GREEN}/activeMetadata/annotations/team: the pod template has team ${GONE} previewMetadata too`]:
        blueGreen('activeMetadata: {annotations: {team: b}}', LABELLED),
    },
  },
};

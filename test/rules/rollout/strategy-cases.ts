import { RuleCases } from '../rule-cases';

const rollout = (spec: string, name = 'api') => `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: ${name}}, spec: {${spec}}}`;
const blueGreen = (fields: string, others = '') => rollout(`strategy: {blueGreen: {activeService: api, ${fields}}}${others}`);
const canary = (fields: string, others = '') => rollout(`strategy: {canary: {${fields}}}${others}`);

const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';
const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const AFFINITY = `an anti-affinity needs exactly one of ${PREFERRED} and ${REQUIRED}`;

export const STRATEGY_CASES: Record<string, RuleCases> = {
  'amount-not-negative': {
    accepts: [rollout('replicas: 0, minReadySeconds: 0, revisionHistoryLimit: 0'), blueGreen('autoPromotionSeconds: 0, previewReplicaCount: 0')],
    rejects: {
      '/spec/replicas: replicas must be at least 0, got -1': rollout('replicas: -1'),
      '/spec/minReadySeconds: minReadySeconds must be at least 0, got -5': rollout('minReadySeconds: -5'),
      '/spec/revisionHistoryLimit: revisionHistoryLimit must be at least 0, got -1': rollout('revisionHistoryLimit: -1'),
      '/spec/strategy/blueGreen/autoPromotionSeconds: autoPromotionSeconds must be at least 0, got -1': blueGreen('autoPromotionSeconds: -1'),
      '/spec/strategy/blueGreen/previewReplicaCount: previewReplicaCount must be at least 0, got -1': blueGreen('previewReplicaCount: -1'),
    },
  },
  'one-anti-affinity': {
    accepts: [canary(`antiAffinity: {${REQUIRED}: {}}`), blueGreen(`antiAffinity: {${PREFERRED}: {weight: 1}}`), canary('')],
    rejects: {
      [`/spec/strategy/canary/antiAffinity: ${AFFINITY}, got neither`]: canary('antiAffinity: {}'),
      [`/spec/strategy/blueGreen/antiAffinity: ${AFFINITY}, got both`]: blueGreen(`antiAffinity: {${REQUIRED}: {}, ${PREFERRED}: {weight: 1}}`),
    },
  },
  'anti-affinity-weight': {
    accepts: [canary(`antiAffinity: {${PREFERRED}: {weight: 1}}`), blueGreen(`antiAffinity: {${PREFERRED}: {weight: 100}}`)],
    rejects: {
      [`/spec/strategy/canary/antiAffinity/${PREFERRED}/weight: the weight of an anti-affinity must lie between 1 and 100, got 0`]:
        canary(`antiAffinity: {${PREFERRED}: {weight: 0}}`),
      [`/spec/strategy/blueGreen/antiAffinity/${PREFERRED}/weight: the weight of an anti-affinity must lie between 1 and 100, got 101`]:
        blueGreen(`antiAffinity: {${PREFERRED}: {weight: 101}}`),
    },
  },
  'scale-down-in-history': {
    accepts: [blueGreen('scaleDownDelayRevisionLimit: 10'), blueGreen('scaleDownDelayRevisionLimit: 11', ', revisionHistoryLimit: 11')],
    rejects: {
      '/spec/strategy/blueGreen/scaleDownDelayRevisionLimit: scaleDownDelayRevisionLimit may be at most revisionHistoryLimit (10), got 11':
        blueGreen('scaleDownDelayRevisionLimit: 11'),
      '/spec/strategy/blueGreen/scaleDownDelayRevisionLimit: scaleDownDelayRevisionLimit may be at most revisionHistoryLimit (1), got 2':
        blueGreen('scaleDownDelayRevisionLimit: 2', ', revisionHistoryLimit: 1'),
    },
  },
  'auto-promotion-enabled': {
    accepts: [blueGreen('autoPromotionSeconds: 60'), blueGreen('autoPromotionEnabled: true, autoPromotionSeconds: 60'), blueGreen('autoPromotionEnabled: false')],
    rejects: {
      '/spec/strategy/blueGreen/autoPromotionSeconds: autoPromotionSeconds needs autoPromotionEnabled, got 60 and false: leave one of them out':
        blueGreen('autoPromotionEnabled: false, autoPromotionSeconds: 60'),
    },
  },
  'role-label-free': {
    accepts: [canary('canaryMetadata: {labels: {role: canary}, annotations: {app: a}}', ', selector: {matchLabels: {app: api}}')],
    rejects: {
      '/spec/strategy/canary/canaryMetadata/labels/app: the label app is what the selector finds the pods by, use another':
        canary('canaryMetadata: {labels: {app: canary}}', ', selector: {matchLabels: {app: api}}'),
      '/spec/strategy/blueGreen/activeMetadata/labels/example.com~1app: the label example.com/app is what the selector finds the pods by, use another':
        blueGreen('activeMetadata: {labels: {example.com/app: a}}', ', selector: {matchExpressions: [{key: example.com/app, operator: Exists}]}'),
      '/spec/strategy/canary/stableMetadata/labels/rollouts-pod-template-hash: the label rollouts-pod-template-hash belongs to the controller, use another':
        canary('stableMetadata: {labels: {rollouts-pod-template-hash: a}}'),
    },
  },
};

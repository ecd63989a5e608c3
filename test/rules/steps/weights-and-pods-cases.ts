import { RuleCases } from '../rule-cases';

const rollout = (canary: string, others = '') =>
  `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: {${canary}}}${others}}}`;
const steps = (list: string, replicas?: number, canary = '') => rollout(`steps: [${list}]${canary}`, replicas === undefined ? '' : `, replicas: ${replicas}`);
const routed = (list: string, replicas?: number, canary = '') => steps(list, replicas, `, trafficRouting: {nginx: {stableIngress: api}}${canary}`);
const threshold = (type: string, value: number) => `, replicaProgressThreshold: {type: ${type}, value: ${value}}`;

const STEPS = '/spec/strategy/canary/steps';
const REMEDY = 'take other weights, more replicas, or a router';
const LOWER = 'lower the threshold, or take the type Percent';

export const WEIGHTS_AND_PODS_CASES: Record<string, RuleCases> = {
  'last-weight-watched': {
    accepts: [
      steps('{setWeight: 20}, {pause: {duration: 5m}}'), steps('{pause: {}}, {setWeight: 100}'), steps('{setWeight: 40}, {plugin: {name: a/b}}'),
      steps('{pause: {}}'), steps('{setWeight: 40}, {analysis: {templates: [{templateName: a}]}}'), routed('{pause: {}}, {setWeight: 0}'),
    ],
    rejects: {
      [`${STEPS}/2/setWeight: after the last weight the rollout goes from 40 to 100 at once: add a pause or an analysis after it`]:
        steps('{setWeight: 20}, {pause: {duration: 5m}}, {setWeight: 40}'),
    },
  },
  'weight-grows': {
    accepts: [steps('{setWeight: 20}, {pause: {}}, {setWeight: 40}'), steps('{setWeight: 0}, {pause: {}}')],
    rejects: {
      [`${STEPS}/2/setWeight: the weight goes down here, from 40 to 20: give more than 40, or leave the step out`]: steps('{setWeight: 40}, {pause: {}}, {setWeight: 20}'),
      [`${STEPS}/1/setWeight: the weight is 40 already: give more, or leave the step out`]: steps('{setWeight: 40}, {setWeight: 40}'),
    },
  },
  'canary-has-pods': {
    accepts: [
      routed('{setCanaryScale: {replicas: 1}}, {setWeight: 20}'), routed('{setCanaryScale: {weight: 0}}, {setCanaryScale: {matchTrafficWeight: true}}, {setWeight: 20}'),
      routed('{setCanaryScale: {replicas: 0}}, {setWeight: 0}'),
    ],
    rejects: {
      [`${STEPS}/1/setWeight: a canary with a weight needs pods, got weight 20 after a setCanaryScale of 0: set a scale, or matchTrafficWeight, before`]:
        routed('{setCanaryScale: {replicas: 0}}, {setWeight: 20}'),
      [`${STEPS}/2/setWeight: a canary with a weight needs pods, got weight 20 after a setCanaryScale of 0: set a scale, or matchTrafficWeight, before`]:
        routed('{setCanaryScale: {weight: 0}}, {pause: {}}, {setWeight: 20}'),
    },
  },
  'canary-scale-fits-weight': {
    accepts: [
      routed('{setCanaryScale: {replicas: 2}}, {setWeight: 20}, {pause: {}}', 10), routed('{setCanaryScale: {replicas: 1}}, {setWeight: 50}'),
      routed('{setCanaryScale: {weight: 20}}, {setWeight: 20}'), routed('{setCanaryScale: {replicas: 1}}, {setWeight: 30}', 5),
      routed('{setCanaryScale: {replicas: 1}}, {setCanaryScale: {matchTrafficWeight: true}}, {setWeight: 50}', 10),
    ],
    rejects: {
      [`${STEPS}/1/setWeight: the canary keeps its scale of 1 replica, got weight 50: set setCanaryScale to matchTrafficWeight before`]:
        routed('{setCanaryScale: {replicas: 1}}, {setWeight: 50}, {setWeight: 80}', 10),
      [`${STEPS}/2/setWeight: the canary keeps its scale of weight 10, got weight 20: set setCanaryScale to matchTrafficWeight before`]:
        routed('{setCanaryScale: {weight: 10}}, {setWeight: 10}, {setWeight: 20}'),
    },
  },
  'canary-scale-in-replicas': {
    accepts: [routed('{setCanaryScale: {replicas: 5}}', 5), routed('{setCanaryScale: {replicas: 5}}'), routed('{setCanaryScale: {replicas: 5}}', 0)],
    rejects: {
      [`${STEPS}/0/setCanaryScale/replicas: the canary's scale may be at most the replicas of the rollout (5), got 6`]: routed('{setCanaryScale: {replicas: 6}}', 5),
    },
  },
  'pods-make-weight': {
    accepts: [
      steps('{setWeight: 20}, {setWeight: 40}', 5), steps('{setWeight: 5}'), routed('{setWeight: 5}', 1), steps('{setWeight: 50}', 1),
      steps('{setWeight: 10}', 5), steps('{setWeight: 100}', 1), steps('{setWeight: 0}', 3), steps('{setWeight: 33}', 3), steps('{setWeight: 5}', 0),
    ],
    rejects: {
      [`${STEPS}/0/setWeight: with 3 replicas a weight of 5 becomes 25 (1 of 4 pods): ${REMEDY}`]: steps('{setWeight: 5}, {pause: {}}, {setWeight: 10}', 3),
      [`${STEPS}/0/setWeight: with 1 replica a weight of 80 becomes 50 (1 of 2 pods): ${REMEDY}`]: steps('{setWeight: 80}', 1),
      [`${STEPS}/0/setWeight: with 1 replica a weight of 20 becomes 0 (0 of 1 pod): ${REMEDY}`]: steps('{setWeight: 20}', 1, ', maxSurge: 0, maxUnavailable: 1'),
      [`${STEPS}/0/setWeight: with 3 replicas a weight of 5 becomes 33 (1 of 3 pods): ${REMEDY}`]: steps('{setWeight: 5}', 3, ', maxSurge: 0%, maxUnavailable: 1'),
    },
  },
  'threshold-has-pods': {
    accepts: [
      routed('{setWeight: 20}', 5, threshold('Pods', 1)), steps('{setWeight: 0}', 5, threshold('Percent', 50)),
      routed('{setCanaryScale: {replicas: 1}}, {setWeight: 0}', 5, threshold('Pods', 1)), routed('{setWeight: 0}', 5, threshold('Pods', 0)),
      routed('{pause: {}}', 5, threshold('Pods', 1)),
    ],
    rejects: {
      [`${STEPS}/0: the step waits for the 1 pod of replicaProgressThreshold, got 0 there: ${LOWER}`]: steps('{setWeight: 0}, {setWeight: 20}', 5, threshold('Pods', 1)),
      [`${STEPS}/1: the step waits for the 2 pods of replicaProgressThreshold, got 0 there: ${LOWER}`]:
        routed('{setWeight: 50}, {setCanaryScale: {replicas: 0}}', 5, threshold('Pods', 2)),
    },
  },
  'threshold-fits-replicas': {
    accepts: [
      routed('{setWeight: 50}', 10, threshold('Pods', 5)), routed('{setWeight: 50}', undefined, threshold('Pods', 5)),
      routed('{setWeight: 1}', 10, `${threshold('Pods', 3)}, minPodsPerReplicaSet: 3`), steps('{setWeight: 20}', 10, threshold('Pods', 2)),
    ],
    rejects: {
      [`${STEPS}/0: the step waits for the 5 pods of replicaProgressThreshold, got 2 there: ${LOWER}`]: routed('{setWeight: 20}', 10, threshold('Pods', 5)),
      [`${STEPS}/0: the step waits for the 5 pods of replicaProgressThreshold, got 1 there: ${LOWER}`]: routed('{setCanaryScale: {replicas: 1}}', 10, threshold('Pods', 5)),
      [`${STEPS}/1: the step waits for the 3 pods of replicaProgressThreshold, got 2 there: ${LOWER}`]:
        steps('{pause: {}}, {setWeight: 20}', 10, threshold('Pods', 3)),
    },
  },
};

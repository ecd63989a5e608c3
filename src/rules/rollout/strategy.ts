import { Manifest } from '../../manifest/bundle';
import { DEFAULTS } from '../../manifest/defaults';
import { HASH_LABEL } from '../../manifest/names';
import { pointer } from '../../manifest/pointer';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';

const STRATEGIES = ['blueGreen', 'canary'];

const AMOUNTS = [
  ['replicas'], ['minReadySeconds'], ['revisionHistoryLimit'],
  ['strategy', 'blueGreen', 'autoPromotionSeconds'], ['strategy', 'blueGreen', 'previewReplicaCount'],
];

const amountNotNegative: Rule = {
  id: 'amount-not-negative',
  stage: 'lint',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the controller refuses it, never promotes, or fails to create the pods',
  check({ spec }: Manifest): Violation[] {
    return AMOUNTS.flatMap((path) => {
      const amount: number | undefined = path.reduce((value, key) => value?.[key], spec);
      return amount === undefined || amount >= 0 ? [] : [{
        pointer: pointer('spec', ...path),
        message: `${path[path.length - 1]} must be at least 0, got ${amount}`,
      }];
    });
  },
};

const AFFINITIES = ['preferredDuringSchedulingIgnoredDuringExecution', 'requiredDuringSchedulingIgnoredDuringExecution'];

const oneAntiAffinity: Rule = {
  id: 'one-anti-affinity',
  stage: 'lint',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the controller refuses an anti-affinity that is both preferred and required, or neither',
  check({ spec }: Manifest): Violation[] {
    return STRATEGIES.flatMap((strategy) => {
      const antiAffinity = spec?.strategy?.[strategy]?.antiAffinity;
      const given = AFFINITIES.filter((affinity) => antiAffinity?.[affinity] !== undefined);
      return !antiAffinity || given.length === 1 ? [] : [{
        pointer: pointer('spec', 'strategy', strategy, 'antiAffinity'),
        message: `an anti-affinity needs exactly one of ${AFFINITIES.join(' and ')}, got ${given.length === 0 ? 'neither' : 'both'}`,
      }];
    });
  },
};

const antiAffinityWeight: Rule = {
  id: 'anti-affinity-weight',
  stage: 'lint',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the controller refuses a weight that Kubernetes does not know',
  check({ spec }: Manifest): Violation[] {
    return STRATEGIES.flatMap((strategy) => {
      const weight = spec?.strategy?.[strategy]?.antiAffinity?.[AFFINITIES[0]]?.weight;
      return weight === undefined || (weight >= 1 && weight <= 100) ? [] : [{
        pointer: pointer('spec', 'strategy', strategy, 'antiAffinity', AFFINITIES[0], 'weight'),
        message: `the weight of an anti-affinity must lie between 1 and 100, got ${weight}`,
      }];
    });
  },
};

const scaleDownInHistory: Rule = {
  id: 'scale-down-in-history',
  stage: 'lint',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'old versions beyond the history are deleted, so they cannot keep their pods; the controller refuses it',
  check({ spec }: Manifest): Violation[] {
    const limit = spec?.strategy?.blueGreen?.scaleDownDelayRevisionLimit;
    const history = spec?.revisionHistoryLimit ?? DEFAULTS.revisionHistoryLimit;
    return limit === undefined || limit <= history ? [] : [{
      pointer: pointer('spec', 'strategy', 'blueGreen', 'scaleDownDelayRevisionLimit'),
      message: `scaleDownDelayRevisionLimit may be at most revisionHistoryLimit (${history}), got ${limit}`,
    }];
  },
};

const autoPromotionEnabled: Rule = {
  id: 'auto-promotion-enabled',
  stage: 'never',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'with autoPromotionEnabled false the controller does not look at the seconds, and waits for a human for ever',
  check({ spec }: Manifest): Violation[] {
    const { autoPromotionEnabled: enabled, autoPromotionSeconds } = spec?.strategy?.blueGreen ?? {};
    return enabled !== false || !(autoPromotionSeconds > 0) ? [] : [{
      pointer: pointer('spec', 'strategy', 'blueGreen', 'autoPromotionSeconds'),
      message: `autoPromotionSeconds needs autoPromotionEnabled, got ${autoPromotionSeconds} and false: leave one of them out`,
    }];
  },
};

const ROLE_LABELS = [
  ['blueGreen', 'activeMetadata'], ['blueGreen', 'previewMetadata'], ['canary', 'stableMetadata'], ['canary', 'canaryMetadata'],
];

const roleLabelFree: Rule = {
  id: 'role-label-free',
  stage: 'reconcile',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the label of a role replaces the one by which pods are found, and the API server refuses the ReplicaSet, or traffic goes to the wrong pods',
  check({ spec }: Manifest): Violation[] {
    const { matchLabels = {}, matchExpressions = [] } = spec?.selector ?? {};
    const taken = [...Object.keys(matchLabels), ...matchExpressions.map(({ key }: { key?: string }) => key), HASH_LABEL];
    return ROLE_LABELS.flatMap((path) => {
      const labels: Record<string, string> = path.reduce((value, key) => value?.[key], spec?.strategy)?.labels ?? {};
      return Object.keys(labels).filter((key) => taken.includes(key)).map((key) => ({
        pointer: pointer('spec', 'strategy', ...path, 'labels', key),
        message: `the label ${key} ${key === HASH_LABEL ? 'belongs to the controller' : 'is what the selector finds the pods by'}, use another`,
      }));
    });
  },
};

export const STRATEGY_RULES: readonly Rule[] = [
  amountNotNegative, oneAntiAffinity, antiAffinityWeight, scaleDownInHistory, autoPromotionEnabled, roleLabelFree,
];

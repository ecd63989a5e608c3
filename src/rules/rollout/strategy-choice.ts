import { Bundle, Manifest } from '../../manifest/bundle';
import { DEFAULTS } from '../../manifest/defaults';
import { pointer } from '../../manifest/pointer';
import { routersOf } from '../../reading/routers';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { within } from '../rule/violations';

type Part = Record<string, any>;

/** A rule about fields that do not go together. The pointer of a violation starts inside the spec. */
function specRule(rule: Omit<Rule, 'check' | 'kinds'> & { check(spec: Part, manifest: Manifest, bundle: Bundle): Violation[] }): Rule {
  return {
    ...rule,
    kinds: ['Rollout'],
    check: (manifest, bundle) => within(['spec'], rule.check(manifest.spec ?? {}, manifest, bundle)),
  };
}

/** Where pods may differ in number while they change. */
const AMOUNTS = [['canary', 'maxSurge'], ['canary', 'maxUnavailable'], ['blueGreen', 'maxUnavailable']];

const podAmountReadable = specRule({
  id: 'pod-amount-readable',
  stage: 'never',
  severity: Severity.ERROR,
  why: 'the controller takes each text for a percentage, and where it finds no number in it, no pod is ever replaced',
  check({ strategy }) {
    return AMOUNTS.flatMap(([kind, field]) => {
      const amount = strategy?.[kind]?.[field];
      return typeof amount !== 'string' || /^\d+%$/.test(amount) ? [] : [{
        pointer: pointer('strategy', kind, field),
        message: `${field} is a number such as 2, or a percentage such as "25%", got ${JSON.stringify(amount)}`,
      }];
    });
  },
});

const ROUTED_FIELDS = ['minPodsPerReplicaSet', 'abortScaleDownDelaySeconds', 'scaleDownDelayRevisionLimit'];

const fieldUsedByRouting = specRule({
  id: 'field-used-by-routing',
  stage: 'never',
  severity: Severity.WARNING,
  why: 'the controller looks at the field only while a router moves traffic',
  check({ strategy }) {
    const canary: Part = strategy?.canary ?? {};
    return canary.trafficRouting ? [] : ROUTED_FIELDS.filter((field) => canary[field] !== undefined).map((field) => ({
      pointer: pointer('strategy', 'canary', field),
      message: `${field} does nothing without traffic routing, got ${canary[field]}: add a router, or leave it out`,
    }));
  },
});

const pingPongUsed = specRule({
  id: 'ping-pong-used',
  stage: 'never',
  severity: Severity.WARNING,
  why: 'Istio takes the other pair of Services, if one of it is given, and the two never take turns',
  check({ strategy }) {
    const { pingPong, trafficRouting, stableService, canaryService }: Part = strategy?.canary ?? {};
    const isUnused = pingPong && routersOf(trafficRouting).join() === 'istio' && (stableService || canaryService);
    return !isUnused ? [] : [{
      pointer: pointer('strategy', 'canary', 'pingPong'),
      message: `istio uses pingPong only without stableService and canaryService, got "${stableService || canaryService}": leave one of the pairs out`,
    }];
  },
});

const historyKept = specRule({
  id: 'history-kept',
  stage: 'never',
  severity: Severity.WARNING,
  why: 'undo cannot go back to a version that is no longer in the history, and deploying that version again takes all steps',
  check({ revisionHistoryLimit: limit = DEFAULTS.revisionHistoryLimit, rollbackWindow }) {
    const revisions = rollbackWindow?.revisions;
    return limit === 0 ? [{
      pointer: pointer('revisionHistoryLimit'),
      message: 'a revisionHistoryLimit of 0 keeps no version to go back to: keep at least 1',
    }] : revisions <= limit || revisions === undefined ? [] : [{
      pointer: pointer('rollbackWindow', 'revisions'),
      message: `rollbackWindow may reach back at most revisionHistoryLimit (${limit}) versions, got ${revisions}`,
    }];
  },
});

const RUN_LIMITS = ['successfulRunHistoryLimit', 'unsuccessfulRunHistoryLimit'];

const runHistoryKept = specRule({
  id: 'run-history-kept',
  stage: 'never',
  severity: Severity.ERROR,
  why: 'the controller keeps as many runs as this number says, so a negative number keeps none of them',
  check: ({ analysis }) => RUN_LIMITS.filter((limit) => analysis?.[limit] < 0).map((limit) => ({
    pointer: pointer('analysis', limit),
    message: `${limit} must be at least 0, got ${analysis[limit]}: give the number of runs to keep`,
  })),
});

const previewReachable = specRule({
  id: 'preview-reachable',
  stage: 'never',
  severity: Severity.WARNING,
  why: 'without a Service of its own the new version gets no requests before its promotion, and the analysis looks at the old one',
  check({ strategy }) {
    const { prePromotionAnalysis, previewService }: Part = strategy?.blueGreen ?? {};
    const args: (Part | null)[] = prePromotionAnalysis?.args ?? [];
    const knowsPods = args.some((arg) => arg?.valueFrom?.podTemplateHashValue === 'Latest');
    return !prePromotionAnalysis || previewService || knowsPods ? [] : [{
      pointer: pointer('strategy', 'blueGreen', 'prePromotionAnalysis'),
      message: 'an analysis before the promotion needs a previewService, or an argument with podTemplateHashValue Latest, got neither',
    }];
  },
});

const previewInReplicas = specRule({
  id: 'preview-in-replicas',
  stage: 'never',
  severity: Severity.WARNING,
  why: 'the preview becomes larger than the rollout itself, and shrinks when it is promoted',
  check({ strategy, replicas }) {
    const count = strategy?.blueGreen?.previewReplicaCount;
    return !(replicas > 0) || !(count > replicas) ? [] : [{
      pointer: pointer('strategy', 'blueGreen', 'previewReplicaCount'),
      message: `previewReplicaCount may be at most the replicas of the rollout (${replicas}), got ${count}`,
    }];
  },
});

const LEAST_DELAY = 30;

const scaleDownWaits = specRule({
  id: 'scale-down-waits',
  stage: 'never',
  severity: Severity.WARNING,
  why: 'nodes and load balancers send requests to the old pods until they have heard of the change, and the requests fail',
  check({ strategy }) {
    return ['blueGreen', 'canary'].flatMap((kind) => {
      const delay = strategy?.[kind]?.scaleDownDelaySeconds;
      return !(delay < LEAST_DELAY) ? [] : [{
        pointer: pointer('strategy', kind, 'scaleDownDelaySeconds'),
        message: `old pods should wait at least ${LEAST_DELAY} seconds before they go, got ${delay}`,
      }];
    });
  },
});

const abortedPodsGo = specRule({
  id: 'aborted-pods-go',
  stage: 'never',
  severity: Severity.WARNING,
  why: 'the pods of an aborted version run until the next one comes, because 0 means never',
  check({ strategy }) {
    return ['blueGreen', 'canary'].flatMap((kind) => {
      const isNever = strategy?.[kind]?.abortScaleDownDelaySeconds === 0 && (kind === 'blueGreen' || strategy.canary.trafficRouting);
      return !isNever ? [] : [{
        pointer: pointer('strategy', kind, 'abortScaleDownDelaySeconds'),
        message: 'an abortScaleDownDelaySeconds of 0 keeps the pods for ever: 1 takes them away at once',
      }];
    });
  },
});

const rolloutRuns = specRule({
  id: 'rollout-runs',
  stage: 'never',
  severity: Severity.WARNING,
  why: 'a paused rollout releases nothing until somebody resumes it, and each time it is applied it pauses again',
  check({ paused }) {
    return paused !== true ? [] : [{ pointer: pointer('paused'), message: 'a manifest should not pause its rollout, got true: leave it out' }];
  },
});

const ROLES = [['canary', 'canaryMetadata', 'stableMetadata'], ['blueGreen', 'previewMetadata', 'activeMetadata']];

const roleMetadataApart = specRule({
  id: 'role-metadata-apart',
  stage: 'never',
  severity: Severity.ERROR,
  why: 'what one role overwrites and the other does not give is deleted from the pods when they change their role',
  check({ strategy, template }) {
    return ROLES.flatMap(([kind, ...roles]) => roles.flatMap((role, at) => ['labels', 'annotations'].flatMap((map) => {
      const own: Part = template?.metadata?.[map] ?? {};
      const other: Part = strategy?.[kind]?.[roles[1 - at]]?.[map] ?? {};
      const given: Part = strategy?.[kind]?.[role]?.[map] ?? {};
      return Object.keys(given).filter((key) => key in own && !(key in other)).map((key) => ({
        pointer: pointer('strategy', kind, role, map, key),
        message: `the pod template has ${key} itself, and it is gone when the pods change their role: take another, or give it in ${roles[1 - at]} too`,
      }));
    })));
  },
});

export const STRATEGY_CHOICE_RULES: readonly Rule[] = [
  podAmountReadable, fieldUsedByRouting, pingPongUsed, historyKept, runHistoryKept, previewReachable, previewInReplicas,
  scaleDownWaits, abortedPodsGo, rolloutRuns, roleMetadataApart,
];

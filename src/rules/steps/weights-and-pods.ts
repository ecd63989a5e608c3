import { Manifest } from '../../manifest/bundle';
import { counted } from '../../manifest/counted';
import { pointer } from '../../manifest/pointer';
import { basicShare, routedPods } from '../../reading/canary-pods';
import { walk, WalkedStep } from '../../reading/steps';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { within } from '../rule/violations';

interface Plan {
  readonly steps: readonly WalkedStep[];
  readonly canary: Record<string, any>;
  /** Undefined if they are not written: then somebody else decides. */
  readonly replicas?: number;
  /** The whole that weights are parts of. */
  readonly whole: number;
}

function planOf(manifest: Manifest): Plan {
  const canary = manifest.spec?.strategy?.canary ?? {};
  return { steps: walk(manifest), canary, replicas: manifest.spec?.replicas, whole: canary.trafficRouting?.maxTrafficWeight ?? 100 };
}

const STEPS = ['spec', 'strategy', 'canary', 'steps'];

/** A rule about the steps together. The pointer of a violation starts among the steps. */
function planRule(rule: Omit<Rule, 'check' | 'kinds'> & { check(plan: Plan): Violation[] }): Rule {
  return {
    ...rule,
    kinds: ['Rollout'],
    check(manifest) {
      const plan = planOf(manifest);
      return plan.steps.length > 0 ? within(STEPS, rule.check(plan)) : [];
    },
  };
}

const WATCHED = ['pause', 'analysis', 'experiment', 'plugin'];

const lastWeightWatched = planRule({
  id: 'last-weight-watched',
  stage: 'never',
  severity: Severity.WARNING,
  why: 'the rollout goes on at once, and sends everybody to the new version before anything was seen of it at that weight',
  check({ steps, whole }) {
    const last = [...steps].reverse().find(({ step }) => step.setWeight !== undefined);
    const isBetween = last && last.weight < whole && last.weight > 0;
    return !isBetween || steps.slice(last.index).some(({ step }) => WATCHED.some((action) => step[action] !== undefined)) ? [] : [{
      pointer: pointer(last.index, 'setWeight'),
      message: `after the last weight the rollout goes from ${last.weight} to ${whole} at once: add a pause or an analysis after it`,
    }];
  },
});

const weightGrows = planRule({
  id: 'weight-grows',
  stage: 'never',
  severity: Severity.WARNING,
  why: 'a step that gives the canary less takes its pods or its requests away again, and one that gives it the same does nothing',
  check({ steps }) {
    return steps.filter(({ step, weight, weightBefore }) => step.setWeight !== undefined && weightBefore !== undefined && weight <= weightBefore)
      .map(({ index, weight, weightBefore }) => ({
        pointer: pointer(index, 'setWeight'),
        message: weight === weightBefore ? `the weight is ${weight} already: give more, or leave the step out`
          : `the weight goes down here, from ${weightBefore} to ${weight}: give more than ${weightBefore}, or leave the step out`,
      }));
  },
});

const canaryHasPods = planRule({
  id: 'canary-has-pods',
  stage: 'never',
  severity: Severity.ERROR,
  why: 'a canary without pods gets no requests, whatever the weight says, and the steps go by',
  check({ steps, canary }) {
    return steps.filter(({ step, scale }) => canary.trafficRouting && step.setWeight > 0 && (scale?.replicas ?? scale?.weight) === 0)
      .map(({ index, weight }) => ({
        pointer: pointer(index, 'setWeight'),
        message: `a canary with a weight needs pods, got weight ${weight} after a setCanaryScale of 0: set a scale, or matchTrafficWeight, before`,
      }));
  },
});

const canaryScaleFits = planRule({
  id: 'canary-scale-fits-weight',
  stage: 'never',
  severity: Severity.WARNING,
  why: 'the size that a step has set stays until another step changes it, so that few pods get many requests',
  check({ steps, canary, replicas, whole }) {
    const tight = !canary.trafficRouting ? undefined : steps.find(({ step, scale = {}, weight }) => {
      const isSmall = scale.weight === undefined ? Math.floor(weight * (replicas ?? 0) / whole) > scale.replicas! : weight > scale.weight;
      return step.setWeight !== undefined && isSmall && (scale.replicas ?? scale.weight) !== 0;
    });
    return !tight ? [] : [{
      pointer: pointer(tight.index, 'setWeight'),
      message: `the canary keeps its scale of ${tight.scale!.weight === undefined ? counted(tight.scale!.replicas!, 'replica') : `weight ${tight.scale!.weight}`}, `
        + `got weight ${tight.weight}: set setCanaryScale to matchTrafficWeight before`,
    }];
  },
});

const canaryScaleInReplicas = planRule({
  id: 'canary-scale-in-replicas',
  stage: 'never',
  severity: Severity.WARNING,
  why: 'the canary becomes larger than the whole rollout is meant to be',
  check({ steps, replicas }) {
    return steps.filter(({ step }) => replicas !== undefined && replicas > 0 && step.setCanaryScale?.replicas > replicas).map(({ index, step }) => ({
      pointer: pointer(index, 'setCanaryScale', 'replicas'),
      message: `the canary's scale may be at most the replicas of the rollout (${replicas}), got ${step.setCanaryScale.replicas}`,
    }));
  },
});

/** From here on a share is no longer what the weight says. In points of 100. */
const FAR = 10;

const podsMakeWeight = planRule({
  id: 'pods-make-weight',
  stage: 'never',
  severity: Severity.WARNING,
  why: 'without traffic routing the weight is a number of pods, and few pods cannot make each weight',
  check(plan) {
    const { steps, canary, replicas = 0 } = plan;
    const far = canary.trafficRouting || !(replicas > 0) ? undefined : steps.find(({ step: { setWeight } }) => {
      const { canary: pods, total } = basicShare(canary, setWeight ?? 0, replicas);
      return setWeight >= 0 && setWeight <= 100 && Math.abs(100 * pods / total - setWeight) > FAR;
    });
    const share = far && basicShare(canary, far.weight, replicas);
    return !far || !share ? [] : [{
      pointer: pointer(far.index, 'setWeight'),
      message: `with ${counted(replicas, 'replica')} a weight of ${far.weight} becomes ${Math.round(100 * share.canary / share.total)} `
        + `(${share.canary} of ${counted(share.total, 'pod')}): take other weights, more replicas, or a router`,
    }];
  },
});

/** How many pods the canary is to have after a step. Undefined if nobody knows. */
function podsWanted(plan: Plan, { weight, scale }: WalkedStep): number | undefined {
  const { canary, replicas, whole } = plan;
  if (scale?.replicas !== undefined) {
    return scale.replicas;
  }
  const share = scale?.weight ?? weight;
  if (share === 0 || replicas === undefined) {
    return share === 0 ? 0 : undefined;
  }
  return canary.trafficRouting
    ? routedPods(canary, replicas, { weight, scale, whole }, whole).canary
    : basicShare(canary, share, replicas).canary;
}

/** The first step that would wait for more pods than `wanted` says that there will be. */
function unmetThreshold(plan: Plan, isUnmet: (wanted: number, threshold: number) => boolean): Violation[] {
  const { type, value } = plan.canary.replicaProgressThreshold ?? {};
  const stuck = type === 'Percent' || !(value > 0) ? undefined : plan.steps.find((walked) => {
    const wanted = walked.step.setWeight !== undefined || walked.step.setCanaryScale ? podsWanted(plan, walked) : undefined;
    return wanted !== undefined && isUnmet(wanted, value);
  });
  return !stuck ? [] : [{
    pointer: pointer(stuck.index),
    message: `the step waits for the ${counted(value, 'pod')} of replicaProgressThreshold, got ${podsWanted(plan, stuck)} there: `
      + 'lower the threshold, or take the type Percent',
  }];
}

const thresholdHasPods = planRule({
  id: 'threshold-has-pods',
  stage: 'never',
  severity: Severity.ERROR,
  why: 'a step that leaves the canary without pods waits for them for ever',
  check: (plan) => unmetThreshold(plan, (wanted) => wanted === 0),
});

const thresholdFitsReplicas = planRule({
  id: 'threshold-fits-replicas',
  stage: 'never',
  severity: Severity.WARNING,
  why: 'the step waits until somebody gives the rollout more replicas',
  check: (plan) => unmetThreshold(plan, (wanted, threshold) => wanted > 0 && wanted < threshold),
});

export const CANARY_SHAPE_RULES: readonly Rule[] = [
  lastWeightWatched, weightGrows, canaryHasPods, canaryScaleFits, canaryScaleInReplicas, podsMakeWeight, thresholdHasPods, thresholdFitsReplicas,
];

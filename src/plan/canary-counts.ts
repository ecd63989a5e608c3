import { basicShare, limitsOf, nextPods, Pods, routedPods, Wanted } from '../reading/canary-pods';
import { Canary } from '../reading/steps';
import { StagePods } from './stage';

/** What a canary comes to at a step. */
export interface Counted {
  readonly pods: StagePods;
  /** In percent. */
  readonly weight?: number;
}

/** What a canary comes to at each of its steps, one after the other. Without a number of replicas only what does not depend on it. */
export function countsOf(settings: Canary, replicas: number | undefined, steps: readonly Wanted[]): Counted[] {
  if (replicas === undefined) {
    return steps.map((wanted) => withoutReplicas(settings, wanted));
  }
  let before: Pods = { canary: 0, stable: replicas };
  let trafficBefore = 0;
  return steps.map((wanted) => {
    const { pods, peak } = settings.trafficRouting ? routed(settings, replicas, before, wanted, trafficBefore)
      : basic(settings, replicas, before, wanted);
    const share = settings.trafficRouting ? wanted.weight / wanted.whole : pods.canary / (pods.canary + pods.stable);
    [before, trafficBefore] = [pods, wanted.weight];
    return { pods: { updated: pods.canary, stable: pods.stable, peak }, weight: pods.canary === 0 ? 0 : 100 * share };
  });
}

interface Change {
  readonly pods: Pods;
  readonly peak: number;
}

/** The pods of the traffic that there was stay until it has moved. */
function routed(settings: Canary, replicas: number, before: Pods, wanted: Wanted, trafficBefore: number): Change {
  const first = routedPods(settings, replicas, wanted, wanted.whole - trafficBefore);
  const pods = routedPods(settings, replicas, wanted, wanted.whole - wanted.weight);
  return { pods, peak: Math.max(sum(before), before.canary + first.stable, sum(first), sum(pods)) };
}

/** More rounds than any rollout takes that somebody has. */
const MOST_ROUNDS = 10_000;

function basic(settings: Canary, replicas: number, before: Pods, { weight }: Wanted): Change {
  const limits = limitsOf(settings, replicas);
  const { canary, total } = basicShare(settings, weight, replicas);
  const wanted = { canary, stable: total - canary };
  let [pods, peak] = [before, sum(before)];
  for (let round = 0; pods.canary !== wanted.canary || pods.stable !== wanted.stable; round++) {
    if (round === MOST_ROUNDS) {
      return { pods: wanted, peak: limits.most };
    }
    pods = nextPods(pods, wanted, limits);
    peak = Math.max(peak, sum(pods));
  }
  return { pods, peak };
}

function sum({ canary, stable }: Pods): number {
  return canary + stable;
}

function withoutReplicas({ trafficRouting, dynamicStableScale }: Canary, { weight, scale, whole }: Wanted): Counted {
  const ofNone = (scale?.replicas ?? scale?.weight ?? weight) === 0;
  const isWhole = weight === 0 || weight === whole;
  if (!trafficRouting) {
    return { pods: weight === 0 ? { updated: 0 } : weight === whole ? { stable: 0 } : {}, weight: isWhole ? 100 * weight / whole : undefined };
  }
  const updated = ofNone ? 0 : dynamicStableScale ? undefined : scale?.replicas;
  return { pods: updated === undefined ? {} : { updated }, weight: ofNone ? 0 : 100 * weight / whole };
}

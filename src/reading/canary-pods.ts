import { DEFAULTS } from '../manifest/defaults';
import { Canary, WalkedStep } from './steps';

/*
 * How many pods of which version there are at a step, as the controller counts them. Conformance holds it against the controller's own code.
 */

/** Pods by version. */
export interface Pods {
  readonly canary: number;
  readonly stable: number;
}

/** How many of how many pods are the canary's. */
export interface Share {
  readonly canary: number;
  readonly total: number;
}

/** What a step asks for: the size of the canary, the traffic that it gets, and what all of the traffic is. */
export interface Wanted extends Pick<WalkedStep, 'weight' | 'scale'> {
  readonly whole: number;
}

/** A number or a percentage of pods as the controller counts it: text is always a percentage. Nothing if it is no number. */
export function podsOf(amount: unknown, replicas: number, round: (pods: number) => number): number | undefined {
  const [, percent] = /^([+-]?\d+)$/.exec(String(amount).replace(/%/g, '')) ?? [];
  return typeof amount === 'number' ? amount : percent === undefined ? undefined : round(Number(percent) * replicas / 100);
}

/** How many pods there may be at most without traffic routing, and how many there must be at least. */
export function limitsOf({ maxSurge = DEFAULTS.maxSurge, maxUnavailable = DEFAULTS.maxUnavailable }: Canary, replicas: number) {
  const surge = podsOf(maxSurge, replicas, Math.ceil) ?? 0;
  const unavailable = podsOf(maxUnavailable, replicas, Math.floor) ?? 0;
  // if neither were allowed, no pod could ever be replaced
  return { most: replicas + surge, least: replicas - Math.min(replicas, surge === 0 && unavailable === 0 ? 1 : unavailable) };
}

/** The share that comes closest to a weight without traffic routing. Of the canary and of the stable version at least one pod runs. */
export function shareOf(weight: number, replicas: number, surge: number): Share {
  const exact = replicas * weight / 100;
  const mayBeNone = weight === 0 || weight === 100 || (replicas === 1 && surge === 0);
  const isHalf = (total: number) => total * (weight / 100) % 1 === 0.5;
  const shares = [replicas, ...surge > 0 ? [replicas + 1] : []].flatMap((total): Share[] => [
    ...total > replicas || Math.ceil(exact) < replicas || mayBeNone ? [{ canary: Math.ceil(exact), total }] : [],
    ...!isHalf(total) && (exact >= 1 || mayBeNone) ? [{ canary: Math.floor(exact), total }] : [],
  ]);
  const distance = ({ canary, total }: Share) => Math.abs(100 * canary / total - weight);
  return replicas === 0 ? { canary: 0, total: 0 }
    : shares.reduce((best, share) => distance(share) < distance(best) ? share : best, shares[0] ?? { canary: 0, total: replicas });
}

/** The share of the canary at a weight without traffic routing. */
export function basicShare(canary: Canary, weight: number, replicas: number): Share {
  return shareOf(weight, replicas, limitsOf(canary, replicas).most - replicas);
}

/**
 * The next numbers on the way to others without traffic routing, when all pods are ready. The controller scales one version at a time, and the stable
 * one first.
 */
export function nextPods({ canary, stable }: Pods, wanted: Pods, { most, least }: ReturnType<typeof limitsOf>): Pods {
  const room = Math.max(0, most - canary - stable);
  const spare = Math.max(0, canary + stable - least);
  const fewerStable = wanted.canary < canary ? stable : Math.max(wanted.stable, stable - spare);
  const nextStable = wanted.stable > stable ? Math.min(wanted.stable, stable + room) : Math.min(stable, fewerStable);
  return nextStable !== stable ? { canary, stable: nextStable }
    : { canary: wanted.canary < canary ? Math.max(wanted.canary, canary - spare) : Math.min(wanted.canary, canary + room), stable };
}

/** With traffic routing. `stableTraffic` is what the stable version still gets: its pods stay for that. */
export function routedPods(settings: Canary, replicas: number, { weight, scale, whole }: Wanted, stableTraffic: number): Pods {
  const forTraffic = (part: number) => Math.ceil(part * replicas / whole);
  const atLeast = (pods: number) => pods === 0 ? 0 : Math.max(pods, Math.min(settings.minPodsPerReplicaSet ?? 0, replicas));
  const size = scale?.replicas !== undefined ? 0 : scale?.weight ?? weight;
  const canary = scale?.replicas ?? atLeast(forTraffic(size));
  return !settings.dynamicStableScale ? { canary, stable: replicas }
    : { canary: atLeast(canary), stable: atLeast(Math.max(forTraffic(whole - size), forTraffic(stableTraffic))) };
}

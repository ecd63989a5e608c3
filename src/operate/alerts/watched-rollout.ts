import { Duration } from 'cdk8s';
import { parseGoDuration } from '../../manifest/go-duration';
import { Rollout, RolloutTraits } from '../../rollout/rollout';
import { TrafficSeries, trafficSeries } from './traffic-series';

/**
 * What alerts and dashboards have to know about a rollout.
 */
export interface WatchedRollout extends RolloutTraits {
  readonly name: string;
  readonly namespace?: string;
  /** How long an update pauses altogether, without the pauses that wait for someone. */
  readonly timedPauses: Duration;
  readonly experiments: boolean;
  readonly traffic: TrafficSeries[];
}

/**
 * A rollout as it is now: a router may still be attached to it until it is rendered.
 */
export function watch(rollout: Rollout): WatchedRollout {
  const { routers, analysed, stepPlugins, longestTimedPause } = rollout._traits;
  const strategy = rollout._toKubeStrategy();
  const { steps = [] } = strategy.canary ?? {};
  const pauses = steps.map(({ pause }) => parseGoDuration(`${pause?.duration ?? 0}`) ?? 0);
  const { namespace } = rollout.metadata;
  return {
    name: rollout.name,
    namespace,
    routers,
    analysed,
    stepPlugins,
    longestTimedPause,
    timedPauses: Duration.millis(Math.max(longestTimedPause.toMilliseconds(), pauses.reduce((sum, pause) => sum + pause, 0))),
    experiments: steps.some(({ experiment }) => experiment !== undefined),
    traffic: trafficSeries(strategy, namespace),
  };
}

/**
 * The time that pauses take with a margin, but not less than this.
 */
export function atLeast(least: Duration, pauses: Duration, margin: Duration): Duration {
  return Duration.millis(Math.max(least.toMilliseconds(), pauses.toMilliseconds() + margin.toMilliseconds()));
}

/** The namespace of rollouts that are all in the same one. */
export function sharedNamespace(rollouts: readonly Rollout[]): string | undefined {
  const namespaces = new Set(rollouts.map(({ metadata }) => metadata.namespace));
  return namespaces.size === 1 ? [...namespaces][0] : undefined;
}

import { Duration } from 'cdk8s';
import { Rollout, RolloutTraits } from '../../rollout/rollout';
import { TrafficSeries, trafficSeries } from './traffic-series';

/**
 * What alerts and dashboards have to know about a rollout.
 */
export interface WatchedRollout extends Omit<RolloutTraits, 'traffic'> {
  readonly name: string;
  readonly namespace?: string;
  readonly traffic: TrafficSeries[];
}

/**
 * A rollout as it is now: a router may still be attached to it until it is rendered.
 */
export function watch(rollout: Rollout): WatchedRollout {
  const { name, metadata: { namespace }, _traits } = rollout;
  return { ..._traits, name, namespace, traffic: trafficSeries(_traits.traffic, namespace) };
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

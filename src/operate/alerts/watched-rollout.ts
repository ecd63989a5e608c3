import { Duration } from 'cdk8s';
import { PrometheusSource } from '../../analysis/prometheus-source';
import { Rollout, RolloutTraits } from '../../rollout/rollout';
import { TrafficSeries, trafficSeries } from './traffic-series';
import { VersionSeries, versionSeries } from './version-series';

/**
 * What alerts and dashboards have to know about a rollout.
 */
export interface WatchedRollout extends Omit<RolloutTraits, 'traffic'> {
  readonly name: string;
  readonly namespace?: string;
  /** Where a router counts the requests to the new version of a canary, and to the one that it replaces. */
  readonly traffic: TrafficSeries[];
  /** Where requests to all of its versions are counted alike. */
  readonly versions?: VersionSeries;
}

/**
 * A rollout as it is now: a router may still be attached to it until it is rendered.
 *
 * @param source who counts its requests; its router, if nobody says otherwise
 */
export function watch(rollout: Rollout, source?: PrometheusSource): WatchedRollout {
  const { name, metadata: { namespace }, _traits } = rollout;
  const routed = trafficSeries(_traits.traffic, namespace);
  return {
    ..._traits,
    name,
    namespace,
    traffic: source ? routed.filter(({ router }) => router === source._series.router) : routed,
    versions: source && versionSeries({ name, namespace, switched: _traits.switched }, source),
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

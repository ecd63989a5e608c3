import { PrometheusSource } from '../../analysis/prometheus-source';
import { versionSeries } from '../alerts/version-series';
import { WatchedRollout } from '../alerts/watched-rollout';

/** Requests to the versions of a rollout. */
export interface CountedRequests {
  readonly requests: string;
  readonly statusLabel: string;
  readonly durationBuckets: string;
  /** How many of the histogram's units make a second. */
  readonly unitsPerSecond: number;
  /** Matchers of requests to any version. */
  readonly all: string;
  readonly versions: readonly Version[];
}

/** One version, or all of them where a label tells them apart. */
export interface Version {
  readonly legend: string;
  readonly matchers: string;
  readonly label?: string;
}

/**
 * Where the requests to a rollout are counted by version. Nowhere, if its router does not tell the versions apart, and nobody said what else to look at.
 */
export function countedRequests(rollout: WatchedRollout, source?: PrometheusSource): CountedRequests | undefined {
  const { router, namespaceLabel = 'namespace' } = source?._series ?? {};
  const alike = source && versionSeries(rollout, source);
  if (alike) {
    return { ...alike, all: alike.matchers, versions: [{ legend: `{{${alike.label}}}`, matchers: alike.matchers, label: alike.label }] };
  }
  const traffic = rollout.traffic.find((each) => router === undefined || router === each.router);
  if (!traffic) {
    return undefined;
  }
  const inNamespace = traffic.router === 'nginx' ? matcherOf(namespaceLabel, rollout.namespace) : '';
  return {
    ...traffic,
    all: `${inNamespace}${traffic.both}`,
    versions: [{ legend: 'canary', matchers: `${inNamespace}${traffic.canary}` }, { legend: 'stable', matchers: `${inNamespace}${traffic.stable}` }],
  };
}

function matcherOf(label: string, namespace?: string): string {
  return namespace === undefined ? '' : `${label}="${namespace}",`;
}

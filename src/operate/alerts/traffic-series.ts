import { CanaryTraffic } from '../../rollout/rollout';
import { literally, oneOf } from './promql';
import { CountedRequests } from './request-rates';

/**
 * Where requests to the two versions of a canary are counted, and how they are told apart.
 */
export interface TrafficSeries extends CountedRequests {
  readonly router: 'nginx' | 'istio';
  /** The labels that requests to both versions share. */
  readonly by: string;
  /** Matchers of requests to the new version. */
  readonly canary: string;
  /** Matchers of requests to the version that it replaces. */
  readonly stable: string;
  /** Matchers of requests to either of them. */
  readonly both: string;
}

/**
 * The series of every router that tells the versions apart. There are none where the two Services take turns, as with ping-pong.
 */
export function trafficSeries({ canaryService, stableService, trafficRouting }: CanaryTraffic = {}, namespace?: string): TrafficSeries[] {
  const { nginx, istio } = trafficRouting ?? {};
  if (!canaryService || !stableService) {
    return [];
  }
  return [
    ...nginx ? [nginxSeries(nginx.stableIngresses ?? [nginx.stableIngress ?? ''], canaryService, namespace)] : [],
    // subsets of a DestinationRule share one Service
    ...istio && !istio.destinationRule ? [istioSeries(canaryService, stableService, namespace)] : [],
  ];
}

/**
 * ingress-nginx counts both versions under the stable Ingress, and adds `<namespace>-<canary Service>-<port>` to requests to the canary.
 * Scraped without `honorLabels`, `namespace` is its own and the Ingress's is `exported_namespace`: by both of them the versions meet in any case.
 */
function nginxSeries(stableIngresses: string[], canaryService: string, namespace?: string): TrafficSeries {
  const ingress = oneOf('ingress', stableIngresses);
  return {
    router: 'nginx',
    requests: 'nginx_ingress_controller_requests',
    statusLabel: 'status',
    durationBuckets: 'nginx_ingress_controller_request_duration_seconds_bucket',
    unitsPerSecond: 1,
    by: 'namespace, exported_namespace, ingress',
    canary: `${ingress},canary=~"${namespace ? literally(namespace) : '.+'}-${literally(canaryService)}-.+"`,
    stable: `${ingress},canary=""`,
    both: ingress,
  };
}

function istioSeries(canaryService: string, stableService: string, namespace?: string): TrafficSeries {
  const reported = `reporter="source",${namespace ? `destination_service_namespace="${namespace}",` : ''}`;
  return {
    router: 'istio',
    requests: 'istio_requests_total',
    statusLabel: 'response_code',
    durationBuckets: 'istio_request_duration_milliseconds_bucket',
    unitsPerSecond: 1000,
    by: 'destination_service_namespace',
    canary: `${reported}destination_service_name="${canaryService}"`,
    stable: `${reported}destination_service_name="${stableService}"`,
    both: `${reported}${oneOf('destination_service_name', [stableService, canaryService])}`,
  };
}

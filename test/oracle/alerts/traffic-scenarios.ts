import { alertsWhen, Scenario, Series } from './scenario';

/** How a router counts requests to one of the two versions. */
interface Router {
  readonly labels: Readonly<Record<string, string>>;
  requests(version: 'canary' | 'stable', status: string, values: string): Series;
  /** Requests to the new version that took up to so many seconds. */
  buckets(seconds: string, values: string): Series;
}

const NGINX_CANARY = { canary: ',canary="shop-api-canary-80"', stable: '' };

const NGINX: Router = {
  requests: (version, status, values) => ({
    [`nginx_ingress_controller_requests{namespace="shop",ingress="api",status="${status}"${NGINX_CANARY[version]}}`]: values,
  }),
  buckets: (seconds, values) => ({
    [`nginx_ingress_controller_request_duration_seconds_bucket{namespace="shop",ingress="api",canary="shop-api-canary-80",le="${seconds}"}`]: values,
  }),
  labels: { namespace: 'shop', ingress: 'api' },
};

const ISTIO: Router = {
  requests: (version, status, values) => ({
    [`istio_requests_total{reporter="source",destination_service_namespace="shop",destination_service_name="api-${version}",response_code="${status}"}`]: values,
  }),
  buckets: (seconds, values) => ({
    [`istio_request_duration_milliseconds_bucket{reporter="source",destination_service_namespace="shop",destination_service_name="api-canary",le="${
      seconds === '+Inf' ? seconds : Number(seconds) * 1000}"}`]: values,
  }),
  labels: { destination_service_namespace: 'shop' },
};

/** Six hundred requests a minute, of which so many fail. */
function traffic({ requests }: Router, failing: { canary: number; stable: number }): Series {
  return Object.assign({}, ...(['canary', 'stable'] as const).flatMap((version) => [
    requests(version, '200', `0+${600 - failing[version]}x60`),
    ...failing[version] > 0 ? [requests(version, '503', `0+${failing[version]}x60`)] : [],
  ]));
}

/** Requests to the new version that all take between one bucket and the next. */
function latency(router: Router, slow: boolean): Series {
  return { ...traffic(router, { canary: 0, stable: 0 }), ...router.buckets('0.5', slow ? '0x60' : '0+600x60'), ...router.buckets('2.5', '0+600x60'), ...router.buckets('+Inf', '0+600x60') };
}

function trafficAlerts(router: Router): Scenario[] {
  const { labels } = router;
  return [
    ...alertsWhen('CanaryErrorRateHigh',
      { when: 'one request in ten to the new version fails', series: traffic(router, { canary: 60, stable: 0 }), at: 9, fires: labels },
      { when: 'one in a hundred does', series: traffic(router, { canary: 6, stable: 0 }), at: 9 },
      { when: 'requests to the stable version fail', series: traffic(router, { canary: 0, stable: 60 }), at: 9 },
      { when: 'there are too few requests to judge', series: router.requests('canary', '503', '0+1x60'), at: 9 }),
    ...alertsWhen('CanaryWorseThanStable',
      { when: 'the new version fails and the stable one never did', series: traffic(router, { canary: 18, stable: 0 }), at: 12, fires: labels },
      { when: 'both fail alike', series: traffic(router, { canary: 18, stable: 18 }), at: 12 }),
    ...alertsWhen('CanaryLatencyHigh',
      { when: 'requests to the new version take two seconds', series: latency(router, true), at: 12, fires: labels },
      { when: 'they take half of one', series: latency(router, false), at: 12 }),
  ];
}

export const NGINX_SCENARIOS: readonly Scenario[] = trafficAlerts(NGINX);

export const ISTIO_SCENARIOS: readonly Scenario[] = trafficAlerts(ISTIO);

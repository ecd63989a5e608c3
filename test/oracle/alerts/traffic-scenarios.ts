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

/** How requests to the versions of a rollout are counted where each is counted alike. */
interface Counter {
  readonly versions: readonly [string, string];
  /** The label that tells them apart. */
  readonly label: string;
  requests(version: string, status: string, values: string): Series;
  buckets(version: string, seconds: string, values: string): Series;
}

const APPLICATION: Counter = {
  versions: ['6d4f', '7c9b'],
  label: 'rollouts_pod_template_hash',
  requests: (hash, status, values) => ({
    [`http_requests_total{namespace="shop",pod="api-${hash}-x",rollouts_pod_template_hash="${hash}",status="${status}"}`]: values,
  }),
  buckets: (hash, seconds, values) => ({
    [`http_request_duration_seconds_bucket{namespace="shop",pod="api-${hash}-x",rollouts_pod_template_hash="${hash}",le="${seconds}"}`]: values,
  }),
};

const NGINX_SERVICES: Counter = {
  versions: ['api-active', 'api-preview'],
  label: 'service',
  requests: (service, status, values) => ({
    [`nginx_ingress_controller_requests{namespace="shop",ingress="api",service="${service}",canary="",status="${status}"}`]: values,
  }),
  buckets: (service, seconds, values) => ({
    [`nginx_ingress_controller_request_duration_seconds_bucket{namespace="shop",ingress="api",service="${service}",canary="",le="${seconds}"}`]: values,
  }),
};

const ISTIO_SERVICES: Counter = {
  versions: ['api-active', 'api-preview'],
  label: 'destination_service_name',
  requests: (service, status, values) => ({
    [`istio_requests_total{reporter="source",destination_service_namespace="shop",destination_service_name="${service}",response_code="${status}"}`]: values,
  }),
  buckets: (service, seconds, values) => ({
    [`istio_request_duration_milliseconds_bucket{reporter="source",destination_service_namespace="shop",destination_service_name="${service}",le="${
      seconds === '+Inf' ? seconds : Number(seconds) * 1000}"}`]: values,
  }),
};

const inPhase = (phase: string, values: string): Series => ({ [`rollout_info{namespace="shop",name="api",phase="${phase}"}`]: values });
const UPDATING = inPhase('Paused', '1x120');

/** Six hundred requests a minute to each version, of which so many fail. */
function toVersions({ requests, versions }: Counter, ...failing: readonly number[]): Series {
  return Object.assign({}, ...failing.flatMap((failed, index) => [
    requests(versions[index], '200', `0+${600 - failed}x120`), ...failed > 0 ? [requests(versions[index], '500', `0+${failed}x120`)] : [],
  ]));
}

function slowness(counter: Counter, slow: boolean): Series {
  const [, version] = counter.versions;
  return {
    ...toVersions(counter, 0, 0),
    ...counter.buckets(version, '0.5', slow ? '0x120' : '0+600x120'),
    ...counter.buckets(version, '2.5', '0+600x120'),
    ...counter.buckets(version, '+Inf', '0+600x120'),
  };
}

function versionAlerts(counter: Counter): Scenario[] {
  const { label, versions: [first, second] } = counter;
  return [
    ...alertsWhen('VersionErrorRateHigh',
      { when: 'one request in ten to a version fails in an update', series: { ...UPDATING, ...toVersions(counter, 0, 60) }, at: 9, fires: { [label]: second } },
      { when: 'one in a hundred does', series: { ...UPDATING, ...toVersions(counter, 0, 6) }, at: 9 },
      { when: 'no update is going on', series: { ...inPhase('Completed', '1x120'), ...toVersions(counter, 60) }, at: 9 },
      { when: 'the last one is long over', series: { ...inPhase('Paused', '1x5 _x115'), ...toVersions(counter, 60) }, at: 60 },
      { when: 'another rollout is updated', series: { 'rollout_info{namespace="shop",name="other",phase="Paused"}': '1x120', ...toVersions(counter, 60) }, at: 9 },
      { when: 'there are too few requests to judge', series: { ...UPDATING, ...counter.requests(second, '500', '0+1x120') }, at: 9 }),
    ...alertsWhen('VersionErrorRateHigh',
      { when: 'an update is just over', series: { ...inPhase('Paused', '1x5 _x115'), ...toVersions(counter, 60) }, at: 20, fires: { [label]: first } }),
    ...alertsWhen('VersionWorseThanOther',
      { when: 'one version fails and the other never did', series: { ...UPDATING, ...toVersions(counter, 0, 18) }, at: 12, fires: { [label]: second } },
      { when: 'both fail alike', series: { ...UPDATING, ...toVersions(counter, 18, 18) }, at: 12 },
      { when: 'the other has too few requests to compare with', series: { ...UPDATING, ...toVersions(counter, 18), ...counter.requests(second, '200', '0+1x120') }, at: 12 },
      { when: 'there is only one', series: { ...UPDATING, ...toVersions(counter, 18) }, at: 12 },
      { when: 'no update is going on', series: { ...inPhase('Completed', '1x120'), ...toVersions(counter, 0, 18) }, at: 12 }),
    ...alertsWhen('VersionLatencyHigh',
      { when: 'requests to a version take two seconds', series: { ...UPDATING, ...slowness(counter, true) }, at: 12, fires: { [label]: second } },
      { when: 'they take half of one', series: { ...UPDATING, ...slowness(counter, false) }, at: 12 },
      { when: 'no update is going on', series: slowness(counter, true), at: 12 }),
  ];
}

export const APPLICATION_SCENARIOS: readonly Scenario[] = versionAlerts(APPLICATION);

export const NGINX_SERVICE_SCENARIOS: readonly Scenario[] = versionAlerts(NGINX_SERVICES);

export const ISTIO_SERVICE_SCENARIOS: readonly Scenario[] = versionAlerts(ISTIO_SERVICES);

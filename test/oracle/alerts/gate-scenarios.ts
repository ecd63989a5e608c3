import { Duration } from 'cdk8s';
import { NoData, PrometheusMetric, PrometheusSource, Threshold, WaitCondition, Weekday } from '../../../src';
import { Series } from './scenario';

/** A query of a gate, and what is to come of it. */
export interface GateScenario {
  readonly query: string;
  readonly when: string;
  readonly series: Series;
  /** As promtool writes it, after the beginning of a Thursday: `1d9h`. */
  readonly at: string;
  /** The value of what there is; undefined where there is nothing. */
  readonly gives: number | undefined;
}

const NO_NUMBER = Array(11).fill('NaN').join(' ');

type Case = Omit<GateScenario, 'query'>;

/** Whether a condition holds: it yields something. */
function waits(condition: WaitCondition, cases: readonly (Omit<Case, 'gives'> & { readonly holds: boolean })[]): GateScenario[] {
  const query = `count(${condition._parts.query})`.replaceAll('{{args.namespace}}', 'shop');
  return cases.map(({ holds, ...each }) => ({ ...each, query: `${query} > bool 0`, gives: holds ? 1 : undefined }));
}

const at = (time: string, holds: boolean) => ({ when: `it is ${time} after the beginning of a Thursday`, series: {}, at: time, holds });
const WORKING_DAYS = [Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY, Weekday.FRIDAY];

const WINDOWS = [
  ...waits(WaitCondition.releaseWindow({ opens: '09:00', closes: '16:30' }), [
    at('8h59m', false), at('9h', true), at('16h29m', true), at('16h30m', false), at('2d9h', true),
  ]),
  ...waits(WaitCondition.releaseWindow({ opens: '09:00', closes: '24:00', days: WORKING_DAYS }), [
    at('1d23h59m', true), at('2d', false), at('2d12h', false), at('3d12h', false), at('4d8h', false), at('4d9h', true),
  ]),
  // opens on Friday and Saturday
  ...waits(WaitCondition.releaseWindow({ opens: '22:00', closes: '02:00', days: [Weekday.FRIDAY, Weekday.SATURDAY] }), [
    at('22h', false), at('1d1h', false), at('1d22h', true), at('2d1h59m', true), at('2d2h', false), at('2d22h', true), at('3d1h', true), at('3d22h', false),
  ]),
  ...waits(WaitCondition.releaseWindow({ opens: '22:00', closes: '02:00' }), [at('21h59m', false), at('23h', true), at('1d1h', true), at('1d2h', false)]),
];

const firing = (name: string, labels = '') => `ALERTS{alertname="${name}",alertstate="firing"${labels}}`;
const CRITICAL = ',severity="critical"';
const NO_ALERTS = WaitCondition.noAlerts({ labels: { severity: 'critical' }, watchdog: 'Watchdog' });

const ALERT_STATES = [
  ...waits(NO_ALERTS, [
    { when: 'none fires', series: { [firing('Watchdog')]: '1x10' }, at: '5m', holds: true },
    { when: 'one fires', series: { [firing('Watchdog')]: '1x10', [firing('DiskFull', CRITICAL)]: '1x10' }, at: '5m', holds: false },
    { when: 'one has fired', series: { [firing('Watchdog')]: '1x10', [firing('DiskFull', CRITICAL)]: '1x2 stale' }, at: '9m', holds: true },
    { when: 'one is pending', series: { [firing('Watchdog')]: '1x10', [firing('DiskFull', CRITICAL).replace('firing', 'pending')]: '1x10' }, at: '5m', holds: true },
    { when: 'one of another severity fires', series: { [firing('Watchdog')]: '1x10', [firing('DiskFull', ',severity="warning"')]: '1x10' }, at: '5m', holds: true },
    { when: 'one tells of the wait itself', series: { [firing('Watchdog')]: '1x10', [firing('RolloutInFlightTooLong', CRITICAL)]: '1x10' }, at: '5m', holds: true },
    { when: 'alerts are not evaluated', series: {}, at: '5m', holds: false },
  ]),
  ...waits(WaitCondition.noAlerts({ names: ['DiskFull'] }), [
    { when: 'it does not fire', series: {}, at: '5m', holds: true },
    { when: 'it fires twice', series: { [firing('DiskFull', ',node="a"')]: '1x10', [firing('DiskFull', ',node="b"')]: '1x10' }, at: '5m', holds: false },
  ]),
];

const configMap = (name: string) => ({ [`kube_configmap_info{namespace="platform",configmap="${name}"}`]: '1x10' });
const rollout = (phase: string, values: string, labels = '') => ({ [`rollout_info{namespace="shop",name="db",phase="${phase}"${labels}}`]: values });

const SWITCHES = [
  ...waits(WaitCondition.noFreeze({ configMap: 'freeze', namespace: 'platform' }), [
    { when: 'there is no such ConfigMap', series: configMap('kube-root-ca.crt'), at: '5m', holds: true },
    { when: 'there is', series: { ...configMap('kube-root-ca.crt'), ...configMap('freeze') }, at: '5m', holds: false },
    { when: 'kube-state-metrics tells of none', series: {}, at: '5m', holds: false },
  ]),
  ...waits(WaitCondition.rolloutCompleted('db', { completedFor: Duration.minutes(3) }), [
    { when: 'it is completed', series: rollout('Completed', '1x20'), at: '10m', holds: true },
    { when: 'two controllers tell of it', series: { ...rollout('Completed', '1x20', ',pod="a"'), ...rollout('Completed', '1x20', ',pod="b"') }, at: '10m', holds: true },
    { when: 'it goes on', series: rollout('Progressing', '1x20'), at: '10m', holds: false },
    { when: 'it has just been completed', series: { ...rollout('Progressing', '1x8 stale'), ...rollout('Completed', '_x9 1x20') }, at: '10m', holds: false },
    { when: 'it was completed a while ago', series: { ...rollout('Progressing', '1x4 stale'), ...rollout('Completed', '_x5 1x20') }, at: '10m', holds: true },
    { when: 'it was aborted', series: rollout('Abort', '1x20'), at: '10m', holds: false },
    { when: 'nobody tells of it', series: {}, at: '10m', holds: false },
  ]),
  ...waits(WaitCondition.allOf(WaitCondition.releaseWindow({ opens: '00:00', closes: '01:00' }), WaitCondition.query('depth', { holds: Threshold.atMost(3) })), [
    { when: 'both hold', series: { 'depth{queue="a"}': '2x80' }, at: '5m', holds: true },
    { when: 'the first does not', series: { 'depth{queue="a"}': '2x80' }, at: '65m', holds: false },
    { when: 'the second does not', series: { 'depth{queue="a"}': '4x80' }, at: '5m', holds: false },
    { when: 'the second has no data', series: {}, at: '5m', holds: false },
  ]),
  ...waits(WaitCondition.anyOf(WaitCondition.query('a', { holds: Threshold.above(0) }), WaitCondition.query('b', { holds: Threshold.above(0) })), [
    { when: 'one holds', series: { 'a{x="1"}': '0x10', 'b{y="1"}': '1x10' }, at: '5m', holds: true },
    { when: 'none holds', series: { 'a{x="1"}': '0x10', 'b{y="1"}': NO_NUMBER }, at: '5m', holds: false },
  ]),
];

const below = (name: string, noData?: NoData) => PrometheusMetric.query({ name, query: `sum(${name})`, healthy: Threshold.atMost(5), noData });

/** How many of several metrics are healthy. */
function votes(metrics: PrometheusMetric[], cases: readonly Omit<Case, 'at'>[]): GateScenario[] {
  const query = PrometheusMetric.anyOf({ name: 'calm', metrics })._toKube().provider.prometheus!.query!;
  return cases.map((each) => ({ ...each, query, at: '5m' }));
}

const VOTES = [
  ...votes([below('a'), below('b')], [
    { when: 'both are healthy', series: { a: '1x10', b: '5x10' }, gives: 2 },
    { when: 'one is', series: { a: '1x10', b: '6x10' }, gives: 1 },
    { when: 'none is', series: { a: '7x10', b: '6x10' }, gives: 0 },
    { when: 'one has no data', series: { a: '1x10' }, gives: 1 },
    { when: 'one has no data and the other is not healthy', series: { b: '6x10' }, gives: 0 },
    { when: 'one is no number', series: { a: NO_NUMBER, b: '6x10' }, gives: 0 },
    { when: 'none is a number', series: { a: NO_NUMBER, b: NO_NUMBER }, gives: undefined },
    { when: 'none has data', series: {}, gives: undefined },
  ]),
  ...votes([below('a', NoData.PASS), below('b', NoData.FAIL)], [
    { when: 'none has data, and that is good for one of them', series: {}, gives: 1 },
    { when: 'the one for which that is good has data', series: { a: '6x10' }, gives: 0 },
    { when: 'both have data', series: { a: '1x10', b: '1x10' }, gives: 2 },
  ]),
];

/** A query of a metric of requests, with the names that a rollout gives to its arguments. */
function asked(metric: PrometheusMetric): string {
  return metric._toKube().provider.prometheus!.query!
    .replaceAll('{{args.namespace}}', 'shop').replaceAll('{{args.latest-hash}}', 'new').replaceAll('{{args.stable-hash}}', 'old')
    // as a canary fills them in
    .replaceAll('{{args.nginx-service}}', 'api-stable').replaceAll('{{args.nginx-canary}}', '.+-api-canary-.+')
    .replaceAll('{{args.nginx-stable-service}}', 'api-stable')
    .replaceAll('{{args.istio-service}}', 'api-canary').replaceAll('{{args.istio-stable-service}}', 'api-stable');
}

const requests = (hash: string, status: string) => `http_requests_total{namespace="shop",rollouts_pod_template_hash="${hash}",status="${status}",pod="${hash}-1"}`;
const buckets = (hash: string, le: string) => `http_request_duration_seconds_bucket{namespace="shop",rollouts_pod_template_hash="${hash}",le="${le}"}`;

function gate(metric: PrometheusMetric, cases: readonly Omit<Case, 'at'>[]): GateScenario[] {
  const query = asked(metric);
  return cases.map((each) => ({ ...each, query, at: '10m' }));
}

const source = PrometheusSource.application();
const WINDOW = { window: Duration.minutes(5) };

/** 240 requests a window of the new version, with 1 % errors of the stable one's 2,400. */
const STABLE = { [requests('old', '200')]: '0+475.2x20', [requests('old', '500')]: '0+4.8x20' };

const REQUESTS = [
  ...gate(PrometheusMetric.successRate({ ...WINDOW, source, healthy: Threshold.atLeast(0.95, { minRequests: 100 }) }), [
    { when: 'there are enough requests', series: { [requests('new', '200')]: '0+40x20', [requests('new', '500')]: '0+40x20' }, gives: 0.5 },
    { when: 'there are just enough, of several pods', series: { [requests('new', '200')]: '0+10x20', [`${requests('new', '200').slice(0, -4)}2"}`]: '0+10x20' }, gives: 1 },
    { when: 'there are too few', series: { [requests('new', '200')]: '0+9x20', [requests('new', '500')]: '0+9x20' }, gives: undefined },
    { when: 'nobody asks', series: { [requests('new', '200')]: '0x20' }, gives: undefined },
    { when: 'there is no new version', series: STABLE, gives: undefined },
    { when: 'all fail', series: { [requests('new', '500')]: '0+40x20' }, gives: 0 },
    { when: 'a counter begins anew', series: { [requests('new', '200')]: '0+40x7 0+40x12' }, gives: 1 },
  ]),
  ...gate(PrometheusMetric.latency({ ...WINDOW, source, quantile: 0.5, atMost: Duration.seconds(1), minRequests: 100 }), [
    { when: 'there are enough requests', series: { [buckets('new', '1')]: '0+40x20', [buckets('new', '+Inf')]: '0+40x20' }, gives: 0.5 },
    { when: 'there are too few', series: { [buckets('new', '1')]: '0+10x20', [buckets('new', '+Inf')]: '0+10x20' }, gives: undefined },
  ]),
  ...gate(PrometheusMetric.errorRate({ ...WINDOW, source, healthy: Threshold.noWorseThanStable() }), [
    { when: 'neither has an error', series: { [requests('old', '200')]: '0+480x20', [requests('new', '200')]: '0+48x20' }, gives: 0 },
    { when: 'there is no new version', series: STABLE, gives: undefined },
    { when: 'there is no stable version', series: { [requests('new', '200')]: '0+48x20' }, gives: undefined },
    { when: 'both fail alike', series: { [requests('old', '200')]: '0+240x20', [requests('old', '500')]: '0+240x20', [requests('new', '200')]: '0+24x20', [requests('new', '500')]: '0+24x20' }, gives: 0 },
  ]),
  ...gate(PrometheusMetric.latency({ ...WINDOW, source, quantile: 0.5, atMostTimesStable: 1.2 }), [
    {
      when: 'the new version takes twice as long',
      series: {
        [buckets('old', '1')]: '0+40x20',
        [buckets('old', '2')]: '0+40x20',
        [buckets('old', '+Inf')]: '0+40x20',
        [buckets('new', '1')]: '0+20x20',
        [buckets('new', '2')]: '0+40x20',
        [buckets('new', '+Inf')]: '0+40x20',
      },
      gives: 2,
    },
    { when: 'there is no stable version', series: { [buckets('new', '1')]: '0+20x20', [buckets('new', '+Inf')]: '0+40x20' }, gives: undefined },
  ]),
];

/** Whether a comparison objects: it is healthy up to three. */
function worse(metric: PrometheusMetric, cases: readonly (Omit<Case, 'at' | 'gives'> & { readonly isWorse: boolean })[]): GateScenario[] {
  return cases.map(({ isWorse, ...each }) => ({ ...each, query: `(${asked(metric)}) > bool 3`, at: '10m', gives: isWorse ? 1 : 0 }));
}

const COMPARISON = PrometheusMetric.successRate({ ...WINDOW, source, healthy: Threshold.noWorseThanStable() });

/** What is no number is less than nothing, and promtool cannot compare it. */
const NUMBERLESS: GateScenario = {
  query: `(${asked(COMPARISON)}) >= -Inf`,
  when: 'there are no requests to the new version',
  series: { ...STABLE, [requests('new', '200')]: '0x20' },
  at: '10m',
  gives: undefined,
};

const COMPARED = worse(COMPARISON, [
  { when: 'both are alike', series: { ...STABLE, [requests('new', '200')]: '0+47.52x20', [requests('new', '500')]: '0+0.48x20' }, isWorse: false },
  { when: 'one error in 240 requests', series: { ...STABLE, [requests('new', '200')]: '0+47.8x20', [requests('new', '500')]: '0+0.2x20' }, isWorse: false },
  { when: 'five times as many errors', series: { ...STABLE, [requests('new', '200')]: '0+45.6x20', [requests('new', '500')]: '0+2.4x20' }, isWorse: true },
  { when: 'one of ten requests fails', series: { ...STABLE, [requests('new', '200')]: '0+1.8x20', [requests('new', '500')]: '0+0.2x20' }, isWorse: false },
  { when: 'the new version only fails', series: { ...STABLE, [requests('new', '500')]: '0+48x20' }, isWorse: true },
  { when: 'the new version fails less', series: { ...STABLE, [requests('new', '200')]: '0+480x20' }, isWorse: false },
]);

const nginx = (canary: string, status: string) =>
  `nginx_ingress_controller_requests{namespace="shop",service="api-stable",canary="${canary}",status="${status}"}`;
const CANARY = 'shop-api-canary-80';
const istio = (service: string, code: string, reporter = 'source') =>
  `istio_requests_total{reporter="${reporter}",destination_service_namespace="shop",destination_service_name="api-${service}",response_code="${code}"}`;

const ENOUGH = Threshold.atLeast(0.95, { minRequests: 100 });

/** The same in what routers count: of both versions, and nothing of a third. */
const COMPARED_BY_ROUTERS = [
  ...worse(PrometheusMetric.errorRate({ ...WINDOW, source: PrometheusSource.ingressNginx(), healthy: Threshold.noWorseThanStable() }), [
    {
      when: 'ingress-nginx counts alike',
      series: { [nginx('', '200')]: '0+475.2x20', [nginx('', '500')]: '0+4.8x20', [nginx(CANARY, '200')]: '0+47.5x20', [nginx(CANARY, '502')]: '0+0.5x20' },
      isWorse: false,
    },
    {
      when: 'ingress-nginx counts more errors of the canary',
      series: { [nginx('', '200')]: '0+475.2x20', [nginx('', '500')]: '0+4.8x20', [nginx(CANARY, '200')]: '0+45.6x20', [nginx(CANARY, '502')]: '0+2.4x20' },
      isWorse: true,
    },
    {
      when: 'ingress-nginx counts more errors of the stable version',
      series: { [nginx('', '200')]: '0+240x20', [nginx('', '500')]: '0+240x20', [nginx(CANARY, '200')]: '0+48x20' },
      isWorse: false,
    },
  ]),
  ...worse(PrometheusMetric.errorRate({ ...WINDOW, source: PrometheusSource.istio(), healthy: Threshold.noWorseThanStable() }), [
    { when: 'Istio counts alike', series: { [istio('stable', '200')]: '0+480x20', [istio('canary', '200')]: '0+48x20' }, isWorse: false },
    {
      when: 'Istio counts errors of the canary, and the server counts them again',
      series: {
        [istio('stable', '200')]: '0+480x20',
        [istio('canary', '200')]: '0+45x20',
        [istio('canary', '503')]: '0+3x20',
        [istio('canary', '503', 'destination')]: '0+3x20',
      },
      isWorse: true,
    },
  ]),
  ...gate(PrometheusMetric.successRate({ ...WINDOW, source: PrometheusSource.ingressNginx(), healthy: ENOUGH }), [
    { when: 'ingress-nginx counts enough', series: { [nginx(CANARY, '200')]: '0+40x20' }, gives: 1 },
    { when: 'it counts too few of the canary', series: { [nginx('', '200')]: '0+400x20', [nginx(CANARY, '200')]: '0+10x20' }, gives: undefined },
  ]),
  ...gate(PrometheusMetric.successRate({ ...WINDOW, source: PrometheusSource.istio(), healthy: ENOUGH }), [
    { when: 'Istio counts enough', series: { [istio('canary', '200')]: '0+40x20' }, gives: 1 },
    {
      when: 'it counts too few where they came from',
      series: { [istio('canary', '200')]: '0+10x20', [istio('canary', '200', 'destination')]: '0+40x20' },
      gives: undefined,
    },
  ]),
];

/** What the queries of gates make of what Prometheus knows. */
export const GATE_SCENARIOS: readonly GateScenario[] = [
  ...WINDOWS, ...ALERT_STATES, ...SWITCHES, ...VOTES, ...REQUESTS, NUMBERLESS, ...COMPARED, ...COMPARED_BY_ROUTERS,
];

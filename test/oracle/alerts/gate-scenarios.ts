import { Duration } from 'cdk8s';
import { NoData, PrometheusMetric, Threshold, WaitCondition, Weekday } from '../../../src';
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
  ...waits(WaitCondition.rolloutCompleted('db', { settled: Duration.minutes(3) }), [
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

/** What the queries of gates make of what Prometheus knows. */
export const GATE_SCENARIOS: readonly GateScenario[] = [...WINDOWS, ...ALERT_STATES, ...SWITCHES, ...VOTES];

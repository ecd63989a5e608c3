import { Duration } from 'cdk8s';
import { Alert } from './alert';
import { TrafficSeries } from './traffic-series';
import { WatchedRollout } from './watched-rollout';

const ROUTED = ({ traffic }: WatchedRollout) => traffic.length > 0;

/** Alerts about requests to the new version, as the router counts them. Below one request in ten seconds they keep silent. */
export const TRAFFIC_ALERTS: readonly Alert[] = [
  {
    name: 'CanaryErrorRateHigh',
    severity: 'critical',
    after: Duration.minutes(2),
    applies: ROUTED,
    alone: true,
    threshold: 0.05,
    expr: ofRouters((traffic, threshold) => `${errorRatio(traffic, traffic.canary)} > ${threshold}`),
    summary: ({ rollout }) => `The new version of rollout ${rollout} fails {{ $value | humanizePercentage }} of its requests`,
    description: ({ command }) => `More than 5 % of the requests to the new version end in a server error. To send all traffic to the stable version: ${command('abort')}`,
  },
  {
    name: 'CanaryWorseThanStable',
    severity: 'warning',
    after: Duration.minutes(5),
    applies: ROUTED,
    alone: true,
    expr: ofRouters((traffic) => `${errorRatio(traffic, traffic.canary)}\n> 2 * ${stableErrorRatio(traffic)} + 0.01`),
    summary: ({ rollout }) => `The new version of rollout ${rollout} fails more requests than the stable one`,
    description: ({ command }) => 'Its error rate, {{ $value | humanizePercentage }}, is more than twice that of the stable version, and at least one percentage point above it. '
      + `See where the update stands: ${command('get rollout')}. To send all traffic to the stable version: ${command('abort')}`,
  },
  {
    name: 'CanaryLatencyHigh',
    severity: 'warning',
    after: Duration.minutes(5),
    applies: ROUTED,
    alone: true,
    threshold: 1,
    expr: ofRouters((traffic, threshold) => `${slowest(traffic)} > ${threshold}`),
    summary: ({ rollout }) => `The new version of rollout ${rollout} is slow`,
    description: ({ command }) => 'One in a hundred requests to the new version takes {{ $value | humanizeDuration }} or longer. '
      + `See where the update stands: ${command('get rollout')}. To send all traffic to the stable version: ${command('abort')}`,
  },
];

function ofRouters(condition: (traffic: TrafficSeries, threshold: number) => string) {
  return ({ rollouts: [{ traffic }] }: { readonly rollouts: readonly WatchedRollout[] }, threshold: number) => traffic
    .map((router) => `${condition(router, threshold)}\nand\n${rate(router, router.canary)} > 0.1`)
    .join('\nor\n');
}

function rate({ requests, by }: TrafficSeries, matchers: string): string {
  return `sum by (${by}) (rate(${requests}{${matchers}}[5m]))`;
}

function errors(traffic: TrafficSeries, matchers: string): string {
  return rate(traffic, `${matchers},${traffic.statusLabel}=~"5.."`);
}

function errorRatio(traffic: TrafficSeries, matchers: string): string {
  return `${errors(traffic, matchers)}\n/ ${rate(traffic, matchers)}`;
}

/** A version that never failed has no series of errors; its ratio is zero all the same. */
function stableErrorRatio(traffic: TrafficSeries): string {
  const all = rate(traffic, traffic.stable);
  return `(${errors(traffic, traffic.stable)} or ${all} * 0)\n/ ${all}`;
}

function slowest({ durationBuckets, unitsPerSecond, by, canary }: TrafficSeries): string {
  const quantile = `histogram_quantile(0.99, sum by (${by}, le) (rate(${durationBuckets}{${canary}}[5m])))`;
  return unitsPerSecond === 1 ? quantile : `${quantile} / ${unitsPerSecond}`;
}

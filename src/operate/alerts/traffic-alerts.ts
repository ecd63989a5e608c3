import { Duration } from 'cdk8s';
import { Alert } from './alert';
import { errorRatio, errorRatioOrZero, Meant, rate, slowest } from './request-rates';
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
    expr: ofRouters((traffic, threshold) => `${errorRatio(traffic, toCanary(traffic))} > ${threshold}`),
    summary: ({ rollout }) => `The new version of rollout ${rollout} fails {{ $value | humanizePercentage }} of its requests`,
    description: ({ command }) => `More than 5 % of the requests to the new version end in a server error. To send all traffic to the stable version: ${command('abort')}`,
  },
  {
    name: 'CanaryWorseThanStable',
    severity: 'warning',
    after: Duration.minutes(5),
    applies: ROUTED,
    alone: true,
    expr: ofRouters((traffic) => `${errorRatio(traffic, toCanary(traffic))}\n> 2 * ${errorRatioOrZero(traffic, toStable(traffic))} + 0.01`),
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
    expr: ofRouters((traffic, threshold) => `${slowest(traffic, toCanary(traffic))} > ${threshold}`),
    summary: ({ rollout }) => `The new version of rollout ${rollout} is slow`,
    description: ({ command }) => 'One in a hundred requests to the new version takes {{ $value | humanizeDuration }} or longer. '
      + `See where the update stands: ${command('get rollout')}. To send all traffic to the stable version: ${command('abort')}`,
  },
];

function ofRouters(condition: (traffic: TrafficSeries, threshold: number) => string) {
  return ({ rollouts: [{ traffic }] }: { readonly rollouts: readonly WatchedRollout[] }, threshold: number) => traffic
    .map((router) => `${condition(router, threshold)}\nand\n${rate(router, toCanary(router))} > 0.1`)
    .join('\nor\n');
}

function toCanary({ by, canary }: TrafficSeries): Meant {
  return { by, matchers: canary };
}

function toStable({ by, stable }: TrafficSeries): Meant {
  return { by, matchers: stable };
}

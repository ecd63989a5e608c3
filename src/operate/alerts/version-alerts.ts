import { Duration } from 'cdk8s';
import { Alert, Subject } from './alert';
import { oneOf } from './promql';
import { errorRatioOrZero, errors, Meant, rate, slowest } from './request-rates';
import { Selection } from './selection';
import { VersionSeries } from './version-series';
import { WatchedRollout } from './watched-rollout';

const COUNTED = ({ versions }: WatchedRollout) => versions !== undefined;

/**
 * Alerts about requests to any version, where all are counted alike. Nothing that is measured says which of them is the new one, so they look at each. They
 * keep silent below one request in ten seconds, and half an hour after an update.
 */
export const VERSION_ALERTS: readonly Alert[] = [
  {
    name: 'VersionErrorRateHigh',
    severity: 'critical',
    after: Duration.minutes(2),
    applies: COUNTED,
    alone: true,
    threshold: 0.05,
    expr: duringUpdates((versions, threshold) => `${errors(versions, each(versions))}\n/ ${rate(versions, each(versions))} > ${threshold}`),
    summary: ({ rollout, version }) => `{{ $value | humanizePercentage }} of the requests to ${version} of rollout ${rollout} fail`,
    description: (subject) => `More than 5 % of the requests end in a server error, in an update or shortly after it. ${wayBack(subject)}`,
  },
  {
    name: 'VersionWorseThanOther',
    severity: 'warning',
    after: Duration.minutes(5),
    applies: COUNTED,
    alone: true,
    expr: duringUpdates((versions) => `${errorRatioOrZero(versions, each(versions))}\n> on () group_left ()\n2 * min(${errorRatioOrZero(versions, each(versions))} and ${rate(versions, each(versions))} > 0.1) + 0.01`),
    summary: ({ rollout, version }) => `More requests to ${version} of rollout ${rollout} fail than to the other`,
    description: (subject) => 'Its error rate, {{ $value | humanizePercentage }}, is more than twice that of the other version, and at least one percentage point above it. '
      + wayBack(subject),
  },
  {
    name: 'VersionLatencyHigh',
    severity: 'warning',
    after: Duration.minutes(5),
    applies: COUNTED,
    alone: true,
    threshold: 1,
    expr: duringUpdates((versions, threshold) => `${slowest(versions, each(versions))} > ${threshold}`),
    summary: ({ rollout, version }) => `Requests to ${version} of rollout ${rollout} are slow`,
    description: (subject) => `One in a hundred takes {{ $value | humanizeDuration }} or longer, in an update or shortly after it. ${wayBack(subject)}`,
  },
];

function wayBack({ command }: Subject): string {
  return `See which version that is, and where the update stands: ${command('get rollout')}. If it is the new one, give the update up: ${command('abort')}. `
    + 'After its end, deploy the manifests of the version before';
}

function duringUpdates(condition: (versions: VersionSeries, threshold: number) => string) {
  return (selection: Selection, threshold: number) => {
    const [{ versions }] = selection.rollouts;
    const updating = selection.ofRollouts('rollout_info', oneOf('phase', ['Progressing', 'Paused']));
    return versions === undefined ? '' : [
      condition(versions, threshold),
      `and ${rate(versions, each(versions))} > 0.1`,
      `and on () max(max_over_time(${updating}[30m])) > 0`,
    ].join('\n');
  };
}

/** Each version by itself. */
function each({ label, matchers }: VersionSeries): Meant {
  return { by: label, matchers };
}

import { Duration } from 'cdk8s';
import { series } from '../alerts/promql';
import { WatchedRollout } from '../alerts/watched-rollout';
import { GrafanaVariable } from './grafana';
import { DATA_SOURCE } from './layout';

/** The rollout that is chosen on the dashboard. It may have anything. */
export const CHOSEN: WatchedRollout = {
  name: '$rollout',
  namespace: '$namespace',
  routers: [],
  analysed: true,
  stepPlugins: true,
  experiments: true,
  longestTimedPause: Duration.seconds(0),
  timedPauses: Duration.seconds(0),
  traffic: [],
};

export function choices(namespaceLabel: string): GrafanaVariable[] {
  return [
    choice('namespace', 'Namespace', 'rollout_info', namespaceLabel),
    choice('rollout', 'Rollout', series('rollout_info', `${namespaceLabel}="$namespace"`), 'name'),
  ];
}

/** Where a row of a table leads: to the same dashboard, with the rollout of the row chosen. */
export function linkToChoice(uid: string, namespaceLabel: string): string {
  return `/d/${uid}?\${datasource:queryparam}&var-namespace=\${__data.fields.${namespaceLabel}}&var-rollout=\${__data.fields.name}&\${__url_time_range}`;
}

function choice(name: string, label: string, selector: string, values: string): GrafanaVariable {
  const query = `label_values(${selector}, ${values})`;
  // again whenever the time changes, and sorted
  return { type: 'query', name, label, datasource: DATA_SOURCE, query: { query, refId: name }, definition: query, refresh: 2, sort: 1 };
}

import { Alert } from './alert';
import { ANALYSIS_ALERTS } from './analysis-alerts';
import { EVENT_ALERTS } from './event-alerts';
import { REPLICA_ALERTS } from './replica-alerts';
import { STATE_ALERTS } from './state-alerts';
import { TRAFFIC_ALERTS } from './traffic-alerts';
import { VERSION_ALERTS } from './version-alerts';

/** All alerts, in the order in which a PrometheusRule lists them. */
export const ALERTS: readonly Alert[] = [
  ...STATE_ALERTS, ...REPLICA_ALERTS, ...ANALYSIS_ALERTS, ...EVENT_ALERTS, ...TRAFFIC_ALERTS, ...VERSION_ALERTS,
];

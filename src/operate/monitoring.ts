import { IConstruct } from 'constructs';
import { checked } from '../api/checked';
import { configure, MonitoringSettings } from './monitoring/settings';

/**
 * Common settings of alerts, monitors and dashboards, in one place: labels that select them, their namespace, and the URL of the runbook.
 *
 * @example
 * Monitoring.configure(chart, {
 *   selectorLabels: { release: 'kube-prometheus-stack' },
 *   runbookUrl: 'https://runbooks.example/rollouts',
 * });
 * new RolloutPodMonitor(chart, 'PodMonitor', { rollout: api, port: 'http' });
 * new RolloutAlerts(chart, 'Alerts', { rollouts: [api] });
 */
@checked
export class Monitoring {
  /**
   * Sets common settings for all `RolloutAlerts`, `ControllerAlerts`, `RolloutPodMonitor`, `ControllerServiceMonitor` and dashboards of a scope: an
   * app, a chart, or any construct. For each setting, the nearest scope wins. A property of the object itself overrides all scopes.
   *
   * A scope can be configured only once, and only before the first of these objects is created in it.
   *
   * @param scope    an app, or a construct in one
   * @param settings the common settings
   */
  public static configure(scope: IConstruct, settings: MonitoringSettings): void {
    configure(scope, settings);
  }

  private constructor() {}
}

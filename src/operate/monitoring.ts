import { IConstruct } from 'constructs';
import { checked } from '../api/checked';
import { configure, MonitoringSettings } from './monitoring/settings';

/**
 * What alerts, monitors and dashboards have in common, said once: by which labels they are found, in which namespace they are, and which page
 * says what to do.
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
   * Decides for the `RolloutAlerts`, `ControllerAlerts`, `RolloutPodMonitor`s, `ControllerServiceMonitor`s and dashboards of a scope: an app, a
   * chart, or any construct. Of each key the settings of the nearest scope win, and a property of the object itself wins over all.
   *
   * Rejects a scope that was configured before, and one in which such an object was made before.
   *
   * @param scope    an app, or a construct in one
   * @param settings what they have in common
   */
  public static configure(scope: IConstruct, settings: MonitoringSettings): void {
    configure(scope, settings);
  }

  private constructor() {}
}

import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { series } from './alerts/promql';
import { LIFE_PANELS, OBJECT_PANELS, PROCESS_PANELS, WORK_PANELS } from './dashboards/controller-panels';
import { dashboardConfigMap } from './dashboards/dashboard';
import { DashboardOptions } from './dashboards/dashboard-options';
import { fill } from './dashboards/panel';
import { installedController } from './installed-controller';
import { settingsFor } from './monitoring/settings';

/**
 * Options of a `ControllerDashboard`.
 */
export interface ControllerDashboardProps extends DashboardOptions {
  /**
   * The value of the label `job` of the controller's metrics. The Prometheus operator takes the name of the Service: `metricsService` of the
   * installation.
   *
   * @default - that of the installation which the app has, if it is the only one; otherwise `argo-rollouts-metrics`
   */
  readonly job?: string;

  /**
   * The namespace in which the controller runs.
   *
   * @default - that of the installation which the app has, if it is the only one; otherwise `argo-rollouts`
   */
  readonly controllerNamespace?: string;
}

/**
 * Shows in Grafana how the controller of Argo Rollouts is: a ConfigMap with a dashboard, which the sidecar of kube-prometheus-stack
 * loads. The owners of rollouts have `RolloutDashboard`.
 *
 * Whether it runs: its pods, the leader, the version. Whether it gets its work done: reconciliations, their time and errors, queues and
 * retries, requests to the API server, notifications. How its rollouts and AnalysisRuns are, and what it takes of memory and processor time.
 *
 * The controller has to be scraped, as by `ControllerServiceMonitor`. The limit of the memory needs kube-state-metrics. Works in Grafana
 * 11 and later.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/controller-metrics/
 * @example
 * new ControllerDashboard(chart, 'ControllerDashboard', { controllerNamespace: 'argo-rollouts' });
 */
@checked
export class ControllerDashboard extends Construct {
  constructor(scope: Construct, id: string, props: ControllerDashboardProps = {}) {
    super(scope, id);
    const [installed, settings] = [installedController(this), settingsFor(this)];
    const { job = installed.metricsService, controllerNamespace: namespace = installed.namespace } = props;
    const controller = { namespace, own: (metric: string, ...matchers: string[]) => series(metric, `job="${job}"`, ...matchers) };
    dashboardConfigMap(this, { name: 'argo-rollouts-controller-dashboard', namespace: settings.namespace ?? namespace }, props, () => ({
      title: 'Argo Rollouts / Controller',
      sections: [
        { title: 'Controller', panels: fill(LIFE_PANELS, controller) },
        { title: 'Work', panels: fill(WORK_PANELS, controller) },
        { title: 'Rollouts and analyses', panels: fill(OBJECT_PANELS, controller) },
        { title: 'Process', panels: fill(PROCESS_PANELS, controller) },
      ],
    }));
  }
}

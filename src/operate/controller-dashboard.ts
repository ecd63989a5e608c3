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
   * The value of the label `job` in the controller's metrics. With the Prometheus operator it is the name of the Service: `metricsService` of the
   * installation.
   *
   * @default - that of the installation in this app, if there is exactly one; otherwise `argo-rollouts-metrics`
   */
  readonly job?: string;

  /**
   * The namespace of the controller.
   *
   * @default - that of the installation in this app, if there is exactly one; otherwise `argo-rollouts`
   */
  readonly controllerNamespace?: string;
}

/**
 * A Grafana dashboard about the Argo Rollouts controller: a ConfigMap that the sidecar of kube-prometheus-stack loads. For the owners of rollouts use
 * `RolloutDashboard`.
 *
 * It shows whether the controller is running: its pods, the leader, the version. It shows whether it does its work: reconciliations with times and
 * errors, queues and retries, requests to the API server, notifications. It also shows the state of its rollouts and AnalysisRuns, and its use of
 * memory and CPU.
 *
 * The controller must be scraped, for example with a `ControllerServiceMonitor`. The memory limit needs kube-state-metrics. Needs Grafana 11 or
 * later.
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

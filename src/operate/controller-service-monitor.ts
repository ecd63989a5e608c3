import { ApiObjectMetadata, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { NAME_LABEL } from '../manifest/names';
import { apiObject } from '../synth/api-object';
import { goDuration } from '../synth/go-duration';
import { installedController } from './installed-controller';
import { settingsFor } from './monitoring/settings';

/**
 * Options of a `ControllerServiceMonitor`.
 */
export interface ControllerServiceMonitorProps {
  /**
   * The namespace of the controller.
   *
   * @default - that of the installation in this app, if there is exactly one; otherwise `argo-rollouts`
   */
  readonly controllerNamespace?: string;

  /**
   * The name of the Service with the controller's metrics. It becomes the label `job`. A controller with an instance id has a Service of its own: use
   * `metricsService` of its installation.
   *
   * @default - that of the installation in this app, if there is exactly one; otherwise `argo-rollouts-metrics`
   */
  readonly service?: string;

  /**
   * Labels that the Prometheus operator is configured to select. Without the right labels the controller is not scraped. kube-prometheus-stack
   * selects by `release` with the name of its Helm release.
   *
   * @default - those of `Monitoring.configure`, or none
   */
  readonly selectorLabels?: Record<string, string>;

  /**
   * The time between two scrapes. At most one minute, because the counters of a deleted object exist for only 65 more seconds.
   *
   * @default - the default of Prometheus
   */
  readonly interval?: Duration;

  /**
   * Name, namespace, labels and annotations of the ServiceMonitor.
   *
   * @default - named `argo-rollouts`, in the namespace of `Monitoring.configure`, or that of the controller
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * A ServiceMonitor that scrapes the Argo Rollouts controller. It sets `honorLabels`, so the label `namespace` is the namespace of the rollout, not of
 * the controller. `RolloutAlerts`, `ControllerAlerts` and `RolloutDashboard` expect this. Needs the Prometheus operator.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/controller-metrics/
 * @example
 * new ControllerServiceMonitor(chart, 'ControllerMonitor', {
 *   selectorLabels: { release: 'kube-prometheus-stack' },
 *   interval: Duration.seconds(30),
 * });
 */
@checked
export class ControllerServiceMonitor extends Construct {
  constructor(scope: Construct, id: string, props: ControllerServiceMonitorProps = {}) {
    super(scope, id);
    const [controller, settings] = [installedController(this), settingsFor(this)];
    const { controllerNamespace = controller.namespace, service = controller.metricsService, interval, metadata } = props;
    const { selectorLabels = settings.selectorLabels } = props;
    apiObject(this, 'Resource', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: {
        name: 'argo-rollouts',
        namespace: settings.namespace ?? controllerNamespace,
        ...metadata,
        labels: { ...selectorLabels, ...metadata?.labels },
      },
      spec: {
        endpoints: [{ port: 'metrics', honorLabels: true, ...interval ? { interval: goDuration(interval) } : {} }],
        namespaceSelector: { matchNames: [controllerNamespace] },
        selector: { matchLabels: { [NAME_LABEL]: service } },
      },
    });
  }
}

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
   * The namespace in which the controller runs.
   *
   * @default - that of the installation which the app has, if it is the only one; otherwise `argo-rollouts`
   */
  readonly controllerNamespace?: string;

  /**
   * The name of the Service with the controller's metrics, which becomes the label `job`. A controller with an instance id has one of its own:
   * `metricsService` of its installation.
   *
   * @default - that of the installation which the app has, if it is the only one; otherwise `argo-rollouts-metrics`
   */
  readonly service?: string;

  /**
   * Labels by which the Prometheus operator finds the ServiceMonitor. Without them the controller is not scraped at all where the operator
   * looks for some: kube-prometheus-stack looks for `release` with the name of its Helm release.
   *
   * @default - those of `Monitoring.configure`, or none
   */
  readonly selectorLabels?: Record<string, string>;

  /**
   * The time between two scrapes. The counters of a deleted object are gone after 65 seconds, so at most a minute.
   *
   * @default - that of Prometheus
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
 * Scrapes the controller of Argo Rollouts, as `RolloutAlerts`, `ControllerAlerts` and `RolloutDashboard` expect it: with `honorLabels`, so that
 * `namespace` is that of the rollout and not that of the controller. Needs the Prometheus operator.
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

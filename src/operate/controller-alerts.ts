import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { apiObject } from '../synth/api-object';
import { goDuration } from '../synth/go-duration';
import { AlertOverride, assertOverrides } from './alerts/alert-override';
import { ControllerAlert, ControllerSource, expressionOf } from './alerts/controller-alert';
import { CONTROLLER_ALERTS } from './alerts/controller-alerts';
import { installedController } from './installed-controller';
import { settingsFor } from './monitoring/settings';

/**
 * Options of `ControllerAlerts`.
 */
export interface ControllerAlertsProps {
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

  /**
   * Name, namespace, labels and annotations of the PrometheusRule.
   *
   * @default - named `argo-rollouts-controller-alerts`, in the namespace of `Monitoring.configure`, or that of the controller
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * Labels that the Prometheus operator is configured to select. Without the right labels the operator ignores the PrometheusRule.
   * kube-prometheus-stack selects by `release` with the name of its Helm release.
   *
   * @default - those of `Monitoring.configure`, or none
   */
  readonly selectorLabels?: Record<string, string>;

  /**
   * Labels of every alert, such as the team that receives it.
   *
   * @default - those of `Monitoring.configure`, and `severity`
   */
  readonly labels?: Record<string, string>;

  /**
   * The URL of a page that describes what to do. Each alert links to the section with its name in lower case: `#argorolloutsnoleader`.
   *
   * @default - that of `Monitoring.configure`, or no link
   */
  readonly runbookUrl?: string;

  /**
   * Changes of single alerts, by the name of the alert.
   *
   * @default - no changes
   */
  readonly overrides?: Record<string, AlertOverride>;
}

/**
 * Alerts for the people who operate the Argo Rollouts controller: a PrometheusRule for the Prometheus operator. For the owners of rollouts use
 * `RolloutAlerts`. The text in parentheses is the unit of the threshold that can be changed.
 *
 * Is the controller running: `ArgoRolloutsControllerDown`, `ArgoRolloutsNoLeader`, `ArgoRolloutsRestarting` (restarts within an hour),
 * `ArgoRolloutsMemoryNearLimit` (share of its limit), `ArgoRolloutsVersionSkew`.
 *
 * Does it do its work: `ArgoRolloutsApiForbidden`, `ArgoRolloutsApiErrors` (share of its requests), `ArgoRolloutsReconcileSlow` (seconds),
 * `ArgoRolloutsQueueBacklog` (objects), `ArgoRolloutsWorkerStuck` (seconds), `ArgoRolloutsRetryStorm` (retries per second),
 * `ArgoRolloutsNotificationsFailing`.
 *
 * What is the state of its rollouts: `ArgoRolloutsManyUnhealthy` (share of all rollouts), `ArgoRolloutsAnalysisRunPileup` (runs),
 * `RolloutAbortedForgotten`.
 *
 * `ArgoRolloutsMemoryNearLimit` needs the metrics of the kubelet and of kube-state-metrics.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/controller-metrics/
 * @example
 * new ControllerAlerts(chart, 'ControllerAlerts', {
 *   selectorLabels: { release: 'kube-prometheus-stack' },
 *   labels: { team: 'platform' },
 *   overrides: { 'ArgoRolloutsRestarting': { threshold: 5, severity: 'critical' } },
 * });
 */
@checked
export class ControllerAlerts extends Construct {
  constructor(scope: Construct, id: string, props: ControllerAlertsProps = {}) {
    super(scope, id);
    const [controller, settings] = [installedController(this), settingsFor(this)];
    const { metadata, selectorLabels = settings.selectorLabels, overrides = {} } = props;
    assertOverrides(overrides, CONTROLLER_ALERTS, this.node.path);
    const source = { job: props.job ?? controller.metricsService, namespace: props.controllerNamespace ?? controller.namespace };
    const { labels = settings.alertLabels, runbookUrl = settings.runbookUrl } = props;
    this.rule({
      name: 'argo-rollouts-controller-alerts',
      namespace: settings.namespace ?? source.namespace,
      ...metadata,
      labels: { ...selectorLabels, ...metadata?.labels },
    }, CONTROLLER_ALERTS
      .filter(({ name }) => overrides[name]?.enabled !== false)
      .map((alert) => ruleOf(alert, source, { labels, runbookUrl, overrides })));
  }

  private rule(metadata: ApiObjectMetadata, rules: object[]): ApiObject {
    return apiObject(this, 'Resource', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata,
      spec: { groups: [{ name: 'argo-rollouts-controller', rules }] },
    });
  }
}

type RuleOptions = Pick<ControllerAlertsProps, 'labels' | 'runbookUrl' | 'overrides'>;

function ruleOf(alert: ControllerAlert, source: ControllerSource, { labels, runbookUrl, overrides = {} }: RuleOptions) {
  const { name, summary, description } = alert;
  const { severity = alert.severity, after = alert.after, threshold } = overrides[name] ?? {};
  const holdsFor = goDuration(after);
  return {
    alert: name,
    expr: expressionOf(alert, source, threshold),
    ...holdsFor === '0s' ? {} : { for: holdsFor },
    labels: { severity, ...labels },
    annotations: { summary, description, ...runbookUrl ? { runbook_url: `${runbookUrl}#${name.toLowerCase()}` } : {} },
  };
}

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

  /**
   * Name, namespace, labels and annotations of the PrometheusRule.
   *
   * @default - named `argo-rollouts-controller-alerts`, in the namespace of `Monitoring.configure`, or that of the controller
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * Labels by which the Prometheus operator finds the PrometheusRule. Without them it is not loaded at all where the operator looks for
   * some: kube-prometheus-stack looks for `release` with the name of its Helm release.
   *
   * @default - those of `Monitoring.configure`, or none
   */
  readonly selectorLabels?: Record<string, string>;

  /**
   * Labels of every alert, such as the team that it goes to.
   *
   * @default - those of `Monitoring.configure`, and `severity`
   */
  readonly labels?: Record<string, string>;

  /**
   * The page that says what to do. Each alert links to the section of its name, in lower case: `#argorolloutsnoleader`.
   *
   * @default - that of `Monitoring.configure`, or no link
   */
  readonly runbookUrl?: string;

  /**
   * What is different about single alerts, by the name of the alert.
   *
   * @default - nothing
   */
  readonly overrides?: Record<string, AlertOverride>;
}

/**
 * Tells those who run Argo Rollouts when its controller needs attention: a PrometheusRule for the Prometheus operator. The owners of
 * rollouts have `RolloutAlerts`.
 *
 * Whether it runs: `ArgoRolloutsControllerDown`, `ArgoRolloutsNoLeader`, `ArgoRolloutsRestarting` (threshold: restarts within an hour),
 * `ArgoRolloutsMemoryNearLimit` (part of its limit), `ArgoRolloutsVersionSkew`. Whether it gets its work done: `ArgoRolloutsApiForbidden`,
 * `ArgoRolloutsApiErrors` (part of its requests), `ArgoRolloutsReconcileSlow` (seconds), `ArgoRolloutsQueueBacklog` (objects),
 * `ArgoRolloutsWorkerStuck` (seconds), `ArgoRolloutsRetryStorm` (retries a second), `ArgoRolloutsNotificationsFailing`. How its rollouts are:
 * `ArgoRolloutsManyUnhealthy` (part of all), `ArgoRolloutsAnalysisRunPileup` (runs), `RolloutAbortedForgotten`.
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

import { ApiObjectMetadata, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { PrometheusSource } from '../analysis/prometheus-source';
import { checked } from '../api/checked';
import { Rollout } from '../rollout/rollout';
import { apiObject } from '../synth/api-object';
import { AlertOverride, assertOverrides } from './alerts/alert-override';
import { ALERTS } from './alerts/alerts';
import { ruleGroups } from './alerts/rule-groups';
import { watch } from './alerts/watched-rollout';
import { placeOf } from './monitoring/place';
import { MonitoringSettings, settingsFor } from './monitoring/settings';

/**
 * Options of `RolloutAlerts`.
 */
export interface RolloutAlertsProps {
  /**
   * The rollouts to watch. At least one. Set the namespace of a rollout, so that its alerts cannot match another rollout with the same name.
   */
  readonly rollouts: Rollout[];

  /**
   * Name, namespace, labels and annotations of the PrometheusRule.
   *
   * @default - for one rollout `<rollout>-alerts`, for several a name from cdk8s; in the namespace of `Monitoring.configure`, or in the namespace of
   * the rollouts
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
   * The label that contains the namespace of a rollout in the controller's metrics. It is `exported_namespace` if the Prometheus operator scrapes the
   * controller without `honorLabels`, as with the Helm chart of Argo Rollouts.
   *
   * @default - that of `Monitoring.configure`, or `namespace`
   */
  readonly namespaceLabel?: string;

  /**
   * The source of request metrics, for alerts about failed and slow requests. `PrometheusSource.application` works for any rollout that a
   * `RolloutPodMonitor` scrapes. `ingressNginx` and `istio` work for a blue-green rollout by its two Services, and for a canary if this router moves
   * its traffic.
   *
   * @default - for a canary its router, if this separates the versions; other rollouts have no alerts about requests
   */
  readonly requests?: PrometheusSource;

  /**
   * Labels of every alert, such as the team that receives it.
   *
   * @default - those of `Monitoring.configure`; in addition `severity` and the labels that identify the rollout
   */
  readonly labels?: Record<string, string>;

  /**
   * The URL of a page that describes what to do. Each alert links to the section with its name in lower case: `#rolloutaborted`.
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
 * Alerts for the owners of rollouts: a PrometheusRule for the Prometheus operator. It contains the alerts that fit the given rollouts, and only for
 * these rollouts.
 *
 * Alerts for every rollout, about its state: `RolloutInvalidSpec`, `RolloutAborted`, `RolloutProgressDeadlineExceeded`,
 * `RolloutReplicaSetCreateError`, `RolloutPausedTooLong`, `RolloutInFlightTooLong`, `RolloutReconcileErrors`, `RolloutMetricsAbsent`. About its pods:
 * `RolloutNoReplicasAvailable`, `RolloutReplicasUnavailable`, and with kube-state-metrics `RolloutPodsRestarting` and `RolloutPodsWaiting`.
 *
 * With an analysis: `RolloutAnalysisRunFailed`, `RolloutAnalysisInconclusive`, `AnalysisRunRunningTooLong`. With a traffic router:
 * `RolloutTrafficRoutingError`. With a step plugin: `RolloutStepPluginError`. With an experiment as a step: `RolloutExperimentFailed`. If a JSON
 * patch adds the experiment, enable this alert with `overrides`.
 *
 * If ingress-nginx or Istio separates the requests of the new version: `CanaryErrorRateHigh`, `CanaryWorseThanStable`, `CanaryLatencyHigh`. With the
 * option `requests`: `VersionErrorRateHigh`, `VersionWorseThanOther`, `VersionLatencyHigh`. These watch each version during an update and for half an
 * hour after it.
 *
 * These alerts have a threshold that can be changed: `RolloutPodsRestarting` (restarts within ten minutes), `CanaryErrorRateHigh` and
 * `VersionErrorRateHigh` (share of the requests), `CanaryLatencyHigh` and `VersionLatencyHigh` (seconds).
 *
 * `RolloutPausedTooLong` fires after one hour, or ten minutes after the longest timed pause of the rollout, whichever is later. Rollouts with
 * different times have separate rules.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/controller-metrics/
 * @example
 * new RolloutAlerts(chart, 'Alerts', {
 *   rollouts: [api],
 *   selectorLabels: { release: 'kube-prometheus-stack' },
 *   labels: { team: 'shop' },
 *   overrides: { 'RolloutPausedTooLong': { after: Duration.hours(4) } },
 * });
 */
@checked
export class RolloutAlerts extends Construct {
  private readonly settings: MonitoringSettings;

  constructor(scope: Construct, id: string, private readonly props: RolloutAlertsProps) {
    super(scope, id);
    this.settings = settingsFor(this);
    const { rollouts, metadata, selectorLabels = this.settings.selectorLabels, overrides = {} } = props;
    if (rollouts.length === 0) {
      throw new Error(`[${this.node.path}] "rollouts" is empty: give at least one rollout to watch`);
    }
    assertOverrides(overrides, ALERTS, this.node.path);
    apiObject(this, 'Resource', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: {
        ...placeOf(rollouts, '-alerts', this.settings),
        ...metadata,
        labels: { ...selectorLabels, ...metadata?.labels },
      },
      spec: Lazy.any({ produce: () => this.toSpec() }),
    });
  }

  private toSpec() {
    const { settings, props } = this;
    const { rollouts, requests, overrides = {}, labels = settings.alertLabels, runbookUrl = settings.runbookUrl } = props;
    const namespaceLabel = props.namespaceLabel ?? settings.namespaceLabel ?? 'namespace';
    const watched = [...new Set(rollouts)].map((rollout) => watch(rollout, requests));
    if (requests && watched.every(({ traffic, versions }) => traffic.length === 0 && !versions)) {
      throw new Error(`"requests" that ${requests._series.router} counted tell nothing of these rollouts: it moves the traffic of none of them from one Service to `
        + 'another. Leave it out, or use the application\'s own metrics with PrometheusSource.application and a RolloutPodMonitor');
    }
    return { groups: ruleGroups(watched, { namespaceLabel, labels, runbookUrl, overrides }) };
  }
}

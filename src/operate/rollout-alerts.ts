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
   * The rollouts to watch, at least one. A rollout whose namespace is known is told apart from others of the same name; give it one.
   */
  readonly rollouts: Rollout[];

  /**
   * Name, namespace, labels and annotations of the PrometheusRule.
   *
   * @default - named `<rollout>-alerts` where there is one rollout, and by cdk8s where there are several; in the namespace of
   * `Monitoring.configure`, or that which the rollouts share
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
   * The label with the namespace of a rollout in the controller's metrics. Scraped by the Prometheus operator without `honorLabels`, as by
   * the Helm chart of Argo Rollouts, it is `exported_namespace`.
   *
   * @default - that of `Monitoring.configure`, or `namespace`
   */
  readonly namespaceLabel?: string;

  /**
   * Whose metrics tell of requests that fail or are slow. `PrometheusSource.application` tells of any rollout that a `RolloutPodMonitor` scrapes.
   * `ingressNginx` and `istio` tell of a blue-green rollout by its two Services, and of a canary whose traffic they move.
   *
   * @default - the router of a canary where it tells the versions apart; other rollouts have no alerts about requests
   */
  readonly requests?: PrometheusSource;

  /**
   * Labels of every alert, such as the team that it goes to.
   *
   * @default - those of `Monitoring.configure`; beside them `severity`, and what names the rollout
   */
  readonly labels?: Record<string, string>;

  /**
   * The page that says what to do. Each alert links to the section of its name, in lower case: `#rolloutaborted`.
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
 * Tells the owner of rollouts when one of them needs attention: a PrometheusRule for the Prometheus operator, with the alerts that
 * apply to the rollouts given and look at these alone.
 *
 * Every rollout has alerts about its state (`RolloutInvalidSpec`, `RolloutAborted`, `RolloutProgressDeadlineExceeded`,
 * `RolloutReplicaSetCreateError`, `RolloutPausedTooLong`, `RolloutInFlightTooLong`, `RolloutReconcileErrors`, `RolloutMetricsAbsent`)
 * and its pods (`RolloutNoReplicasAvailable`, `RolloutReplicasUnavailable`; with kube-state-metrics `RolloutPodsRestarting` and
 * `RolloutPodsWaiting`). One with an analysis has `RolloutAnalysisRunFailed`, `RolloutAnalysisInconclusive` and
 * `AnalysisRunRunningTooLong`; one with a traffic router `RolloutTrafficRoutingError`; one with a step plugin `RolloutStepPluginError`; one
 * with an experiment as a step `RolloutExperimentFailed`, also where a JSON patch puts the step in and `overrides` enables the alert.
 * Where ingress-nginx or Istio tells the new version's requests apart, there are `CanaryErrorRateHigh`, `CanaryWorseThanStable` and
 * `CanaryLatencyHigh`. With `requests` there are `VersionErrorRateHigh`, `VersionWorseThanOther` and `VersionLatencyHigh`, which look at each version while
 * an update is going on and for half an hour after it. A threshold can be given for `RolloutPodsRestarting` (restarts within ten minutes),
 * `CanaryErrorRateHigh` and `VersionErrorRateHigh` (part of the requests), `CanaryLatencyHigh` and `VersionLatencyHigh` (seconds).
 *
 * A pause is too long after an hour, or ten minutes after the longest timed pause of the rollout, whichever is later. Rollouts that
 * differ in this have a rule each.
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

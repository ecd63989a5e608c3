import { Construct } from 'constructs';
import { PrometheusSource } from '../analysis/prometheus-source';
import { checked } from '../api/checked';
import { Rollout } from '../rollout/rollout';
import { series } from './alerts/promql';
import { sharedNamespace, watch } from './alerts/watched-rollout';
import { CHOSEN, choices, linkToChoice } from './dashboards/choice';
import { DashboardContent, dashboardConfigMap } from './dashboards/dashboard';
import { DashboardOptions } from './dashboards/dashboard-options';
import { overviewPanels } from './dashboards/overview-panels';
import { fill, Section } from './dashboards/panel';
import { ROLLOUT_PANELS } from './dashboards/rollout-panels';
import { Watched, watched } from './dashboards/watched';
import { placeOf } from './monitoring/place';
import { settingsFor } from './monitoring/settings';

/**
 * Options of a `RolloutDashboard`.
 */
export interface RolloutDashboardProps extends DashboardOptions {
  /**
   * The rollouts that the dashboard is about, at least one. Several have a row each, which opens with a click.
   *
   * @default - all rollouts of the cluster: one of them is chosen on the dashboard
   */
  readonly rollouts?: Rollout[];

  /**
   * Whose metrics show the requests to each version: their share, rate, errors and latency. ingress-nginx and Istio tell the versions
   * apart by the Services of a rollout, so they need `rollouts`: canaries whose traffic they move, or blue-green ones.
   * `PrometheusSource.application` shows any rollout that a `RolloutPodMonitor` scrapes.
   *
   * @default - the router of a rollout where it tells the versions apart; other rollouts have no panels about requests
   */
  readonly requests?: PrometheusSource;

  /**
   * The label with the namespace of a rollout in the controller's metrics. Scraped by the Prometheus operator without `honorLabels`, as by
   * the Helm chart of Argo Rollouts, it is `exported_namespace`.
   *
   * @default - that of `Monitoring.configure`, or `namespace`
   */
  readonly namespaceLabel?: string;
}

/**
 * Shows in Grafana what rollouts do: a ConfigMap with a dashboard, which the sidecar of kube-prometheus-stack loads.
 *
 * Of each rollout it shows the phase now and in the time shown, pods, updates, the age of the newest ReplicaSet, restarts and waiting
 * containers, events, and errors of the controller; requests to each version, where they are counted by version; AnalysisRuns with
 * their metrics, and Experiments, where the rollout has such. Above several rollouts, and all, there is an overview.
 *
 * The controller has to be scraped, as by `ControllerServiceMonitor`. Some panels need kube-state-metrics and say so. Works in Grafana 11
 * and later.
 *
 * A dashboard has room for about 30 rollouts with rows of their own. `kubectl apply` has, without `--server-side`, for about 7.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/controller-metrics/
 * @example
 * new RolloutDashboard(chart, 'Dashboard', { rollouts: [api] });
 */
@checked
export class RolloutDashboard extends Construct {
  private readonly namespaceLabel: string;

  constructor(scope: Construct, id: string, private readonly props: RolloutDashboardProps = {}) {
    super(scope, id);
    const settings = settingsFor(this);
    const { rollouts, requests, namespaceLabel = settings.namespaceLabel ?? 'namespace' } = props;
    this.namespaceLabel = namespaceLabel;
    if (rollouts?.length === 0) {
      throw new Error(`[${this.node.path}] "rollouts" is empty: give at least one rollout to show, or leave it out to show all`);
    }
    if (!rollouts && requests?._series.router) {
      throw new Error(`[${this.node.path}] requests that ${requests._series.router} counted cannot be shown for all rollouts: give "rollouts" whose traffic it moves, `
        + 'or show the applications\' own metrics with PrometheusSource.application');
    }
    const metadata = rollouts ? placeOf(rollouts, '-dashboard', settings) : { name: 'rollouts-dashboard', namespace: settings.namespace };
    dashboardConfigMap(this, metadata, props, (uid) => rollouts ? this.ofThese(rollouts) : this.ofAll(uid));
  }

  /** A rollout is chosen with variables. */
  private ofAll(uid: string): DashboardContent {
    const { namespaceLabel, props: { requests } } = this;
    const all = { namespaceLabel, select: (metric: string, ...matchers: string[]) => [series(metric, ...matchers)] };
    return {
      title: 'Argo Rollouts / Rollouts',
      variables: choices(namespaceLabel),
      sections: [
        { title: 'Overview', panels: fill(overviewPanels(namespaceLabel, linkToChoice(uid, namespaceLabel)), all) },
        section(watched(CHOSEN, namespaceLabel, requests)),
      ],
    };
  }

  private ofThese(given: readonly Rollout[]): DashboardContent {
    const { namespaceLabel, props: { requests } } = this;
    const rollouts = [...new Set(given)].map((rollout) => watched(watch(rollout), namespaceLabel, requests));
    if (requests && rollouts.every((rollout) => rollout.requests === undefined)) {
      throw new Error(`"requests" that ${requests._series.router} counted cannot be shown: it moves the traffic of none of the rollouts from one Service to `
        + 'another. Leave it out, or show the application\'s own metrics with PrometheusSource.application and a RolloutPodMonitor');
    }
    const title = ['Argo Rollouts', sharedNamespace(given), rollouts.map(({ rollout }) => rollout.name).join(', ')];
    const all = { namespaceLabel, select: (metric: string, ...matchers: string[]) => rollouts.flatMap(({ select }) => select(metric, ...matchers)) };
    return {
      title: title.filter((part) => part).join(' / '),
      sections: rollouts.length === 1 ? rollouts.map((rollout) => section(rollout)) : [
        { title: 'Overview', panels: fill(overviewPanels(namespaceLabel), all) },
        ...rollouts.map((rollout) => ({ ...section(rollout), folded: true })),
      ],
    };
  }
}

function section(subject: Watched): Section {
  const { namespace, name } = subject.rollout;
  return { title: namespace ? `${namespace}/${name}` : name, panels: fill(ROLLOUT_PANELS, subject) };
}

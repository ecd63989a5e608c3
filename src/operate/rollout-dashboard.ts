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
   * The rollouts on the dashboard, at least one. If there are several, each has a row that can be opened.
   *
   * @default - all rollouts of the cluster; you choose one on the dashboard
   */
  readonly rollouts?: Rollout[];

  /**
   * The source of request metrics, for panels with the share, rate, errors and latency of each version. ingress-nginx and Istio separate the versions
   * by the Services of a rollout. So they need `rollouts`, and these must be blue-green, or canaries whose traffic this router moves.
   * `PrometheusSource.application` works for any rollout that a `RolloutPodMonitor` scrapes.
   *
   * @default - for each rollout its router, if this separates the versions; other rollouts have no panels about requests
   */
  readonly requests?: PrometheusSource;

  /**
   * The label that contains the namespace of a rollout in the controller's metrics. It is `exported_namespace` if the Prometheus operator scrapes the
   * controller without `honorLabels`, as with the Helm chart of Argo Rollouts.
   *
   * @default - that of `Monitoring.configure`, or `namespace`
   */
  readonly namespaceLabel?: string;
}

/**
 * A Grafana dashboard about rollouts: a ConfigMap that the sidecar of kube-prometheus-stack loads.
 *
 * For each rollout it shows the current and earlier phases, pods, updates, the age of the newest ReplicaSet, restarts and waiting containers, events,
 * and errors of the controller. If requests are counted by version, it shows the requests to each version. If the rollout has analyses or
 * experiments, it shows AnalysisRuns with their metrics, and Experiments. For several rollouts, or for all, there is an overview at the top.
 *
 * The controller must be scraped, for example with a `ControllerServiceMonitor`. Some panels need kube-state-metrics, and say so. Needs Grafana 11 or
 * later.
 *
 * A dashboard can have separate rows for about 30 rollouts. If you use `kubectl apply` without `--server-side`, for about 7.
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

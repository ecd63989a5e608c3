import { IConstruct } from 'constructs';

/**
 * What the monitoring objects of a scope have in common. A property of the object itself wins.
 */
export interface MonitoringSettings {
  /**
   * Labels by which the Prometheus operator finds PrometheusRules, PodMonitors and ServiceMonitors: kube-prometheus-stack looks for
   * `release` with the name of its Helm release.
   *
   * @default - none
   */
  readonly selectorLabels?: Record<string, string>;

  /**
   * The namespace of all of them, dashboards as well. What they watch stays where it is.
   *
   * @default - that of what they watch
   */
  readonly namespace?: string;

  /**
   * The page that says what to do about alerts. Each alert links to the section of its name, in lower case.
   *
   * @default - no link
   */
  readonly runbookUrl?: string;

  /**
   * Labels of every alert, such as the team that it goes to.
   *
   * @default - only those that an alert has by itself
   */
  readonly alertLabels?: Record<string, string>;

  /**
   * The label with the namespace of a rollout in the controller's metrics. Scraped by the Prometheus operator without `honorLabels`, as by
   * the Helm chart of Argo Rollouts, it is `exported_namespace`.
   *
   * @default 'namespace'
   */
  readonly namespaceLabel?: string;

  /**
   * Labels by which Grafana's sidecar finds the ConfigMaps of dashboards.
   *
   * @default - `grafana_dashboard: "1"`, as kube-prometheus-stack has it
   */
  readonly dashboardSelectorLabels?: Record<string, string>;

  /**
   * The folder of Grafana that the dashboards are in.
   *
   * @default - as the sidecar has it
   */
  readonly dashboardFolder?: string;

  /**
   * The uid of the Prometheus data source that is chosen when a dashboard is opened.
   *
   * @default - the default of Grafana
   */
  readonly dashboardDataSource?: string;
}

const given = new WeakMap<IConstruct, MonitoringSettings>();
const read = new WeakSet<IConstruct>();

/** Keeps the settings of a scope. Throws where there are some already, and where an object was made without them. */
export function configure(scope: IConstruct, settings: MonitoringSettings) {
  if (given.has(scope)) {
    throw new Error(`"${scope.node.path}" has monitoring settings already: give all of them in one call, or configure a construct inside of it`);
  }
  if (read.has(scope)) {
    throw new Error(`"${scope.node.path}" has monitoring objects that were made without these settings: configure it before the first of them`);
  }
  given.set(scope, settings);
}

/** The settings that hold for an object that is being made: of each key, those of the nearest scope. */
export function settingsFor(construct: IConstruct): MonitoringSettings {
  return construct.node.scopes.reduce<MonitoringSettings>((settings, scope) => {
    read.add(scope);
    return { ...settings, ...withoutUndefined(given.get(scope)) };
  }, {});
}

function withoutUndefined(settings: MonitoringSettings = {}): MonitoringSettings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

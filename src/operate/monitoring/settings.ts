import { IConstruct } from 'constructs';

/**
 * Common settings of the monitoring objects of a scope. A property of the object itself overrides them.
 */
export interface MonitoringSettings {
  /**
   * Labels that the Prometheus operator is configured to select, for PrometheusRules, PodMonitors and ServiceMonitors. kube-prometheus-stack selects
   * by `release` with the name of its Helm release.
   *
   * @default - none
   */
  readonly selectorLabels?: Record<string, string>;

  /**
   * The namespace of all monitoring objects, including dashboards. The namespace of the objects that they watch does not change.
   *
   * @default - the namespace of the objects that they watch
   */
  readonly namespace?: string;

  /**
   * The URL of a page that describes what to do when an alert fires. Each alert links to the section with its name in lower case.
   *
   * @default - no link
   */
  readonly runbookUrl?: string;

  /**
   * Labels of every alert, such as the team that receives it.
   *
   * @default - only the labels that the alert always has
   */
  readonly alertLabels?: Record<string, string>;

  /**
   * The label that contains the namespace of a rollout in the controller's metrics. It is `exported_namespace` if the Prometheus operator scrapes the
   * controller without `honorLabels`, as with the Helm chart of Argo Rollouts.
   *
   * @default 'namespace'
   */
  readonly namespaceLabel?: string;

  /**
   * Labels that Grafana's sidecar uses to find the ConfigMaps of dashboards.
   *
   * @default - `grafana_dashboard: "1"`, as kube-prometheus-stack has it
   */
  readonly dashboardSelectorLabels?: Record<string, string>;

  /**
   * The Grafana folder of the dashboards.
   *
   * @default - the folder that the sidecar is configured for
   */
  readonly dashboardFolder?: string;

  /**
   * The uid of the Prometheus data source that is selected when a dashboard is opened.
   *
   * @default - the default data source of Grafana
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

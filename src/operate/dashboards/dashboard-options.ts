import { ApiObjectMetadata } from 'cdk8s';

/**
 * Options that all dashboards have.
 */
export interface DashboardOptions {
  /**
   * The title in Grafana. Dashboards of one folder need different titles.
   *
   * @default - `Argo Rollouts / ` and what the dashboard is about
   */
  readonly title?: string;

  /**
   * What identifies the dashboard in Grafana, and is in the address of its page: at most 40 letters, digits, `-` and `_`. Dashboards of one
   * Grafana need different ones, those of several clusters as well.
   *
   * @default - namespace and name of the ConfigMap, shortened where they are too long
   */
  readonly uid?: string;

  /**
   * The uid of the Prometheus data source that is chosen when the dashboard is opened. Others can be chosen on the dashboard.
   *
   * @default - that of `Monitoring.configure`, or the default of Grafana
   */
  readonly dataSource?: string;

  /**
   * The folder of Grafana that the dashboard is in, by the annotation `grafana_folder`. Grafana's sidecar heeds it where its chart
   * sets `folderAnnotation: grafana_folder` and `provider.foldersFromFilesStructure: true`.
   *
   * @default - that of `Monitoring.configure`, or as the sidecar has it
   */
  readonly folder?: string;

  /**
   * Labels by which Grafana's sidecar finds the ConfigMap.
   *
   * @default - those of `Monitoring.configure`, or `grafana_dashboard: "1"`, as kube-prometheus-stack has it
   */
  readonly selectorLabels?: Record<string, string>;

  /**
   * Name, namespace, labels and annotations of the ConfigMap. The sidecar of kube-prometheus-stack looks into all namespaces.
   *
   * @default - a name that says what the dashboard is about; in the namespace of `Monitoring.configure`, or that of what it shows
   */
  readonly metadata?: ApiObjectMetadata;
}

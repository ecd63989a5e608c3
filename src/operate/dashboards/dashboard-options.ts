import { ApiObjectMetadata } from 'cdk8s';

/**
 * Options of all dashboards.
 */
export interface DashboardOptions {
  /**
   * The title in Grafana. Dashboards in the same folder need different titles.
   *
   * @default - `Argo Rollouts / ` and the subject of the dashboard
   */
  readonly title?: string;

  /**
   * The id of the dashboard in Grafana. It is part of the URL: at most 40 letters, digits, `-` and `_`. All dashboards of one Grafana need different
   * ids, even if they are for different clusters.
   *
   * @default - namespace and name of the ConfigMap, shortened if too long
   */
  readonly uid?: string;

  /**
   * The uid of the Prometheus data source that is selected when the dashboard is opened. You can select another one on the dashboard.
   *
   * @default - that of `Monitoring.configure`, or the default of Grafana
   */
  readonly dataSource?: string;

  /**
   * The Grafana folder of the dashboard. It is written into the annotation `grafana_folder`. Grafana's sidecar reads it only if its chart sets
   * `folderAnnotation: grafana_folder` and `provider.foldersFromFilesStructure: true`.
   *
   * @default - that of `Monitoring.configure`, or the folder that the sidecar is configured for
   */
  readonly folder?: string;

  /**
   * Labels that Grafana's sidecar uses to find the ConfigMap.
   *
   * @default - those of `Monitoring.configure`, or `grafana_dashboard: "1"`, as kube-prometheus-stack has it
   */
  readonly selectorLabels?: Record<string, string>;

  /**
   * Name, namespace, labels and annotations of the ConfigMap. The sidecar of kube-prometheus-stack searches all namespaces.
   *
   * @default - a name for the subject of the dashboard; in the namespace of `Monitoring.configure`, or in the namespace of what it shows
   */
  readonly metadata?: ApiObjectMetadata;
}

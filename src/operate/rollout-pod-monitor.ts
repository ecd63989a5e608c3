import { ApiObject, ApiObjectMetadata, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { HASH_LABEL } from '../manifest/names';
import { podSelectorOf } from '../rollout/pod-selector';
import { Rollout } from '../rollout/rollout';
import { apiObject } from '../synth/api-object';
import { expectPorts } from '../synth/pods-as-expected';
import { refersWithinNamespace } from '../synth/same-namespace';
import { placeOf } from './monitoring/place';
import { assertEndpoint, endpointToKube, PodMetricsEndpoint, secretsOf } from './monitoring/pod-metrics-endpoint';
import { settingsFor } from './monitoring/settings';

/**
 * Options of a `RolloutPodMonitor`. Options of the endpoint apply to `port`.
 */
export interface RolloutPodMonitorProps extends PodMetricsEndpoint {
  /**
   * The rollout whose pods are scraped.
   */
  readonly rollout: Rollout;

  /**
   * Other ports of the same pods, such as the port of a proxy in the pod.
   *
   * @default - only `port` is scraped
   */
  readonly additionalEndpoints?: PodMetricsEndpoint[];

  /**
   * Labels of the pods that are added to the metrics, in addition to the pod-template hash: `app.kubernetes.io/version` becomes
   * `app_kubernetes_io_version`.
   *
   * @default - only the pod-template hash
   */
  readonly podTargetLabels?: string[];

  /**
   * The label of the pods with the value for the label `job`.
   *
   * @default - `job` is the namespace and name of the PodMonitor
   */
  readonly jobLabel?: string;

  /**
   * The maximum number of series of a pod. If a pod has more, none of its series is stored.
   *
   * @default - the default of Prometheus
   */
  readonly sampleLimit?: number;

  /**
   * Labels that the Prometheus operator is configured to select. Without the right labels the pods are not scraped. kube-prometheus-stack selects by
   * `release` with the name of its Helm release.
   *
   * @default - those of `Monitoring.configure`, or none
   */
  readonly selectorLabels?: Record<string, string>;

  /**
   * Name, namespace, labels and annotations of the PodMonitor. A second PodMonitor of the same rollout needs a name. A PodMonitor in another
   * namespace still selects pods in the namespace of the rollout. For this, the namespace of the rollout must be known; otherwise it is an error.
   *
   * @default - named like the rollout, in its namespace or that of `Monitoring.configure`
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * A PodMonitor that scrapes the pods of a rollout. It adds the pod-template hash to the application's metrics, as the label
 * `rollouts_pod_template_hash`. This label separates the requests of the two versions. Without it, an analysis of application metrics
 * (`PrometheusSource.application`) gets no data. Needs the Prometheus operator. If another monitor scrapes the same pods, they are scraped and
 * counted twice.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/
 * @example
 * new RolloutPodMonitor(chart, 'PodMonitor', {
 *   rollout: api,
 *   port: 'http',
 *   selectorLabels: { release: 'kube-prometheus-stack' },
 * });
 */
@checked
export class RolloutPodMonitor extends Construct {
  constructor(scope: Construct, id: string, private readonly props: RolloutPodMonitorProps) {
    super(scope, id);
    const settings = settingsFor(this);
    const { rollout, selectorLabels = settings.selectorLabels, metadata } = props;
    this.endpoints.forEach((endpoint) => assertEndpoint(endpoint, this.node.path));
    const monitor = apiObject(this, 'Resource', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: { ...placeOf([rollout], '', settings), ...metadata, labels: { ...selectorLabels, ...metadata?.labels } },
      spec: Lazy.any({ produce: () => this.toSpec(monitor) }),
    });
    refersWithinNamespace(this, () => [
      ...this.isElsewhere(monitor) ? [] : [rollout],
      ...this.endpoints.flatMap(secretsOf),
    ]);
    expectPorts(monitor, ApiObject.of(rollout), this.endpoints.map(({ port }) => port));
  }

  private get endpoints(): PodMetricsEndpoint[] {
    return [this.props, ...this.props.additionalEndpoints ?? []];
  }

  private isElsewhere({ metadata: { namespace } }: ApiObject): boolean {
    const { metadata } = this.props.rollout;
    return namespace !== undefined && metadata.namespace !== undefined && namespace !== metadata.namespace;
  }

  private toSpec(monitor: ApiObject) {
    const { rollout, podTargetLabels = [], jobLabel, sampleLimit } = this.props;
    return {
      jobLabel,
      podTargetLabels: [HASH_LABEL, ...podTargetLabels],
      sampleLimit,
      podMetricsEndpoints: this.endpoints.map(endpointToKube),
      namespaceSelector: this.isElsewhere(monitor) ? { matchNames: [rollout.metadata.namespace] } : undefined,
      selector: podSelectorOf(rollout),
    };
  }
}

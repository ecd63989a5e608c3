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
 * Options of a `RolloutPodMonitor`. What is said of the endpoint holds for `port`.
 */
export interface RolloutPodMonitorProps extends PodMetricsEndpoint {
  /**
   * The rollout whose pods are scraped.
   */
  readonly rollout: Rollout;

  /**
   * Other ports of the same pods, such as that of a proxy beside the application.
   *
   * @default - only `port` is scraped
   */
  readonly additionalEndpoints?: PodMetricsEndpoint[];

  /**
   * Labels of the pods that are put on the metrics, beside the pod-template hash: `app.kubernetes.io/version` becomes `app_kubernetes_io_version`.
   *
   * @default - only the pod-template hash
   */
  readonly podTargetLabels?: string[];

  /**
   * The label of the pods whose value becomes the label `job`.
   *
   * @default - `job` is namespace and name of the PodMonitor
   */
  readonly jobLabel?: string;

  /**
   * How many series a pod may have at most. With more, none of them is stored.
   *
   * @default - that of Prometheus
   */
  readonly sampleLimit?: number;

  /**
   * Labels by which the Prometheus operator finds the PodMonitor. Without them the pods are not scraped at all where the operator looks
   * for some: kube-prometheus-stack looks for `release` with the name of its Helm release.
   *
   * @default - those of `Monitoring.configure`, or none
   */
  readonly selectorLabels?: Record<string, string>;

  /**
   * Name, namespace, labels and annotations of the PodMonitor. A second one of the same rollout needs a name. In another namespace
   * than the rollout, it finds the pods there; a rollout whose namespace is not known is then rejected.
   *
   * @default - named like the rollout, in its namespace or that of `Monitoring.configure`
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * Scrapes the pods of a rollout, and puts their pod-template hash on the application's metrics as `rollouts_pod_template_hash`. That is what
 * tells the new version's requests from the old one's: without it a gate on application metrics (`PrometheusSource.application`) sees nothing.
 * Needs the Prometheus operator. Pods that another monitor scrapes already are then scraped, and counted, twice.
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

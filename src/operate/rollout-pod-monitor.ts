import { ApiObject, ApiObjectMetadata, Duration, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { HASH_LABEL } from '../manifest/names';
import { podSelectorOf } from '../rollout/pod-selector';
import { Rollout } from '../rollout/rollout';
import { apiObject } from '../synth/api-object';
import { goDuration } from '../synth/go-duration';
import { expectPort } from '../synth/pods-as-expected';
import { refersWithinNamespace } from '../synth/same-namespace';

/**
 * Options of a `RolloutPodMonitor`.
 */
export interface RolloutPodMonitorProps {
  /**
   * The rollout whose pods are scraped.
   */
  readonly rollout: Rollout;

  /**
   * The name of the container port that serves the metrics, such as `http` or `metrics`.
   */
  readonly port: string;

  /**
   * The path of the metrics.
   *
   * @default '/metrics'
   */
  readonly path?: string;

  /**
   * The time between two scrapes. A gate needs several of them within its window.
   *
   * @default - that of Prometheus
   */
  readonly interval?: Duration;

  /**
   * Labels by which the Prometheus operator finds the PodMonitor. Without them the pods are not scraped at all where the operator looks
   * for some: kube-prometheus-stack looks for `release` with the name of its Helm release.
   *
   * @default - none
   */
  readonly selectorLabels?: Record<string, string>;

  /**
   * Name, labels and annotations of the PodMonitor. Its namespace is that of the rollout.
   *
   * @default - named like the rollout
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * Scrapes the pods of a rollout, and puts their pod-template hash on the application's metrics as `rollouts_pod_template_hash`. That is what
 * tells the new version's requests from the old one's: without it a gate on application metrics (`PrometheusSource.application`) sees nothing.
 * Needs the Prometheus operator. Pods that another monitor scrapes already are then scraped, and counted, twice.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/
 */
@checked
export class RolloutPodMonitor extends Construct {
  constructor(scope: Construct, id: string, private readonly props: RolloutPodMonitorProps) {
    super(scope, id);
    const { rollout, selectorLabels, metadata } = props;
    const monitor = apiObject(this, 'Resource', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: { name: rollout.name, namespace: rollout.metadata.namespace, ...metadata, labels: { ...selectorLabels, ...metadata?.labels } },
      spec: Lazy.any({ produce: () => this.toSpec() }),
    });
    refersWithinNamespace(this, () => [rollout]);
    expectPort(monitor, ApiObject.of(rollout), props.port);
  }

  private toSpec() {
    const { rollout, port, path, interval } = this.props;
    return {
      podTargetLabels: [HASH_LABEL],
      podMetricsEndpoints: [{ port, path, interval: goDuration(interval) }],
      selector: podSelectorOf(rollout),
    };
  }
}

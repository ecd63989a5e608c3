import { ApiObject } from 'cdk8s';
import { valueAt } from '../manifest/pointer';
import { isScrapedWith } from '../reading/monitors';
import { fieldsIn } from '../reading/named-objects';
import { podLabels, podTemplate } from '../reading/pod-labels';
import { HASH_LABEL_SCRAPED, METRIC_CONTAINER_EXISTS, MONITOR_PORT_EXISTS } from '../rules/rule/construct-facts';
import { Violation } from '../rules/rule/finding';
import { alsoFind } from './check';
import { RenderedApp } from './rendered-app';

/** What a metric takes for granted of the pods of whatever rollout uses it. */
export interface ExpectedOfPods {
  /** The name of the metric. */
  readonly name: string;
  /** The container that it looks at. */
  readonly container?: string;
  /** The label with the pod-template hash by which it tells versions apart. */
  readonly hashLabel?: string;
}

/** Containers that are put into pods when these are made, so that no manifest has them, and the ports that they bring for metrics. */
const INJECTED: Readonly<Record<string, readonly string[]>> = {
  'istio-proxy': ['http-envoy-prom'],
  'linkerd-proxy': ['linkerd-admin'],
  'kuma-sidecar': [],
  'consul-dataplane': [],
  'vault-agent': [],
  'daprd': ['dapr-metrics'],
};

/**
 * Has it checked at synth that the pods of a rollout are what its metrics take for granted.
 */
export function expectOfPods(rollout: ApiObject, metrics: () => readonly ExpectedOfPods[]): void {
  alsoFind({ object: rollout, facts: METRIC_CONTAINER_EXISTS, find: (rendered) => missingContainers(rollout, metrics(), rendered) });
  alsoFind({ object: rollout, facts: HASH_LABEL_SCRAPED, find: (rendered) => missingLabels(rollout, metrics(), rendered) });
}

/**
 * Has it checked at synth that the pods of a rollout have the ports that a monitor names, in the order of its endpoints.
 */
export function expectPorts(monitor: ApiObject, rollout: ApiObject, ports: readonly string[]): void {
  const find = (rendered: RenderedApp) => ports.flatMap((port, index) => missingPort(rollout, port, index, rendered));
  alsoFind({ object: monitor, facts: MONITOR_PORT_EXISTS, find });
}

function missingContainers(rollout: ApiObject, metrics: readonly ExpectedOfPods[], rendered: RenderedApp): Violation[] {
  const named = metrics.filter(({ container }) => container && !Object.hasOwn(INJECTED, container));
  const present = named.length > 0 ? containersOf(rollout, rendered)?.map(({ name }) => String(name)) : undefined;
  return !present ? [] : named.filter(({ container }) => !present.includes(container!)).map(({ name, container }) => ({
    pointer: '/spec/strategy',
    message: `metric "${name}" looks at container "${container}", and the pods have none of that name: name one of ${present.join(', ')}`,
  }));
}

function missingLabels(rollout: ApiObject, metrics: readonly ExpectedOfPods[], rendered: RenderedApp): Violation[] {
  const { bundle } = rendered;
  const manifest = rendered.manifestOf(rollout)!;
  return [...new Set(metrics.flatMap(({ hashLabel }) => hashLabel ?? []))]
    .filter((label) => !isScrapedWith(label, { labels: podLabels(manifest, bundle), namespace: manifest.metadata.namespace }, bundle))
    .map((label) => ({
      pointer: '/spec/strategy',
      message: `its metrics tell versions apart by the label "${label}", which no monitor in this app puts on the metrics of these pods: `
        + 'add a RolloutPodMonitor, which puts "rollouts_pod_template_hash" there, or see to it where Prometheus is set up',
    }));
}

function missingPort(rollout: ApiObject, port: string, index: number, rendered: RenderedApp): Violation[] {
  const ports = containersOf(rollout, rendered)?.flatMap((container) => fieldsIn(container.ports));
  if (!ports || ports.some(({ name }) => name === port) || Object.values(INJECTED).flat().includes(port)) {
    return [];
  }
  const present = ports.map(({ name, containerPort }) => name ? `"${name}"` : `${containerPort} without a name`).join(', ') || 'none at all';
  return [{
    pointer: `/spec/podMetricsEndpoints/${index}/port`,
    message: `no container of the rollout has a port named "${port}": there is ${present}. Name it in the container's "ports"`,
  }];
}

/** Those of the pods of a rollout, where it is known what they are made from. */
function containersOf(rollout: ApiObject, rendered: RenderedApp): Record<string, any>[] | undefined {
  const manifest = rendered.manifestOf(rollout);
  const pod = manifest && podTemplate(manifest, rendered.bundle)?.spec;
  return pod && [...fieldsIn(valueAt(pod, ['initContainers'])), ...fieldsIn(valueAt(pod, ['containers']))];
}

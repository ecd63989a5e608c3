import * as kplus from 'cdk8s-plus-28';
import { selectorOf } from './labels';

/**
 * Settings of pods of the installation.
 */
export interface InstallPods {
  /**
   * The resource requests and limits of the container: CPU, memory and ephemeral storage.
   *
   * @default - no requests; the controller has a limit of 1 GiB of ephemeral storage, as in the official release
   */
  readonly resources?: kplus.ContainerResources;

  /**
   * Labels that a node must have to run the pods.
   *
   * @default - any node
   */
  readonly nodeSelector?: Record<string, string>;

  /**
   * Taints that the pods tolerate, as in the YAML of a pod.
   *
   * @default - none
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
   */
  readonly tolerations?: Record<string, any>[];

  /**
   * Affinity rules, as in the YAML of a pod. To put pods on different nodes, use `spreadOverNodes`.
   *
   * @default - none
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
   */
  readonly affinity?: Record<string, any>;

  /**
   * Spread the pods evenly over the nodes. No node gets a second pod while another suitable node has none. A pod waits until this is possible.
   *
   * @default false
   */
  readonly spreadOverNodes?: boolean;

  /**
   * Spread the pods evenly over the zones of the cluster, if possible.
   *
   * @default false
   */
  readonly spreadOverZones?: boolean;

  /**
   * The name of the priority class of the pods. `system-cluster-critical` keeps them when a node runs out of memory.
   *
   * @default - the cluster's default priority
   */
  readonly priorityClassName?: string;

  /**
   * Names of Secrets in the namespace of the installation that are used to pull images.
   *
   * @default - none
   */
  readonly imagePullSecrets?: string[];

  /**
   * Labels of the pods. The labels that select the pods of the installation cannot be changed.
   *
   * @default - only the labels of the installation
   */
  readonly labels?: Record<string, string>;

  /**
   * Annotations of the pods.
   *
   * @default - none
   */
  readonly annotations?: Record<string, string>;

  /**
   * Environment variables of the container.
   *
   * @default - none
   */
  readonly env?: Record<string, kplus.EnvValue>;
}

const ZONE = 'topology.kubernetes.io/zone';
const NODE = 'kubernetes.io/hostname';

/**
 * The metadata of a pod template.
 */
export function podMetadata(name: string, { labels, annotations }: InstallPods) {
  return { labels: { ...labels, ...selectorOf(name) }, ...annotations && { annotations } };
}

/**
 * The fields of a pod spec that say where it runs.
 */
export function placement(name: string, pods: InstallPods) {
  const { nodeSelector, tolerations, affinity, priorityClassName, imagePullSecrets } = pods;
  const topologySpreadConstraints = [
    ...pods.spreadOverNodes ? [spread(name, NODE, 'DoNotSchedule')] : [],
    ...pods.spreadOverZones ? [spread(name, ZONE, 'ScheduleAnyway')] : [],
  ];
  return {
    ...nodeSelector && { nodeSelector },
    ...tolerations && { tolerations },
    ...affinity && { affinity },
    ...priorityClassName && { priorityClassName },
    ...imagePullSecrets && { imagePullSecrets: imagePullSecrets.map((secret) => ({ name: secret })) },
    ...topologySpreadConstraints.length > 0 && { topologySpreadConstraints },
  };
}

function spread(name: string, topologyKey: string, whenUnsatisfiable: string) {
  return { maxSkew: 1, topologyKey, whenUnsatisfiable, labelSelector: { matchLabels: selectorOf(name) } };
}

/**
 * The environment of a container.
 */
export function environment({ env }: InstallPods) {
  return env ? { env: Object.entries(env).map(([name, { value, valueFrom }]) => ({ name, value, valueFrom })) } : {};
}

/**
 * The resources of a container, over those that it has without being asked for.
 */
export function resourcesOf({ resources }: InstallPods, defaults?: { limits: Record<string, string> }) {
  if (!resources) {
    return defaults ? { resources: defaults } : {};
  }
  const { cpu, memory, ephemeralStorage } = resources;
  const amounts = (bound: 'request' | 'limit') => ({
    ...cpu?.[bound] && { cpu: cpu[bound].amount },
    ...memory?.[bound] && { memory: `${memory[bound].toMebibytes()}Mi` },
    ...ephemeralStorage?.[bound] && { 'ephemeral-storage': `${ephemeralStorage[bound].toMebibytes()}Mi` },
  });
  const [requests, limits] = [amounts('request'), { ...defaults?.limits, ...amounts('limit') }];
  return { resources: { ...nonEmpty('requests', requests), ...nonEmpty('limits', limits) } };
}

function nonEmpty(key: string, amounts: Record<string, string>) {
  return Object.keys(amounts).length > 0 ? { [key]: amounts } : {};
}

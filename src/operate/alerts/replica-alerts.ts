import { Duration } from 'cdk8s';
import { Alert } from './alert';
import { Selection } from './selection';

const DESIRED = 'rollout_info_replicas_desired';
const AVAILABLE = 'rollout_info_replicas_available';
const STUCK = 'reason=~"CrashLoopBackOff|ImagePullBackOff|ErrImagePull|InvalidImageName|CreateContainerConfigError|CreateContainerError|RunContainerError"';

/** Alerts about the pods of a rollout. The last two need kube-state-metrics. */
export const REPLICA_ALERTS: readonly Alert[] = [
  {
    name: 'RolloutNoReplicasAvailable',
    severity: 'critical',
    after: Duration.minutes(2),
    expr: (selection) => `${highest(selection, AVAILABLE)} == 0\nand\n${highest(selection, DESIRED)} > 0`,
    summary: ({ rollout }) => `Rollout ${rollout} has no available pod`,
    description: ({ command }) => `Nothing serves. Look for the errors of its pods in: ${command('get rollout')}. `
      + 'If it started with an update, deploy the manifests of the version before',
  },
  {
    name: 'RolloutReplicasUnavailable',
    severity: 'warning',
    after: Duration.minutes(15),
    // the controller's own count of unavailable pods leaves out those that cannot even be created
    expr: (selection) => `${highest(selection, DESIRED)}\n- ${highest(selection, AVAILABLE)} > 0`,
    summary: ({ rollout }) => `Rollout ${rollout} lacks {{ $value }} of its pods`,
    description: ({ command }) => 'It serves with fewer pods than it should have. Look for scheduling, quota and probe errors in: '
      + command('get rollout'),
  },
  {
    name: 'RolloutPodsRestarting',
    severity: 'warning',
    after: Duration.minutes(0),
    namespaceLabel: 'namespace',
    threshold: 3,
    expr: (selection, threshold) => ofPods(selection, 'sum', `increase(${selection.ofNamespace('kube_pod_container_status_restarts_total')}[10m])`, `> ${threshold}`),
    summary: ({ rollout }) => `Containers of rollout ${rollout} restart`,
    description: ({ command }) => 'They restarted {{ $value | humanize }} times within ten minutes. Look into the log of the container before the restart. '
      + `See whether the pods are of a new version: ${command('get rollout')}. If so, send all traffic to the stable one: ${command('abort')}`,
  },
  {
    name: 'RolloutPodsWaiting',
    severity: 'warning',
    after: Duration.minutes(10),
    namespaceLabel: 'namespace',
    // a container in a crash loop runs for a moment now and then
    expr: (selection) => ofPods(selection, 'max', `max_over_time(${selection.ofNamespace('kube_pod_container_status_waiting_reason', STUCK)}[5m])`, '> 0'),
    summary: ({ rollout }) => `Containers of rollout ${rollout} cannot start`,
    description: ({ command }) => 'The image cannot be pulled, the configuration is wrong, or the process ends right away. '
      + `See whether the pods are of a new version: ${command('get rollout')}. If so, give the update up: ${command('abort')}`,
  },
];

function highest(selection: Selection, metric: string): string {
  return `max by (${selection.by}) (${selection.ofRollouts(metric)})`;
}

/**
 * A measure of containers, of the pods alone whose ReplicaSet the rollout owns. While kube-state-metrics is replaced it shows each object
 * twice, hence `max`.
 */
function ofPods(selection: Selection, aggregate: 'sum' | 'max', measure: string, condition: string): string {
  const pods = selection.ofNamespace('kube_pod_owner', 'owner_kind="ReplicaSet"');
  const replicaSets = selection.ofOwned('kube_replicaset_owner');
  return [
    `${aggregate} by (namespace, name) (`,
    `  max by (namespace, pod, container) (${measure})`,
    '  * on (namespace, pod) group_left (name)',
    '  max by (namespace, pod, name) (',
    `    label_replace(${pods}, "replicaset", "$1", "owner_name", "(.+)")`,
    '    * on (namespace, replicaset) group_left (name)',
    `    max by (namespace, replicaset, name) (label_replace(${replicaSets}, "name", "$1", "owner_name", "(.+)"))`,
    '  )',
    `) ${condition}`,
  ].join('\n');
}

import { Duration } from 'cdk8s';
import { ControllerAlert } from './controller-alert';
import { countOf } from './promql';

/** Whether the controller runs at all. */
const LIFE: readonly ControllerAlert[] = [
  {
    name: 'ArgoRolloutsControllerDown',
    severity: 'critical',
    after: Duration.minutes(5),
    expr: (own, _threshold, { job }) => `absent(${own('up')})\nor\nsum by (job) (up{job="${job}"}) == 0`,
    summary: 'The controller of Argo Rollouts does not run',
    description: 'Updates stand still, and traffic stays where it is. Its other alerts cannot fire. See whether its pods run, and whether they are scraped',
  },
  {
    name: 'ArgoRolloutsNoLeader',
    severity: 'critical',
    after: Duration.minutes(15),
    // a cluster without a rollout looks the same, so there must have been one within a day
    expr: (own) => `max(max_over_time(${own('rollout_info')}[1d] offset 20m)) > 0\nunless\nmax(${own('rollout_info')}) > 0\nand\nsum(${own('up')}) > 0`,
    summary: 'No pod of the controller of Argo Rollouts does the work',
    description: 'Its pods run, and none leads: only the leader tells about rollouts. See who holds the lease of the controller, and whether it may write it. '
      + 'It also fires when the last rollout of the cluster was deleted less than a day ago',
  },
  {
    name: 'ArgoRolloutsRestarting',
    severity: 'warning',
    after: Duration.minutes(0),
    threshold: 3,
    expr: (own, threshold) => `max by (pod) (changes(${own('process_start_time_seconds')}[1h])) > ${threshold}`,
    summary: 'The controller of Argo Rollouts restarts again and again',
    description: 'A plugin that it cannot download, a wrong flag, or too little memory. The log of the container before the restart has the reason',
  },
  {
    name: 'ArgoRolloutsMemoryNearLimit',
    severity: 'warning',
    after: Duration.minutes(15),
    threshold: 0.9,
    expr: (_own, threshold, { namespace }) => `max by (pod) (container_memory_working_set_bytes{namespace="${namespace}",container="argo-rollouts"})\n`
      + `/ on (pod) max by (pod) (kube_pod_container_resource_limits{namespace="${namespace}",container="argo-rollouts",resource="memory"}) > ${threshold}`,
    summary: 'The controller of Argo Rollouts uses {{ $value | humanizePercentage }} of its memory',
    description: 'Beyond its limit it is killed, and updates stand still while it starts. Raise the limit, or keep fewer AnalysisRuns',
  },
  {
    name: 'ArgoRolloutsVersionSkew',
    severity: 'info',
    after: Duration.hours(1),
    expr: (own) => `count(count by (version) (${own('argo_rollouts_controller_info')})) > 1`,
    summary: 'Controllers of different versions of Argo Rollouts run side by side',
    description: 'An upgrade that was not finished. See the images of the pods of the controller',
  },
];

/** Whether the controller gets its work done. */
const WORK: readonly ControllerAlert[] = [
  {
    name: 'ArgoRolloutsApiForbidden',
    severity: 'critical',
    after: Duration.minutes(10),
    // a quota and a namespace that is being deleted refuse creations, with the same status; whether there is Istio is asked every ten minutes
    expr: (own) => `sum by (kind, verb) (rate(${own('controller_clientset_k8s_request_total', 'status_code=~"401|403"', 'verb!="Create"')}[10m])) > 0\n`
      + `unless\nsum by (kind, verb) (${own('controller_clientset_k8s_request_total', 'kind="virtualservices"', 'verb="List"')})`,
    summary: 'The controller of Argo Rollouts may not {{ $labels.verb }} {{ $labels.kind }}',
    description: 'Its ClusterRole lacks a permission, as happens when a router or a plugin is added. Rollouts that need it do not move. '
      + 'That it may not list VirtualServices is left out: every ten minutes it looks so whether there is Istio. '
      + 'Refused creations are left out, because quotas and namespaces that are being deleted refuse them too: RolloutReplicaSetCreateError tells of those that matter',
  },
  {
    name: 'ArgoRolloutsApiErrors',
    severity: 'warning',
    after: Duration.minutes(15),
    threshold: 0.05,
    expr: (own, threshold) => `sum(rate(${own('controller_clientset_k8s_request_total', 'status_code=~"5..|429"')}[10m]))\n`
      + `/ sum(rate(${own('controller_clientset_k8s_request_total')}[10m])) > ${threshold}`,
    summary: 'The API server refuses {{ $value | humanizePercentage }} of what the controller of Argo Rollouts asks',
    description: 'It is overloaded, or throttles the controller. See the health of the API server',
  },
  {
    name: 'ArgoRolloutsReconcileSlow',
    severity: 'warning',
    after: Duration.minutes(15),
    threshold: 1,
    // the largest bucket of the histogram is one second, so no quantile of it can tell
    expr: (own, threshold) => `sum(rate(${own('rollout_reconcile_sum')}[10m]))\n/ sum(rate(${own('rollout_reconcile_count')}[10m])) > ${threshold}`,
    summary: 'The controller of Argo Rollouts takes {{ $value | humanizeDuration }} for a look at a rollout',
    description: 'Updates become slow. A slow API server, webhook or cloud API, or too little processor time',
  },
  {
    name: 'ArgoRolloutsQueueBacklog',
    severity: 'warning',
    after: Duration.minutes(15),
    threshold: 50,
    expr: (own, threshold) => `max by (name) (${own('workqueue_depth')}) > ${threshold}`,
    summary: '{{ $value }} {{ $labels.name }} wait for the controller of Argo Rollouts',
    description: 'It has more to do than it gets done. Give it more threads, and more requests a second to the API server',
  },
  {
    name: 'ArgoRolloutsWorkerStuck',
    severity: 'critical',
    after: Duration.minutes(5),
    threshold: 300,
    expr: (own, threshold) => `max by (name) (${own('workqueue_longest_running_processor_seconds')}) > ${threshold}`,
    summary: 'A thread of the controller of Argo Rollouts has been busy with one of {{ $labels.name }} for {{ $value | humanizeDuration }}',
    description: 'Its liveness probe does not notice. Its log says what it waits for; restart it: rollouts go on where they are',
  },
  {
    name: 'ArgoRolloutsRetryStorm',
    severity: 'warning',
    after: Duration.minutes(15),
    threshold: 5,
    expr: (own, threshold) => `sum by (name) (rate(${own('workqueue_retries_total')}[10m])) > ${threshold}`,
    summary: 'The controller of Argo Rollouts tries {{ $value | humanize }} {{ $labels.name }} again every second',
    description: 'Something fails for many objects at once: a permission, a webhook, a router. Its log has the reason',
  },
  {
    name: 'ArgoRolloutsNotificationsFailing',
    severity: 'warning',
    after: Duration.minutes(5),
    // with self-service each is tried with both configurations: sent with one, and failed with the other. What increased is known to a tenth or so
    expr: (own) => {
      const [failed, sent] = ['notification_send_error', 'notification_send_success'].map((metric) => `(${countOf(own(metric), '15m')})`);
      return `sum by (job) (\n${failed}\nunless\n1.5 * ${sent} >= ${failed}\n) > 0`;
    },
    summary: 'Notifications of Argo Rollouts do not arrive',
    description: 'A wrong token, address or template. The log of the controller has the reason. It is silent where as many are sent as fail: with self-service each is '
      + 'tried with both configurations and fails with one. So it does not notice one destination of two. Notifications of triggers with conditions are not counted',
  },
];

/** Whether what it looks after is well. */
const ROLLOUTS: readonly ControllerAlert[] = [
  {
    name: 'ArgoRolloutsManyUnhealthy',
    severity: 'critical',
    after: Duration.minutes(15),
    threshold: 0.2,
    expr: (own, threshold) => `count(${own('rollout_info', 'phase=~"InvalidSpec|Error|Timeout|Abort"')})\n/ count(${own('rollout_info')}) > ${threshold}`,
    summary: '{{ $value | humanizePercentage }} of all rollouts are not well',
    description: 'So many at once have one reason: a router, an API of the cluster, a metrics server, a policy',
  },
  {
    name: 'ArgoRolloutsAnalysisRunPileup',
    severity: 'info',
    after: Duration.hours(1),
    threshold: 500,
    expr: (own, threshold) => `count(${own('analysis_run_info')}) > ${threshold}`,
    summary: 'There are {{ $value }} AnalysisRuns',
    description: 'The controller keeps them all in memory. Keep fewer finished runs of a rollout (`analysis` in its spec), and delete those that nothing owns',
  },
  {
    name: 'RolloutAbortedForgotten',
    severity: 'info',
    after: Duration.days(1),
    expr: (own) => `max by (namespace, exported_namespace, name) (${own('rollout_info', 'phase="Abort"')}) == 1`,
    summary: 'Rollout {{ $labels.name }} has been aborted for a day',
    description: 'The cluster runs the stable version, the manifests say another: deploy a fix, or the manifests of the version before',
  },
];

/** All alerts about the controller, in the order in which a PrometheusRule lists them. */
export const CONTROLLER_ALERTS: readonly ControllerAlert[] = [...LIFE, ...WORK, ...ROLLOUTS];

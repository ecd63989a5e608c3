import { countOf } from '../alerts/promql';
import { Panel } from './panel';
import { ANALYSIS_PHASES, ROLLOUT_PHASES } from './states';
import { stat, timeSeries } from './views';

/** The controller that a dashboard is about. */
export interface WatchedController {
  readonly namespace: string;
  /** A selector of series that the controller itself exposes. */
  readonly own: (metric: string, ...matchers: string[]) => string;
}

/** A failover of the controller can show an object twice. The namespace of an object has the second name where the operator gave the first one to the controller. */
const OBJECT = 'namespace, exported_namespace, name';

/** What the controller reconciles: a part of the names of metrics, and what people call it. */
const KINDS = [['rollout', 'Rollouts'], ['analysis_run', 'AnalysisRuns'], ['experiment', 'Experiments']] as const;

/** Whether it runs. */
export const LIFE_PANELS: readonly Panel<WatchedController>[] = [
  {
    title: 'Pods that answer',
    description: 'Pods of the controller that are scraped. One of them leads, and the others stand by.',
    width: 4,
    view: stat({ noValue: 'not scraped' }),
    queries: ({ own }) => [{ expr: `sum(${own('up')})` }],
  },
  {
    title: 'Leader',
    description: 'The pod that does the work: only the leader tells about rollouts. Empty as long as there is no rollout.',
    width: 8,
    view: stat({ names: true, noValue: 'none' }),
    queries: ({ own }) => [{ expr: `count by (pod) (${own('rollout_info')})`, legend: '{{pod}}' }],
  },
  {
    title: 'Version',
    description: 'The release of Argo Rollouts. Two of them are shown as long as an upgrade is not finished.',
    width: 4,
    view: stat({ names: true, noValue: 'not scraped' }),
    queries: ({ own }) => [{ expr: `count by (version) (${own('argo_rollouts_controller_info')})`, legend: '{{version}}' }],
  },
  {
    title: 'Time since the last start',
    description: 'Of the pod that started last.',
    width: 4,
    view: stat({ unit: 's', noValue: 'not scraped' }),
    queries: ({ own }) => [{ expr: `time() - max(${own('process_start_time_seconds')})` }],
  },
  {
    title: 'Rollouts',
    description: 'All rollouts that the controller looks after.',
    width: 4,
    view: stat({ noValue: 'none' }),
    queries: ({ own }) => [{ expr: `count(count by (${OBJECT}) (${own('rollout_info')}))` }],
  },
];

/** Whether it gets its work done. */
export const WORK_PANELS: readonly Panel<WatchedController>[] = [
  {
    title: 'Reconciliations',
    description: 'How many objects the controller looks at in a second.',
    width: 8,
    view: timeSeries({ unit: 'ops' }),
    queries: ({ own }) => KINDS.map(([kind, name]) => ({ expr: `sum(rate(${own(`${kind}_reconcile_count`)}[$__rate_interval]))`, legend: name })),
  },
  {
    title: 'Time of a reconciliation',
    description: 'On average. The largest bucket of the histogram is one second, so no quantile of it can tell what takes longer.',
    width: 8,
    view: timeSeries({ unit: 's' }),
    queries: ({ own }) => KINDS.map(([kind, name]) => ({
      expr: `sum(rate(${own(`${kind}_reconcile_sum`)}[$__rate_interval]))\n/ sum(rate(${own(`${kind}_reconcile_count`)}[$__rate_interval]))`,
      legend: name,
    })),
  },
  {
    title: 'Errors of reconciliations',
    description: 'How many looks at an object end in an error, in a second. The log of the controller has the reasons.',
    width: 8,
    view: timeSeries({ unit: 'ops' }),
    queries: ({ own }) => KINDS.map(([kind, name]) => ({ expr: `sum(rate(${own(`${kind}_reconcile_error`)}[$__rate_interval]))`, legend: name })),
  },
  {
    title: 'Objects that wait',
    description: 'The length of each queue. If one grows, give the controller more threads.',
    width: 8,
    view: timeSeries(),
    queries: ({ own }) => [{ expr: `max by (name) (${own('workqueue_depth')})`, legend: '{{name}}' }],
  },
  {
    title: 'Time in the queue',
    description: '99 % of the objects wait for less than this.',
    width: 8,
    view: timeSeries({ unit: 's' }),
    queries: ({ own }) => [{
      expr: `histogram_quantile(0.99, sum by (name, le) (rate(${own('workqueue_queue_duration_seconds_bucket')}[$__rate_interval])))`,
      legend: '{{name}}',
    }],
  },
  {
    title: 'Retries',
    description: 'How many objects are put back into their queue because of an error, in a second.',
    width: 8,
    view: timeSeries({ unit: 'ops' }),
    queries: ({ own }) => [{ expr: `sum by (name) (rate(${own('workqueue_retries_total')}[$__rate_interval]))`, legend: '{{name}}' }],
  },
  {
    title: 'Longest work on one object',
    description: 'For how long a thread of the controller has been busy with the same object. Minutes mean that it is stuck.',
    width: 8,
    view: timeSeries({ unit: 's' }),
    queries: ({ own }) => [{ expr: `max by (name) (${own('workqueue_longest_running_processor_seconds')})`, legend: '{{name}}' }],
  },
  {
    title: 'Requests to the API server',
    description: 'In a second, by status: 401 and 403 are missing permissions, 409 conflicts, 429 means that the API server throttles.',
    width: 8,
    view: timeSeries({ unit: 'reqps' }),
    queries: ({ own }) => [{
      expr: `sum by (status_code) (rate(${own('controller_clientset_k8s_request_total')}[$__rate_interval]))`,
      legend: '{{status_code}}',
    }],
  },
  {
    title: 'Notifications',
    description: 'Notifications of events that were sent, and those that failed. Those of triggers with conditions are not counted.',
    width: 8,
    view: timeSeries({ bars: true }),
    // so long that there are two scrapes between two points
    interval: '2m',
    queries: ({ own }) => [['notification_send_success', 'sent'], ['notification_send_error', 'failed']]
      .map(([metric, legend]) => ({ expr: `sum(\n  ${countOf(own(metric), '$__interval')}\n) > 0`, legend })),
  },
];

/** How what it looks after is. */
export const OBJECT_PANELS: readonly Panel<WatchedController>[] = [
  {
    title: 'Rollouts by phase',
    description: 'Many that are not well at once have one reason: a router, an API of the cluster, a metrics server, a policy.',
    width: 12,
    view: timeSeries({ stacked: ROLLOUT_PHASES }),
    queries: ({ own }) => [{ expr: `count by (phase) (count by (${OBJECT}, phase) (${own('rollout_info')}))`, legend: '{{phase}}' }],
  },
  {
    title: 'AnalysisRuns by phase',
    description: 'With those that ended and are kept. The controller has all of them in memory.',
    width: 12,
    view: timeSeries({ stacked: ANALYSIS_PHASES }),
    queries: ({ own }) => [{ expr: `count by (phase) (count by (${OBJECT}, phase) (${own('analysis_run_info')}))`, legend: '{{phase}}' }],
  },
];

/** What it takes. */
export const PROCESS_PANELS: readonly Panel<WatchedController>[] = [
  {
    title: 'Memory',
    description: 'Of each pod, and the least of their limits. The limit needs kube-state-metrics.',
    width: 8,
    view: timeSeries({ unit: 'bytes' }),
    queries: ({ own, namespace }) => [
      { expr: `max by (pod) (${own('process_resident_memory_bytes')})`, legend: '{{pod}}' },
      { expr: `min(kube_pod_container_resource_limits{namespace="${namespace}",container="argo-rollouts",resource="memory"})`, legend: 'limit' },
    ],
  },
  {
    title: 'Processor time',
    description: 'How many processors each pod keeps busy.',
    width: 8,
    view: timeSeries({ unit: 'none' }),
    queries: ({ own }) => [{ expr: `max by (pod) (rate(${own('process_cpu_seconds_total')}[$__rate_interval]))`, legend: '{{pod}}' }],
  },
  {
    title: 'Goroutines',
    description: 'Of each pod. A number that only grows is a leak.',
    width: 8,
    view: timeSeries(),
    queries: ({ own }) => [{ expr: `max by (pod) (${own('go_goroutines')})`, legend: '{{pod}}' }],
  },
];

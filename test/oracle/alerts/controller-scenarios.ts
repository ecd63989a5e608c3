import { alertsWhen, Scenario, Series } from './scenario';

const own = (metric: string, labels = '') => `${metric}{job="argo-rollouts-metrics",pod="argo-rollouts-a"${labels}}`;
const other = (metric: string, labels = '') => `${metric}{job="other",pod="a"${labels}}`;
const requests = (status: string, values: string, [verb, kind] = ['Update', 'ingresses']): Series => ({
  [own('controller_clientset_k8s_request_total', `,kind="${kind}",verb="${verb}",status_code="${status}"`)]: values,
});
const notifications = (failed: string, sent = '', reason = 'RolloutAborted'): Series => ({
  [own('notification_send_error', `,namespace="shop",name="api",type="Warning",reason="${reason}"`)]: failed,
  ...sent ? { [own('notification_send_success', `,namespace="shop",name="api",type="Warning",reason="${reason}"`)]: sent } : {},
});
const rollouts = (...phases: string[]): Series => Object.fromEntries(
  phases.map((phase, index) => [own('rollout_info', `,namespace="shop",name="api-${index}",phase="${phase}"`), '1x2000']),
);
const reconciles = (seconds: string): Series => ({ [own('rollout_reconcile_sum')]: seconds, [own('rollout_reconcile_count')]: '0+10x60' });
const memory = (used: string): Series => ({
  'container_memory_working_set_bytes{namespace="argo-rollouts",container="argo-rollouts",pod="a"}': used,
  'kube_pod_container_resource_limits{namespace="argo-rollouts",container="argo-rollouts",resource="memory",pod="a"}': '1000x60',
});
const runs = (many: number): Series => Object.fromEntries(
  Array.from({ length: many }, (_, index) => [own('analysis_run_info', `,namespace="shop",name="run-${index}",phase="Successful"`), '1x100']),
);

const LIFE: readonly Scenario[] = [
  ...alertsWhen('ArgoRolloutsControllerDown',
    { when: 'nothing is scraped', series: { [other('up')]: '1x60' }, at: 6, fires: { job: 'argo-rollouts-metrics' } },
    { when: 'it is scraped', series: { [own('up')]: '1x60' }, at: 6 }),
  ...alertsWhen('ArgoRolloutsControllerDown',
    { when: 'scraping fails', series: { [own('up')]: '0x60' }, at: 6, fires: { job: 'argo-rollouts-metrics' } }),
  ...alertsWhen('ArgoRolloutsNoLeader',
    { when: 'a pod runs and no longer tells of rollouts', series: { [own('up')]: '1x90', [own('rollout_info')]: '1x30 _x60' }, at: 60 },
    { when: 'it tells of them', series: { [own('up')]: '1x90', [own('rollout_info')]: '1x90' }, at: 60 },
    { when: 'there never was a rollout', series: { [own('up')]: '1x90' }, at: 60 },
    { when: 'no pod runs', series: { [own('up')]: '0x90', [own('rollout_info')]: '1x30 _x60' }, at: 60 }),
  ...alertsWhen('ArgoRolloutsRestarting',
    { when: 'it starts every ten minutes', series: { [own('process_start_time_seconds')]: '1x9 2x9 3x9 4x9 5x9 6x30' }, at: 55, fires: { pod: 'argo-rollouts-a' } },
    { when: 'it started once', series: { [own('process_start_time_seconds')]: '1x9 2x80' }, at: 55 }),
  ...alertsWhen('ArgoRolloutsMemoryNearLimit',
    { when: 'it uses nearly all of its memory', series: memory('950x60'), at: 16, fires: { pod: 'a' } },
    { when: 'it uses half of it', series: memory('500x60'), at: 16 }),
  ...alertsWhen('ArgoRolloutsVersionSkew',
    {
      when: 'two versions run',
      series: { [own('argo_rollouts_controller_info', ',version="v1.9.1"')]: '1x90', [own('argo_rollouts_controller_info', ',version="v1.10.2"')]: '1x90' },
      at: 61,
    },
    { when: 'one version runs', series: { [own('argo_rollouts_controller_info', ',version="v1.10.2"')]: '1x90' }, at: 61 }),
];

const WORK: readonly Scenario[] = [
  ...alertsWhen('ArgoRolloutsApiForbidden',
    { when: 'a permission is missing', series: requests('403', '0+1x60'), at: 15, fires: { kind: 'ingresses', verb: 'Update' } },
    { when: 'all is allowed', series: requests('200', '0+1x60'), at: 15 },
    { when: 'a quota refuses pods, or a namespace that is being deleted anything', series: requests('403', '0+1x60', ['Create', '']), at: 15 },
    { when: 'the latter refuses a kind of its own', series: requests('403', '0+1x60', ['Create', 'analysisruns']), at: 15 },
    { when: 'it may not look whether there is Istio', series: requests('403', '0+1x60', ['List', 'virtualservices']), at: 15 }),
  ...alertsWhen('ArgoRolloutsApiErrors',
    { when: 'one request in ten fails', series: { ...requests('200', '0+9x60'), ...requests('500', '0+1x60') }, at: 20 },
    { when: 'one in a hundred does', series: { ...requests('200', '0+99x60'), ...requests('500', '0+1x60') }, at: 20 }),
  ...alertsWhen('ArgoRolloutsReconcileSlow',
    { when: 'a look at a rollout takes two seconds', series: reconciles('0+20x60'), at: 20 },
    { when: 'it takes a tenth of one', series: reconciles('0+1x60'), at: 20 }),
  ...alertsWhen('ArgoRolloutsQueueBacklog',
    { when: 'many rollouts wait', series: { [own('workqueue_depth', ',name="Rollouts"')]: '60x60' }, at: 16, fires: { name: 'Rollouts' } },
    { when: 'few do', series: { [own('workqueue_depth', ',name="Rollouts"')]: '6x60' }, at: 16 },
    { when: 'another program has a queue', series: { [other('workqueue_depth', ',name="Rollouts"')]: '60x60' }, at: 16 }),
  ...alertsWhen('ArgoRolloutsWorkerStuck',
    { when: 'a thread is busy with one thing', series: { [own('workqueue_longest_running_processor_seconds', ',name="Rollouts"')]: '0+60x60' }, at: 12, fires: { name: 'Rollouts' } },
    { when: 'it is done soon', series: { [own('workqueue_longest_running_processor_seconds', ',name="Rollouts"')]: '10x60' }, at: 12 }),
  ...alertsWhen('ArgoRolloutsRetryStorm',
    { when: 'ten a second are tried again', series: { [own('workqueue_retries_total', ',name="Services"')]: '0+600x60' }, at: 26, fires: { name: 'Services' } },
    { when: 'one a minute is', series: { [own('workqueue_retries_total', ',name="Services"')]: '0+1x60' }, at: 20 }),
  ...alertsWhen('ArgoRolloutsNotificationsFailing',
    { when: 'the first one fails', series: notifications('_x5 1x60'), at: 12, fires: { job: 'argo-rollouts-metrics' } },
    { when: 'it failed long ago', series: notifications('_x5 1x60'), at: 40 },
    { when: 'it was sent by a configuration of its own, and failed with the central one', series: notifications('_x5 1x60', '_x5 1x60'), at: 12 },
    { when: 'so were some of them', series: notifications('_x5 1x5 2x5 4x60', '_x5 1x5 2x5 4x60'), at: 19 },
    { when: 'so was one more', series: notifications('7x30 8x60', '3x30 4x60'), at: 36 },
    { when: 'it was the first to fail so', series: notifications('_x30 1x60', '3x30 4x60'), at: 36 },
    { when: 'that is about to be long ago', series: notifications('_x30 1x60', '3x30 4x60'), at: 45 }),
  ...alertsWhen('ArgoRolloutsNotificationsFailing',
    { when: 'more of them fail', series: notifications('1x30 2x60'), at: 37, fires: { job: 'argo-rollouts-metrics' } }),
  ...alertsWhen('ArgoRolloutsNotificationsFailing',
    { when: 'it fails with both configurations', series: notifications('_x30 2x60', '9x60'), at: 36, fires: { job: 'argo-rollouts-metrics' } }),
  ...alertsWhen('ArgoRolloutsNotificationsFailing', {
    when: 'those of another event are sent',
    series: { ...notifications('_x5 1x60'), ...notifications('_x60', '_x5 1x60', 'RolloutPaused') },
    at: 12,
    fires: { job: 'argo-rollouts-metrics' },
  }),
];

const ROLLOUTS: readonly Scenario[] = [
  ...alertsWhen('ArgoRolloutsManyUnhealthy',
    { when: 'every second rollout is aborted', series: rollouts('Abort', 'Completed'), at: 16 },
    { when: 'one in ten is', series: rollouts('Abort', ...Array<string>(9).fill('Completed')), at: 16 }),
  ...alertsWhen('ArgoRolloutsAnalysisRunPileup',
    { when: 'there are too many', series: runs(501), at: 61 },
    { when: 'there are some', series: runs(50), at: 61 }),
  ...alertsWhen('RolloutAbortedForgotten',
    { when: 'a rollout stays aborted', series: rollouts('Abort'), at: 24 * 60 + 1, fires: { namespace: 'shop', name: 'api-0' } },
    { when: 'it was aborted today', series: rollouts('Abort'), at: 12 * 60 },
    { when: 'it is well', series: rollouts('Completed'), at: 24 * 60 + 1 }),
];

export const CONTROLLER_SCENARIOS: readonly Scenario[] = [...LIFE, ...WORK, ...ROLLOUTS];

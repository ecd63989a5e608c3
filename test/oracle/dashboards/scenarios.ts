import { Series } from '../alerts/scenario';

/** A state of the world, and what a panel shows of it. */
export interface PanelScenario {
  /** The heading of its section, and its title. */
  readonly panel: readonly [section: string, title: string];
  /** Which of its queries, by what that calls its series. */
  readonly legend?: string;
  readonly when: string;
  readonly series: Series;
  /** Minutes after the first sample. */
  readonly at: number;
  /** The values of the series that are shown, by their labels as PromQL writes them. */
  readonly shows: Readonly<Record<string, number>>;
}

const own = (metric: string, labels = '') => `${metric}{namespace="shop",name="nginx"${labels}}`;

const ROLLOUT: readonly PanelScenario[] = [
  {
    panel: ['shop/nginx', 'Phase'],
    when: 'the rollout is paused, and another one of its namespace failed',
    series: { [own('rollout_info', ',phase="Paused"')]: '1x30', 'rollout_info{namespace="shop",name="other",phase="Error"}': '1x30' },
    at: 10,
    shows: { '{namespace="shop",name="nginx"}': 2 },
  },
  {
    panel: ['shop/nginx', 'Phase'],
    when: 'the controller changes pods, and both tell of the rollout',
    series: { [own('rollout_info', ',phase="Progressing",pod="a"')]: '1x8 _x20', [own('rollout_info', ',phase="Abort",pod="b"')]: '_x5 1x30' },
    at: 9,
    shows: { '{namespace="shop",name="nginx"}': 3 },
  },
  {
    panel: ['shop/nginx', 'Pods available'],
    legend: 'available',
    when: 'the controller changes pods, and both tell of the rollout',
    series: { [own('rollout_info_replicas_available', ',pod="a"')]: '4x30', [own('rollout_info_replicas_available', ',pod="b"')]: '4x30' },
    at: 10,
    shows: { '{}': 4 },
  },
  {
    panel: ['shop/nginx', 'Updates in the time shown'],
    when: 'an update was the first to be completed, and others were aborted before and since',
    series: {
      [own('rollout_events_total', ',reason="RolloutCompleted"')]: '_x400 1x40',
      [own('rollout_events_total', ',reason="RolloutAborted"')]: '2x300 4x140',
      [own('rollout_events_total', ',reason="RolloutPaused"')]: '0x300 9x140',
    },
    at: 420,
    shows: { '{reason="RolloutCompleted"}': 1, '{reason="RolloutAborted"}': 2 },
  },
  {
    panel: ['shop/nginx', 'Age of the newest ReplicaSet'],
    when: 'there are two, and a newer one of another rollout',
    series: {
      'kube_replicaset_created{namespace="shop",replicaset="nginx-1"}': '0x60',
      'kube_replicaset_created{namespace="shop",replicaset="nginx-2"}': '600x60',
      'kube_replicaset_created{namespace="shop",replicaset="other-1"}': '1200x60',
      'kube_replicaset_owner{namespace="shop",replicaset="nginx-1",owner_kind="Rollout",owner_name="nginx"}': '1x60',
      'kube_replicaset_owner{namespace="shop",replicaset="nginx-2",owner_kind="Rollout",owner_name="nginx"}': '1x60',
      'kube_replicaset_owner{namespace="shop",replicaset="other-1",owner_kind="Rollout",owner_name="other"}': '1x60',
    },
    at: 30,
    shows: { '{}': 1200 },
  },
  {
    panel: ['shop/nginx', 'Restarts of containers'],
    when: 'a pod of the rollout restarts, and one of a rollout whose name begins alike',
    series: {
      'kube_pod_container_status_restarts_total{namespace="shop",pod="nginx-6d4f-x2x"}': '0+1x30',
      'kube_pod_container_status_restarts_total{namespace="shop",pod="nginx-v2-6d4f-x2x"}': '0+1x30',
      'kube_pod_container_status_restarts_total{namespace="shop",pod="nginx-6d4f-y3y"}': '0x30',
    },
    at: 20,
    shows: { '{pod="nginx-6d4f-x2x"}': 5 },
  },
  {
    panel: ['shop/nginx', 'Analysis runs'],
    when: 'one is there, and one of a rollout whose name begins alike',
    series: {
      'analysis_run_info{namespace="shop",name="nginx-6d4f-2-1",phase="Running"}': '1x30',
      'analysis_run_info{namespace="shop",name="nginx-v2-6d4f-2",phase="Failed"}': '1x30',
    },
    at: 10,
    shows: { '{name="nginx-6d4f-2-1"}': 2 },
  },
  {
    panel: ['shop/nginx', 'Events'],
    when: 'one happens for the first time, another for the second, and a third not again',
    series: {
      [own('rollout_events_total', ',reason="RolloutPaused"')]: '_x9 1x10',
      [own('rollout_events_total', ',reason="RolloutResumed"')]: '1x9 2x10',
      [own('rollout_events_total', ',reason="RolloutUpdated"')]: '1x20',
    },
    at: 10,
    shows: { '{reason="RolloutPaused"}': 1, '{reason="RolloutResumed"}': 1 },
  },
];

const nginx = (namespace: string, canary: string, status: string) =>
  `nginx_ingress_controller_requests{namespace="${namespace}",ingress="nginx",status="${status}"${canary && `,canary="${canary}"`}}`;

/** Four requests a second, one of them to the new version, and an Ingress of the same name elsewhere. */
const SPLIT: Series = {
  [nginx('shop', 'shop-nginx-canary-80', '200')]: '0+45x30',
  [nginx('shop', 'shop-nginx-canary-80', '503')]: '0+15x30',
  [nginx('shop', '', '200')]: '0+180x30',
  [nginx('elsewhere', '', '500')]: '0+600x30',
};

const istio = (bucket: string) =>
  `istio_request_duration_milliseconds_bucket{reporter="source",destination_service_namespace="shop",destination_service_name="istio-canary",le="${bucket}"}`;

const hits = (pod: string, hash: string) => `http_requests_total{namespace="x",pod="${pod}",rollouts_pod_template_hash="${hash}",status="200"}`;

const REQUESTS: readonly PanelScenario[] = [
  { panel: ['shop/nginx', 'Share of the traffic'], legend: 'canary', when: 'a quarter goes to the new version', series: SPLIT, at: 20, shows: { '{}': 0.25 } },
  { panel: ['shop/nginx', 'Share of the traffic'], legend: 'stable', when: 'a quarter goes to the new version', series: SPLIT, at: 20, shows: { '{}': 0.75 } },
  { panel: ['shop/nginx', 'Requests'], legend: 'stable', when: 'a quarter goes to the new version', series: SPLIT, at: 20, shows: { '{}': 3 } },
  { panel: ['shop/nginx', 'Server errors'], legend: 'canary', when: 'a quarter of them fails', series: SPLIT, at: 20, shows: { '{}': 0.25 } },
  { panel: ['shop/nginx', 'Server errors'], legend: 'stable', when: 'none has ever failed', series: SPLIT, at: 20, shows: { '{}': 0 } },
  {
    panel: ['shop/istio', 'Latency'],
    legend: 'canary p50',
    when: 'all requests take up to a tenth of a second',
    series: { [istio('100')]: '0+60x30', [istio('+Inf')]: '0+60x30' },
    at: 20,
    shows: { '{}': 0.05 },
  },
  {
    panel: ['$namespace/$rollout', 'Share of the traffic'],
    legend: '{{rollouts_pod_template_hash}}',
    when: 'pods of two versions count, and one of a rollout whose name begins alike',
    series: { [hits('x-old-a', 'old')]: '0+60x30', [hits('x-old-b', 'old')]: '0+120x30', [hits('x-new-a', 'new')]: '0+60x30', [hits('x-v2-old-a', 'other')]: '0+60x30' },
    at: 20,
    shows: { '{rollouts_pod_template_hash="old"}': 0.75, '{rollouts_pod_template_hash="new"}': 0.25 },
  },
];

const listed = (namespace: string, name: string, phase: string, pod = 'a') =>
  `rollout_info{namespace="${namespace}",name="${name}",strategy="canary",phase="${phase}",pod="${pod}"}`;

/** Above nginx and istio of the namespace shop, and site of the namespace web. */
const OVERVIEW: readonly PanelScenario[] = [
  {
    panel: ['Overview', 'Rollouts by phase'],
    when: 'the controller changes pods, both tell of a rollout, and there are others of the same names',
    series: {
      [listed('shop', 'nginx', 'Completed')]: '1x30',
      [listed('shop', 'nginx', 'Completed', 'b')]: '1x30',
      [listed('shop', 'istio', 'Completed')]: '1x30',
      [listed('web', 'site', 'Paused')]: '1x30',
      [listed('web', 'nginx', 'Paused')]: '1x30',
    },
    at: 10,
    shows: { '{phase="Completed"}': 2, '{phase="Paused"}': 1 },
  },
  {
    panel: ['Overview', 'Under way or failed'],
    when: 'one rollout is completed, and another aborted',
    series: { [listed('shop', 'nginx', 'Completed')]: '1x30', [listed('web', 'site', 'Abort')]: '1x30' },
    at: 10,
    shows: { '{namespace="web",name="site",strategy="canary",phase="Abort"}': 1 },
  },
];

const exposed = (metric: string, labels = '') => `${metric}{job="rollouts"${labels}}`;

const CONTROLLER: readonly PanelScenario[] = [
  {
    panel: ['Controller', 'Leader'],
    when: 'two pods run, and one of them tells of rollouts',
    series: { [exposed('rollout_info', ',pod="b",name="api"')]: '1x30', [exposed('up', ',pod="a"')]: '1x30', [exposed('up', ',pod="b"')]: '1x30' },
    at: 10,
    shows: { '{pod="b"}': 1 },
  },
  {
    panel: ['Controller', 'Rollouts'],
    when: 'two pods tell of a rollout, and there is one of the same name in another namespace',
    series: {
      [exposed('rollout_info', ',pod="a",namespace="shop",name="api"')]: '1x30',
      [exposed('rollout_info', ',pod="b",namespace="shop",name="api"')]: '1x30',
      [exposed('rollout_info', ',pod="b",namespace="web",name="api"')]: '1x30',
    },
    at: 10,
    shows: { '{}': 2 },
  },
  {
    panel: ['Work', 'Time of a reconciliation'],
    legend: 'Rollouts',
    when: 'each takes five seconds, which is more than the largest bucket',
    series: { [exposed('rollout_reconcile_sum')]: '0+300x30', [exposed('rollout_reconcile_count')]: '0+60x30' },
    at: 20,
    shows: { '{}': 5 },
  },
  {
    panel: ['Work', 'Notifications'],
    legend: 'failed',
    when: 'one fails for the first time',
    series: { [exposed('notification_send_error')]: '_x9 1x10' },
    at: 10,
    shows: { '{}': 1 },
  },
];

export const PANEL_SCENARIOS: readonly PanelScenario[] = [...ROLLOUT, ...REQUESTS, ...OVERVIEW, ...CONTROLLER];

import { alertsWhen, Scenario, Series } from './scenario';

/** Series of the rollout that the rules watch, and of another one of its namespace. */
const own = (metric: string, labels = '') => `${metric}{namespace="shop",name="api"${labels}}`;
const foreign = (metric: string, labels = '') => `${metric}{namespace="shop",name="other"${labels}}`;
const API = { namespace: 'shop', name: 'api' };

const inPhase = (phase: string, values = '1x2000'): Series => ({ [own('rollout_info', `,phase="${phase}"`)]: values });

/** Alerts about a phase that has held for too long. */
function phaseAlert(alert: string, phase: string, after: number): Scenario[] {
  return alertsWhen(alert,
    { when: `the rollout stays ${phase}`, series: inPhase(phase), at: after + 1, fires: API },
    { when: `the rollout has been ${phase} for a shorter time`, series: inPhase(phase), at: after - 1 },
    { when: 'the rollout is well', series: inPhase('Completed'), at: after + 1 },
    { when: `another rollout is ${phase}`, series: { [foreign('rollout_info', `,phase="${phase}"`)]: '1x2000' }, at: after + 1 });
}

const STATE: readonly Scenario[] = [
  ...phaseAlert('RolloutInvalidSpec', 'InvalidSpec', 5),
  ...phaseAlert('RolloutAborted', 'Abort', 1),
  ...phaseAlert('RolloutProgressDeadlineExceeded', 'Timeout', 1),
  ...phaseAlert('RolloutReplicaSetCreateError', 'Error', 5),
  ...phaseAlert('RolloutPausedTooLong', 'Paused', 60),
  ...phaseAlert('RolloutInFlightTooLong', 'Progressing', 240),
  ...alertsWhen('RolloutInvalidSpec', {
    when: 'the controller changes pods and both tell of the rollout',
    series: {
      [own('rollout_info', ',phase="InvalidSpec",pod="a"')]: '1x5 _x20',
      [own('rollout_info', ',phase="InvalidSpec",pod="b"')]: '_x3 1x30',
    },
    at: 9,
    fires: API,
  }),
  ...alertsWhen('RolloutReconcileErrors',
    { when: 'the controller keeps failing', series: { [own('rollout_reconcile_error')]: '0+1x60' }, at: 15, fires: API },
    { when: 'it failed once, a while ago', series: { [own('rollout_reconcile_error')]: '0x5 1x60' }, at: 15 }),
  ...alertsWhen('RolloutMetricsAbsent',
    { when: 'nobody tells of the rollout', series: { [foreign('rollout_info')]: '1x60' }, at: 16, fires: API },
    { when: 'the controller tells of it', series: inPhase('Completed'), at: 16 }),
];

const replicas = (desired: string, available: string): Series => ({
  [own('rollout_info_replicas_desired')]: desired,
  [own('rollout_info_replicas_available')]: available,
});

/** Of a rollout's pod, as kube-state-metrics tells it. */
const podOf = (rollout: string): Series => ({
  'kube_pod_owner{namespace="shop",pod="api-6d4f-x",owner_kind="ReplicaSet",owner_name="api-6d4f"}': '1x60',
  [`kube_replicaset_owner{namespace="shop",replicaset="api-6d4f",owner_kind="Rollout",owner_name="${rollout}"}`]: '1x60',
});
const restarts = (values: string): Series => ({
  'kube_pod_container_status_restarts_total{namespace="shop",pod="api-6d4f-x",container="api"}': values,
});
const waiting = (reason: string): Series => ({
  [`kube_pod_container_status_waiting_reason{namespace="shop",pod="api-6d4f-x",container="api",reason="${reason}"}`]: '1x60',
});

const REPLICAS: readonly Scenario[] = [
  ...alertsWhen('RolloutNoReplicasAvailable',
    { when: 'no pod is available', series: replicas('3x60', '0x60'), at: 3, fires: API },
    { when: 'there should be none', series: replicas('0x60', '0x60'), at: 3 },
    { when: 'one is', series: replicas('3x60', '1x60'), at: 3 }),
  ...alertsWhen('RolloutReplicasUnavailable',
    { when: 'a pod is missing', series: replicas('3x60', '2x60'), at: 16, fires: API },
    { when: 'it was missing for a moment', series: replicas('3x60', '2x3 3x60'), at: 16 },
    { when: 'there are more than wanted, as in an update', series: replicas('3x60', '4x60'), at: 16 }),
  ...alertsWhen('RolloutPodsRestarting',
    { when: 'a container restarts every minute', series: { ...podOf('api'), ...restarts('0+1x60') }, at: 12, fires: API },
    { when: 'it restarted once', series: { ...podOf('api'), ...restarts('0x5 1x60') }, at: 12 },
    { when: 'it is of another rollout', series: { ...podOf('other'), ...restarts('0+1x60') }, at: 12 }),
  ...alertsWhen('RolloutPodsWaiting',
    { when: 'the image cannot be pulled', series: { ...podOf('api'), ...waiting('ImagePullBackOff') }, at: 11, fires: API },
    { when: 'the container is being created', series: { ...podOf('api'), ...waiting('ContainerCreating') }, at: 11 },
    { when: 'it is of another rollout', series: { ...podOf('other'), ...waiting('ImagePullBackOff') }, at: 11 }),
];

const run = (name: string, phase: string, values: string): Series => ({ [`analysis_run_info{namespace="shop",name="${name}",phase="${phase}"}`]: values });
const experiment = (name: string, phase: string): Series => ({ [`experiment_info{namespace="shop",name="${name}",phase="${phase}"}`]: '_x5 1x200' });
const RUN = { namespace: 'shop', name: 'api-6d4f-2-1', rollout: 'api' };

const ANALYSES: readonly Scenario[] = [
  ...alertsWhen('RolloutAnalysisRunFailed',
    { when: 'a run has just failed', series: run('api-6d4f-2-1', 'Failed', '_x5 1x200'), at: 7, fires: RUN },
    { when: 'it failed long ago and is kept', series: run('api-6d4f-2-1', 'Failed', '_x5 1x200'), at: 60 },
    { when: 'it succeeded', series: run('api-6d4f-2-1', 'Successful', '_x5 1x200'), at: 7 },
    { when: 'it is of another rollout', series: run('other-6d4f-2-1', 'Failed', '_x5 1x200'), at: 7 }),
  ...alertsWhen('RolloutAnalysisRunFailed',
    { when: 'a run could not be measured', series: run('api-6d4f-2-1', 'Error', '_x5 1x200'), at: 7, fires: RUN }),
  ...alertsWhen('RolloutAnalysisInconclusive',
    { when: 'a run has just ended so', series: run('api-6d4f-2-1', 'Inconclusive', '_x5 1x300'), at: 7, fires: RUN },
    { when: 'it ended so long ago', series: run('api-6d4f-2-1', 'Inconclusive', '_x5 1x300'), at: 200 }),
  ...alertsWhen('AnalysisRunRunningTooLong',
    { when: 'a run goes on', series: run('api-6d4f-2-1', 'Running', '1x500'), at: 361, fires: RUN },
    { when: 'it has not yet', series: run('api-6d4f-2-1', 'Running', '1x500'), at: 350 }),
  ...alertsWhen('RolloutExperimentFailed',
    { when: 'the experiment of a step has just failed', series: experiment('api-6d4f-2-1', 'Failed'), at: 7, fires: RUN },
    { when: 'it failed long ago and is kept', series: experiment('api-6d4f-2-1', 'Failed'), at: 60 },
    { when: 'it goes on', series: experiment('api-6d4f-2-1', 'Running'), at: 7 },
    { when: 'it is nobody\'s step', series: experiment('api', 'Failed'), at: 7 },
    { when: 'it is of another rollout', series: experiment('api-next-6d4f-2-1', 'Failed'), at: 7 }),
];

const event = (reason: string, values: string): Series => ({ [own('rollout_events_total', `,type="Warning",reason="${reason}"`)]: values });

function eventAlert(alert: string, reason: string): Scenario[] {
  return [
    ...alertsWhen(alert,
      { when: 'the first event came', series: event(reason, '_x3 1x60'), at: 10, fires: API },
      { when: 'it came long ago', series: event(reason, '_x3 1x60'), at: 40 },
      { when: 'another event came', series: event('RolloutStepCompleted', '_x3 1x60'), at: 10 }),
    ...alertsWhen(alert, { when: 'there are more of them than before', series: event(reason, '1x20 2+1x40'), at: 30, fires: API }),
  ];
}

/** Scenarios of a rollout whose traffic ingress-nginx moves. */
export const ROLLOUT_SCENARIOS: readonly Scenario[] = [
  ...STATE, ...REPLICAS, ...ANALYSES, ...eventAlert('RolloutTrafficRoutingError', 'TrafficRoutingError'), ...eventAlert('RolloutStepPluginError', 'ReconciliationError'),
];

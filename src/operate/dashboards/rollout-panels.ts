import { countOf } from '../alerts/promql';
import { PHASES, UPDATES } from './overview-panels';
import { Panel } from './panel';
import { REQUEST_PANELS } from './request-panels';
import { ANALYSIS_PHASES, ROLLOUT_PHASES, stateNumber } from './states';
import { stat, stateTimeline, table, timeSeries } from './views';
import { Watched } from './watched';

const NOW: readonly Panel<Watched>[] = [
  {
    title: 'Phase',
    description: 'The phase of the rollout now.',
    width: 6,
    view: stat({ states: ROLLOUT_PHASES, noValue: 'no metrics' }),
    queries: (watched) => [{ expr: PHASES.queries(watched)[0].expr }],
  },
  {
    title: 'Pods available',
    description: 'Pods of all versions that are available, and how many the rollout should have. During an update there can be more.',
    width: 6,
    view: stat({ noValue: 'no metrics' }),
    queries: ({ selection }) => ['available', 'desired']
      .map((which) => ({ expr: `max(${selection.ofRollouts(`rollout_info_replicas_${which}`)})`, legend: which })),
  },
  UPDATES,
  {
    title: 'Age of the newest ReplicaSet',
    description: 'How long ago a version was deployed that was not there before. A rollback takes an older ReplicaSet. Needs kube-state-metrics.',
    width: 6,
    view: stat({ unit: 's', noValue: 'no kube-state-metrics' }),
    queries: ({ selection }) => [{
      expr: `time() - max(\n  ${selection.ofNamespace('kube_replicaset_created')}\n`
        + `  * on (namespace, replicaset) group_left ()\n  max by (namespace, replicaset) (${selection.ofOwned('kube_replicaset_owner')})\n)`,
    }],
  },
  { ...PHASES, title: 'Phase in the time shown', view: stateTimeline(ROLLOUT_PHASES, 4) },
];

const PODS: readonly Panel<Watched>[] = [
  {
    title: 'Pods',
    description: 'Pods that the rollout should have, those of the new version, and those that are available.',
    width: 8,
    view: timeSeries(),
    queries: ({ selection }) => ['desired', 'updated', 'available']
      .map((which) => ({ expr: `max(${selection.ofRollouts(`rollout_info_replicas_${which}`)})`, legend: which })),
  },
  {
    title: 'Restarts of containers',
    description: 'How often containers of each pod restarted. Needs kube-state-metrics.',
    width: 8,
    view: timeSeries({ bars: true }),
    queries: ({ selection }) => [{
      expr: `sum by (pod) (increase(${selection.ofNamespace('kube_pod_container_status_restarts_total', `pod=~"${selection.podName}"`)}[$__rate_interval])) > 0`,
      legend: '{{pod}}',
    }],
  },
  {
    title: 'Containers that wait',
    description: 'Containers that do not run, by the reason. A new container waits for a moment. Needs kube-state-metrics.',
    width: 8,
    view: timeSeries({ bars: true }),
    queries: ({ selection }) => [{
      expr: `sum by (reason) (max by (pod, container, reason) (${selection.ofNamespace('kube_pod_container_status_waiting_reason', `pod=~"${selection.podName}"`)}))`,
      legend: '{{reason}}',
    }],
  },
];

const METRIC_COLUMNS = ['name', 'metric', 'type', 'dry_run', 'phase'];

const ANALYSES: readonly Panel<Watched>[] = [
  {
    title: 'Analysis runs',
    description: 'The AnalysisRuns of the rollout, and how they were in the time shown. The last few are kept after they end.',
    width: 12,
    view: stateTimeline(ANALYSIS_PHASES, 8),
    applies: ({ rollout }) => rollout.analysed,
    queries: ({ selection }) => [{
      expr: stateNumber(ANALYSIS_PHASES, 'name', (phase) => [selection.ofRuns('analysis_run_info', phase)]),
      legend: '{{name}}',
    }],
  },
  {
    title: 'Metrics of the analysis runs',
    description: 'Each metric of each AnalysisRun, and how it is now. A dry run has no influence on the run. Measured values are in the status of the AnalysisRun only.',
    width: 12,
    view: table(METRIC_COLUMNS, { states: ANALYSIS_PHASES, noValue: 'no analysis runs' }),
    applies: ({ rollout }) => rollout.analysed,
    queries: ({ selection }) => [{ expr: `max by (${METRIC_COLUMNS.join(', ')}) (${selection.ofRuns('analysis_run_metric_phase')} == 1)` }],
  },
  {
    title: 'Experiments',
    description: 'The Experiments of the rollout, and how they were in the time shown.',
    width: 24,
    view: stateTimeline(ANALYSIS_PHASES, 6),
    applies: ({ rollout }) => rollout.experiments,
    queries: ({ selection }) => [{
      expr: stateNumber(ANALYSIS_PHASES, 'name', (phase) => [selection.ofRuns('experiment_info', phase)]),
      legend: '{{name}}',
    }],
  },
];

const EVENTS: readonly Panel<Watched>[] = [
  {
    title: 'Events',
    description: 'What the controller did with the rollout, by the reason of the event.',
    width: 12,
    view: timeSeries({ bars: true }),
    // so long that there are two scrapes between two points
    interval: '2m',
    queries: ({ selection }) => [{
      expr: `sum by (reason) (\n  ${countOf(selection.ofRollouts('rollout_events_total'), '$__interval')}\n) > 0`,
      legend: '{{reason}}',
    }],
  },
  {
    title: 'Errors of the controller',
    description: 'How often in a second the controller could not handle the rollout. Its log has the reasons.',
    width: 12,
    view: timeSeries({ unit: 'ops' }),
    queries: ({ selection }) => [{ expr: `sum(rate(${selection.ofRollouts('rollout_reconcile_error')}[$__rate_interval]))`, legend: 'errors' }],
  },
];

/** Panels about one rollout, in the order in which a dashboard shows them. */
export const ROLLOUT_PANELS: readonly Panel<Watched>[] = [...NOW, ...REQUEST_PANELS, ...PODS, ...ANALYSES, ...EVENTS];

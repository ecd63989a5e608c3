import { countOf } from '../alerts/promql';
import { Panel } from './panel';
import { ROLLOUT_PHASES, stateNumber } from './states';
import { stat, stateTimeline, table } from './views';

/** The rollouts that a panel is about. */
export interface Rollouts {
  /** Selectors of a metric of the controller. Together they find the series of all of these rollouts. */
  readonly select: (metric: string, ...matchers: string[]) => readonly string[];
  readonly namespaceLabel: string;
}

const ENDINGS = [{ name: 'RolloutCompleted', color: 'green' }, { name: 'RolloutAborted', color: 'orange' }];
const ENDED = `reason=~"${ENDINGS.map(({ name }) => name).join('|')}"`;

export const PHASES: Panel<Rollouts> = {
  title: 'Phases',
  description: 'The phase of each rollout in the time shown, as the controller has it in its metrics: Abort, Timeout, Error and InvalidSpec are "Degraded" in the status of a rollout.',
  width: 24,
  view: stateTimeline(ROLLOUT_PHASES, 8),
  queries: ({ select, namespaceLabel }) => [{
    expr: stateNumber(ROLLOUT_PHASES, `${namespaceLabel}, name`, (phase) => select('rollout_info', phase)),
    legend: `{{${namespaceLabel}}}/{{name}}`,
  }],
};

export const UPDATES: Panel<Rollouts> = {
  title: 'Updates in the time shown',
  description: 'How many were completed, and how many aborted. The first deployment and a rollback count as well.',
  width: 6,
  view: stat({ series: ENDINGS, noValue: 'none' }),
  queries: ({ select }) => [{
    expr: `sum by (reason) (\n  ${select('rollout_events_total', ENDED).map((events) => countOf(events, '$__range')).join('\n  or ')}\n)`,
    legend: '{{reason}}',
  }],
};

/**
 * Panels about many rollouts.
 *
 * @param link where the name of a rollout leads
 */
export function overviewPanels(namespaceLabel: string, link?: string): readonly Panel<Rollouts>[] {
  const columns = [namespaceLabel, 'name', 'strategy', 'phase'];
  return [
    {
      title: 'Rollouts by phase',
      description: 'How many rollouts are in each phase now.',
      width: 18,
      view: stat({ series: ROLLOUT_PHASES, noValue: 'no rollouts' }),
      queries: ({ select }) => [{
        expr: `count by (phase) (max by (${namespaceLabel}, name, phase) (${select('rollout_info').join(' or ')}))`,
        legend: '{{phase}}',
      }],
    },
    UPDATES,
    {
      title: 'Under way or failed',
      description: 'The rollouts that are not completed now.',
      width: 10,
      view: table(columns, { states: ROLLOUT_PHASES, noValue: 'every rollout is completed', link }),
      queries: ({ select }) => [{ expr: `max by (${columns.join(', ')}) (${select('rollout_info', 'phase!="Completed"').join(' or ')})` }],
    },
    { ...PHASES, width: 14 },
  ];
}

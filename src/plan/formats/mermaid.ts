import { rolloutTitle } from '../../manifest/rollout-title';
import { Plan } from '../plan';
import { Stage, StageWait } from '../stage';
import { timeText } from '../summary';
import { percent } from '../words';

/** A diagram of Mermaid for each rollout: what takes time, by the weight at which it happens. */
export function formatMermaid(plans: readonly Plan[]): string {
  return plans.map(ganttOf).join('\n');
}

function ganttOf(plan: Plan): string {
  let begins = 0;
  let section: string | undefined;
  const lines = plan.stages.flatMap((stage) => {
    const lasts = Math.round((stage.time.healthy ?? stage.time.least) / 1000);
    const task = `  ${word(`${stage.name} ${stage.description}`)} :${kindOf(stage)}${begins}, ${begins + lasts}`;
    const next = `section ${percent(stage.weight)}`;
    const heading = next === section ? [] : [`  ${next}`];
    [begins, section] = [begins + lasts, next];
    return [...heading, task];
  });
  return ['gantt', `  title ${word(`${rolloutTitle(plan)}, healthy release ${timeText(plan.totals)}`)}`, '  dateFormat X', '  axisFormat %H:%M:%S', ...lines, ''].join('\n');
}

/** What has no length is a point: a person is waited for there, or pods. */
function kindOf({ waitsFor, time: { least, healthy = least }, gates }: Stage): string {
  return `${gates.length > 0 || waitsFor === StageWait.PERSON ? 'crit, ' : ''}${healthy === 0 ? 'milestone, ' : ''}`;
}

/** Without the characters that end a name. */
function word(text: string): string {
  return text.replace(/[:;#\n]+/g, ' ').replace(/\s+/g, ' ').trim();
}

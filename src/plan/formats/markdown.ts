import { rolloutTitle } from '../../manifest/rollout-title';
import { exposureText } from '../exposure';
import { courseNotes, waitText, kindText, podsText, spanText, timeText, weightText } from '../summary';
import { gatesText, ShownPlan } from './shown';

/** Comments of GitHub may have 65,536 characters, and those who post them add some of their own. */
const LONGEST = 64_000;

/** A comment for a pull request: the totals of all rollouts, and a section for each, to be opened. */
export function formatMarkdown(plans: readonly ShownPlan[]): string {
  const head = ['| Rollout | Healthy release | Waits for a person | Extra pods | Exposed before the first measurement that can stop it |', '| --- | --- | ---: | ---: | --- |'];
  const rows = plans.map((plan) => row([
    rolloutTitle(plan), timeText(plan.totals), `${plan.totals.manualGates}`, `${plan.totals.extraPods ?? '?'}`, exposureText(plan.totals.exposure),
  ]));
  const title = `### ${plans.length === 1 ? 'Plan of the update' : `Plans of ${plans.length} rollouts`}`;
  const shown = whileShort(rows, LONGEST / 2);
  const table = [...head, ...shown].join('\n');
  const rest = rows.length > shown.length ? [`${rows.length - shown.length} more rollouts have no room here.`] : [];
  const fold = [title, table, ...rest].join('\n\n');
  const sections = whileShort(plans.map(sectionOf), LONGEST - fold.length - 100);
  const hidden = sections.length < plans.length ? [`The stages of ${plans.length - sections.length} rollouts have no room here.`] : [];
  return `${[fold, ...sections, ...hidden].join('\n\n')}\n`;
}

/** The first of some texts, as long as all of them together are not too long. */
function whileShort(texts: readonly string[], longest: number): string[] {
  let length = 0;
  const end = texts.findIndex((text) => (length += text.length + 2) > longest);
  return texts.slice(0, end < 0 ? texts.length : end);
}

function sectionOf(plan: ShownPlan): string {
  const rows = plan.stages.map((stage) => row([
    stage.name, stage.description, weightText(stage), podsText(stage), `${stage.pods.peak ?? '?'}`, spanText(stage), waitText(stage),
  ]));
  return [
    `<details><summary>${html(rolloutTitle(plan))}: ${html(kindText(plan))}</summary>`,
    ['| Stage | What happens | Weight | Pods | At most | Time | Goes on after |', '| --- | --- | --- | --- | ---: | --- | --- |', ...rows].join('\n'),
    [...courseNotes(plan), ...plan.notes].map((note) => `- ${html(note)}`).join('\n'),
    ...plan.power ? ['What its gates see:', gatesText(plan).map((line) => html(line).replace(/^(\s*)/, '$1- ')).join('\n')] : [],
    '</details>',
  ].join('\n\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => html(cell).replace(/\s+/g, ' ').replace(/\|/g, '\\|')).join(' | ')} |`;
}

function html(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/[`*_[\]]/g, '\\$&');
}

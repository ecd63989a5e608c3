import { rolloutTitle } from '../../manifest/rollout-title';
import { Stage } from '../stage';
import { courseNotes, waitText, kindText, podsText, spanText, totalsText, weightText } from '../summary';
import { gatesText, ShownPlan } from './shown';

const BAR = 20;

/** Tables for a terminal, or for a file: there the bars are made of characters that each has. */
export function formatTable(plans: readonly ShownPlan[], isTerminal = false): string {
  return plans.map((plan) => tableOf(plan, isTerminal)).join('\n');
}

const HEAD = ['STAGE', 'WHAT HAPPENS', 'WEIGHT', '', 'PODS', 'AT MOST', 'TIME', 'GOES ON AFTER'];

function tableOf(plan: ShownPlan, isTerminal: boolean): string {
  const bold = (text: string) => isTerminal ? `\x1b[1m${text}\x1b[22m` : text;
  const rows = [HEAD, ...plan.stages.map((stage) => [
    stage.name, stage.description, weightText(stage), barOf(stage, isTerminal), podsText(stage), `${stage.pods.peak ?? '?'}`, spanText(stage), waitText(stage),
  ])];
  return [
    `${bold(rolloutTitle(plan))}  ${kindText(plan)}`,
    ...totalsText(plan.totals).map(([what, value]) => `  ${what}: ${value}`),
    '',
    ...aligned(rows).map((line) => `  ${line}`),
    '',
    ...[...courseNotes(plan), ...plan.notes].map((note) => `  ${note}`),
    ...plan.power ? ['', '  what its gates see:'] : [],
    ...gatesText(plan).map((line) => `    ${line}`),
    '',
  ].join('\n');
}

function barOf({ weight }: Stage, isTerminal: boolean): string {
  const [full, empty] = isTerminal ? ['█', '░'] : ['#', '.'];
  const filled = Math.round((weight ?? 0) * BAR / 100);
  // what is more than nothing is seen
  const shown = weight !== undefined && weight > 0 ? Math.max(1, filled) : filled;
  return weight === undefined ? '?'.repeat(BAR) : full.repeat(shown) + empty.repeat(BAR - shown);
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd());
}

import { readFileSync, writeFileSync } from 'fs';
import { availableParallelism, totalmem } from 'os';
import { join } from 'path';
import { measureCommand, measureCommandMemory, measureLint, measureLintGrowth, measureRules } from './lint-measures';
import { Effort, measureGrowth, measureLoad, measureSets, Result } from './measures';
import { measurePlans } from './plan-measures';
import { measurePower } from './power-measures';

/*
 * npm run bench                measures, and fails where a bound is missed
 * npm run bench -- --write     and puts the table into docs/performance.md
 * npm run bench -- --quick     only sees whether it runs: few sets, no verdict
 */

const FULL: Effort = { sets: 1000, loads: 31, rounds: 9, roundsOfManyCharts: 4, roundsOfManySets: 2, starts: 31, megabytes: 50 };
const QUICK: Effort = { sets: 50, loads: 1, rounds: 1, roundsOfManyCharts: 1, roundsOfManySets: 1, starts: 1, megabytes: 1 };

const PAGE = join(__dirname, '..', '..', 'docs', 'performance.md');
const TABLE_IN_PAGE = /(?<=<!-- measured -->\n)[^]*(?=<!-- \/measured -->)/;

const quick = process.argv.includes('--quick');
const effort = quick ? QUICK : FULL;

const DIGITS: Record<Result['unit'], number> = { 'times': 2, 'ms more': 1, 'ms': 3, 'MB': 0 };

const MEASURES: { what: string; measure: () => Result[] }[] = [
  { what: 'loading', measure: () => measureLoad(effort) },
  { what: 'rules', measure: () => [measureRules(effort)] },
  { what: 'plans', measure: () => measurePlans(effort) },
  { what: 'what a gate sees', measure: () => [measurePower(effort)] },
  { what: 'ten times the manifests', measure: () => [measureLintGrowth(effort)] },
  { what: 'sets in one chart', measure: () => measureSets('one chart', effort) },
  { what: 'sets in a chart each', measure: () => measureSets('a chart each', effort) },
  { what: 'ten times the sets', measure: () => [measureGrowth(effort)] },
  { what: 'starts of the command', measure: () => measureCommand(effort) },
  { what: 'many objects in one file', measure: () => measureLint(effort) },
  { what: 'a large file', measure: () => [measureCommandMemory(effort)] },
];

const results = MEASURES.flatMap(({ what, measure }) => {
  process.stderr.write(`${what} `);
  return measure();
});

process.stdout.write(`\n${machine()}\n\n${table(results)}`);
if (process.argv.includes('--write')) {
  writeFileSync(PAGE, readFileSync(PAGE, 'utf8').replace(TABLE_IN_PAGE, `${machine()}\n\n${table(results)}`));
}
if (!quick && results.some(isMissed)) {
  process.exitCode = 1;
}

function machine(): string {
  return `Node ${process.versions.node}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB of memory.`;
}

function table(rows: readonly Result[]): string {
  const cells = rows.map((result) => [
    result.measure,
    result.a === undefined ? '' : `${result.a.toFixed(0)} ms`,
    result.b === undefined ? '' : `${result.b.toFixed(0)} ms`,
    amount(result.value, result),
    result.bound === undefined ? '' : amount(result.bound, result),
    result.bound === undefined ? '' : isMissed(result) ? 'MISSED' : 'kept',
  ]);
  const lines = [['measure', 'A', 'B', 'B against A, or value', 'at most', ''], ['---', '---:', '---:', '---:', '---:', '---'], ...cells];
  return lines.map((line) => `| ${line.join(' | ')} |\n`).join('');
}

function amount(value: number, { unit }: Result): string {
  return `${value.toFixed(DIGITS[unit])} ${unit}`;
}

function isMissed({ value, bound }: Result): boolean {
  return bound !== undefined && value > bound;
}

import { execFileSync } from 'child_process';
import { join } from 'path';
import { App, Chart } from 'cdk8s';
import { leaveUnchecked } from '../../lib/src/synth/check';
import { Contestant, median, paired, takeTurns, Times } from './measure';
import { addCanarySet, addDeploymentSet, addRawSet, AddSet, OBJECTS_A_SET } from './sets';

/** How many sets are made, and how often each measure is taken. */
export interface Effort {
  readonly sets: number;
  readonly loads: number;
  readonly rounds: number;
  readonly roundsOfManyCharts: number;
  readonly roundsOfManySets: number;
  /** Starts of the command line. */
  readonly starts: number;
  /** Megabytes of YAML in one file. */
  readonly megabytes: number;
}

/** One line of the table: A against B. */
export interface Result {
  readonly measure: string;
  /** Median times in milliseconds, where two things are compared. */
  readonly a?: number;
  readonly b?: number;
  /** What B takes more than A: the median over all rounds. Or what the one thing takes that is measured. */
  readonly value: number;
  readonly unit: 'times' | 'ms more' | 'ms' | 'MB';
  /** The most that the value may be. */
  readonly bound?: number;
}

type Layout = 'one chart' | 'a chart each';

const ROOT = join(__dirname, '..', '..');

const FOR_A_CANARY = ['CanaryRollout', 'CanaryStep', 'NginxTrafficRouting', 'PrometheusAnalysis', 'PrometheusMetric', 'PrometheusSource'];

export function measureLoad({ loads }: Effort): Result[] {
  const times: Times = { alone: [], package: [], canary: [] };
  for (let round = 0; round < loads; round++) {
    times.alone.push(loadingTime(''));
    times.package.push(loadingTime('require("cdk8s-argo-rollouts");'));
    times.canary.push(loadingTime(`const { ${FOR_A_CANARY} } = require("cdk8s-argo-rollouts");`));
  }
  return [
    moreThan('load cdk8s-plus-28 (A), and this package after it (B)', times.alone, times.package),
    moreThan('load cdk8s-plus-28 (A), and from this package what a canary needs (B)', times.alone, times.canary, 60),
  ];
}

/** In a process of its own, and timed inside of it: how long Node takes to start is not the package's. */
function loadingTime(statement: string): number {
  const script = `
    const start = process.cpuUsage();
    require("cdk8s-plus-28");
    ${statement}
    const { user, system } = process.cpuUsage(start);
    console.log((user + system) / 1000);`;
  return Number(execFileSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8' }));
}

function moreThan(measure: string, as: readonly number[], bs: readonly number[], bound?: number): Result {
  return { measure, a: median(as), b: median(bs), value: paired(as, bs, (a, b) => b - a), unit: 'ms more', bound };
}

export function measureSets(layout: Layout, { sets, rounds, roundsOfManyCharts }: Effort): Result[] {
  const contestants = [
    contestant('cdk8s-plus', addDeploymentSet, layout, sets),
    contestant('canary', addCanarySet, layout, sets),
    contestant('checked canary', addCanarySet, layout, sets, { checked: true }),
    contestant('raw', addRawSet, layout, sets),
  ];
  if (layout === 'one chart') {
    takeTurns(contestants, 1); // to warm up
  }
  const times = takeTurns(contestants, layout === 'one chart' ? rounds : roundsOfManyCharts);
  const where = layout === 'one chart' ? 'one chart' : `${count(sets)} charts`;
  return [
    ratio(`${count(sets)} sets, ${where}: cdk8s-plus (A), canary unchecked (B)`, times, 'cdk8s-plus', 'canary', 1.15),
    ratio(`${count(sets)} canary sets, ${where}: unchecked (A), checked (B)`, times, 'canary', 'checked canary', layout === 'one chart' ? 1.3 : 1.2),
    ratio(`${count(sets)} sets, ${where}: raw ApiObjects (A), canary unchecked (B)`, times, 'raw', 'canary'),
    ratio(`${count(sets)} sets, ${where}: raw ApiObjects (A), cdk8s-plus (B)`, times, 'raw', 'cdk8s-plus'),
  ];
}

export function measureGrowth({ sets, roundsOfManySets }: Effort): Result {
  const times = takeTurns([
    contestant('few', addCanarySet, 'one chart', sets, { checked: true }),
    contestant('many', addCanarySet, 'one chart', 10 * sets, { checked: true }),
  ], roundsOfManySets);
  return ratio(`checked canary sets, one chart: ${count(sets)} (A), ${count(10 * sets)} (B)`, times, 'few', 'many', 13);
}

/** Constructs an app of so many sets and makes its YAML, which is counted to be sure that it is all there. */
function contestant(name: string, addSet: AddSet, layout: Layout, sets: number, { checked = false } = {}): Contestant {
  return {
    name,
    run() {
      const app = new App();
      if (!checked) {
        leaveUnchecked(app);
      }
      const shared = layout === 'one chart' ? new Chart(app, 'chart') : undefined;
      for (let index = 0; index < sets; index++) {
        addSet(shared ?? new Chart(app, `chart-${index}`), `app-${index}`);
      }
      const documents = app.synthYaml().split('---\n').length;
      if (documents !== sets * OBJECTS_A_SET) {
        throw new Error(`${name}: expected ${OBJECTS_A_SET} objects a set, got ${documents} for ${sets} sets`);
      }
    },
  };
}

export function ratio(measure: string, times: Times, a: string, b: string, bound?: number): Result {
  const [as, bs] = [times[a], times[b]];
  return { measure, a: median(as), b: median(bs), value: paired(as, bs, (one, other) => other / one), unit: 'times', bound };
}

export function count(sets: number): string {
  return sets.toLocaleString('en');
}

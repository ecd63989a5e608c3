/**
 * Runs scenarios with what we synthesize on a real control plane with the real controller: `npm run cluster [-- NAME...]` runs those
 * of these names, or all of them. `--keep` leaves the cluster up afterwards.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cluster } from './cluster';
import { installController } from './installation';
import { buildPrograms, collectRoutes, isComplete, programFolder, routeFolder } from './programs';
import { enter, isInside, missing } from './sandbox';
import { Outcome, ScenarioRun } from './scenario-run';
import { SCENARIOS } from './scenarios';

/** Not in the repository: what a run leaves. */
const FOLDER = join(__dirname, '..', '..', '.cluster');
const KEEP = '--keep';

async function main(args: readonly string[]): Promise<number> {
  const unknown = args.filter((arg) => arg !== KEEP && !SCENARIOS.some(({ name }) => name === arg));
  if (unknown.length > 0) {
    console.error(`unknown scenario ${unknown.join(', ')}: allowed are ${SCENARIOS.map(({ name }) => name).join(', ')} and ${KEEP}`);
    return 2;
  }
  if (isInside()) {
    return runScenarios(args);
  }
  const lacks = missing(isComplete());
  if (lacks.length > 0) {
    console.error(['the cluster needs what is missing here:', ...lacks].join('\n  '));
    return 2;
  }
  await buildPrograms(say);
  await collectRoutes();
  return enter(args, (command) => args.includes(KEEP) && say(`look at it with: ${command} kubectl --kubeconfig ${FOLDER}/control-plane/admin.kubeconfig get rollouts -A`));
}

async function runScenarios(args: readonly string[]): Promise<number> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const cluster = await Cluster.start(programFolder(), routeFolder(), FOLDER, say);
  await installController(cluster);
  say('the controller is ready');

  const chosen = SCENARIOS.filter(({ name }) => args.every((arg) => arg === KEEP) || args.includes(name));
  const outcomes = await new ScenarioRun(cluster, FOLDER, !args.includes(KEEP), tell).run(chosen);
  const failed = outcomes.filter(({ problem }) => problem !== undefined).length;
  writeFileSync(join(FOLDER, 'report.json'), `${JSON.stringify({ passed: outcomes.length - failed, failed, outcomes }, undefined, 2)}\n`);
  say(`${outcomes.length - failed} passed, ${failed} failed`);
  if (args.includes(KEEP)) {
    await keep();
  }
  return failed > 0 ? 1 : 0;
}

function tell({ name, seconds, notes, problem }: Outcome) {
  const verdict = problem === undefined ? 'ok' : 'FAILED';
  say([`${verdict} ${name} (${seconds.toFixed(1)} s)`, ...notes, ...problem?.split('\n') ?? []].join('\n        '));
}

/** Until Ctrl-C. */
async function keep() {
  say('the cluster is up until Ctrl-C');
  await new Promise(() => setInterval(() => undefined, 60_000));
}

const begun = Date.now();

function say(line: string) {
  console.log(`${((Date.now() - begun) / 1000).toFixed(0).padStart(4)} s  ${line}`);
}

process.on('uncaughtException', (error) => {
  console.error(error);
  process.exit(1);
});
void main(process.argv.slice(2)).then((code) => process.exit(code));

import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Yaml } from 'cdk8s';
import { lint } from '../../lib/src/rules/lint/lint';
import { median, paired, takeTurns } from './measure';
import { count, Effort, ratio, Result } from './measures';
import { canaryManifests, Manifest, OBJECTS_A_SET } from './sets';

const COMMAND = join(__dirname, '..', '..', 'lib', 'cli', 'main.js');

/** As if they had been read from files: no object is shared, and nothing is known of any. */
function entriesOf(sets: number, isMeasured: (manifest: Manifest) => boolean = () => true) {
  return Array.from({ length: sets }, (_, index) => canaryManifests(`app-${index}`)).flat()
    .filter(isMeasured).map((manifest) => ({ manifest, origin: undefined }));
}

export function measureRules({ sets, rounds }: Effort): Result {
  const objects = sets * OBJECTS_A_SET;
  const bundles = Array.from({ length: rounds + 1 }, () => entriesOf(sets));
  const times = takeTurns([{ name: 'rules', run: () => expectNoFindings(lint(bundles.pop()!)) }], rounds + 1);
  return { measure: `all rules, for each of ${count(objects)} objects`, value: median(times.rules.slice(1)) / objects, unit: 'ms' };
}

const ROLLOUT_AND_SERVICES = ['Rollout', 'Service'];

export function measureLintGrowth({ sets, roundsOfManySets: rounds }: Effort): Result {
  const bundlesOf = (size: number) => Array.from({ length: rounds }, () => entriesOf(size, ({ kind }) => ROLLOUT_AND_SERVICES.includes(kind)));
  const [few, many] = [bundlesOf(sets), bundlesOf(10 * sets)];
  const times = takeTurns([
    { name: 'few', run: () => lint(few.pop()!) },
    { name: 'many', run: () => lint(many.pop()!) },
  ], rounds);
  return ratio(`Rollouts with their Services linted: ${count(sets)} (A), ${count(10 * sets)} (B)`, times, 'few', 'many', 13);
}

function expectNoFindings(findings: readonly unknown[]) {
  if (findings.length > 0) {
    throw new Error(`expected sets without findings, got ${JSON.stringify(findings[0])}`);
  }
}

/** The programs `node` whose starts are compared: this one, and those that `BENCH_NODES` names, with a comma between them. */
const NODES = [process.execPath, ...process.env.BENCH_NODES?.split(',') ?? []];

export function measureCommand({ starts }: Effort): Result[] {
  return withFile(Yaml.stringify(...canaryManifests('app')), (file) => NODES.map((node): Result => {
    const [alone, commands]: number[][] = [[], []];
    for (let round = 0; round < starts; round++) {
      alone.push(timed(node, ['-e', '0']));
      commands.push(timed(node, [COMMAND, 'lint', file]));
    }
    const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
    const measure = `Node ${version} with -e 0 (A), the command lint on one small file (B), on the clock`;
    return { measure, a: median(alone), b: median(commands), value: paired(alone, commands, (a, b) => b / a), unit: 'times' };
  }));
}

/** Against the lint command of Argo Rollouts on the same file, where that is at hand. */
export function measureLint({ sets, roundsOfManySets: rounds }: Effort): Result[] {
  const objects = 10 * sets;
  const text = Yaml.stringify(...Array.from({ length: objects / OBJECTS_A_SET }, (_, index) => canaryManifests(`app-${index}`)).flat());
  return spawnSync('kubectl-argo-rollouts', ['version', '--short']).error ? [] : withFile(text, (file) => {
    const [theirs, ours]: number[][] = [[], []];
    for (let round = 0; round < rounds; round++) {
      theirs.push(timed('kubectl-argo-rollouts', ['lint', '-f', file]));
      ours.push(timed(process.execPath, [COMMAND, 'lint', file]));
    }
    const measure = `${count(objects)} objects in one file: kubectl argo rollouts lint (A), the command lint (B), on the clock`;
    return [{ measure, a: median(theirs), b: median(ours), value: paired(theirs, ours, (a, b) => b / a), unit: 'times' }];
  });
}

/** How long a process takes, on the clock: whoever waits for a command does not care whose time it is. */
function timed(program: string, args: string[]): number {
  const start = process.hrtime.bigint();
  run(program, args);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

const PRINT_PEAK = join(__dirname, 'print-peak-memory.js');

export function measureCommandMemory({ megabytes }: Effort): Result {
  const set = Yaml.stringify(...canaryManifests('app-0000'));
  const sets = Math.ceil(megabytes * 2 ** 20 / set.length);
  const text = Array.from({ length: sets }, (_, index) => `---\n${set.replaceAll('app-0000', `app-${String(index).padStart(4, '0')}`)}`).join('');
  return withFile(text, (file) => {
    const peak = /peak memory: (\d+) KiB/.exec(run(process.execPath, ['--require', PRINT_PEAK, COMMAND, 'lint', file]));
    return { measure: `${megabytes} MB of documents linted: memory at its peak`, value: Number(peak![1]) / 1024, unit: 'MB' };
  });
}

function withFile<T>(text: string, use: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const file = join(folder, 'manifests.yaml');
    writeFileSync(file, text);
    return use(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(program: string, args: string[]): string {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${stderr}`);
  }
  return stderr;
}

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

/** The same, but no object is like any other. */
function unlikeEntriesOf(sets: number): ReturnType<typeof entriesOf> {
  return entriesOf(sets).map(({ manifest, origin }, index) => {
    return { manifest: { ...manifest, metadata: { ...manifest.metadata, annotations: { [`of-object-${index}`]: 'yes' } } }, origin };
  });
}

export function measureRules(effort: Effort): Result {
  return rulesOn('alike applications', entriesOf, effort);
}

export function measureRulesOnUnlike(effort: Effort): Result {
  return rulesOn('which no two are alike', unlikeEntriesOf, effort);
}

function rulesOn(what: string, entries: (sets: number) => ReturnType<typeof entriesOf>, { sets, rounds }: Effort): Result {
  const objects = sets * OBJECTS_A_SET;
  const bundles = Array.from({ length: rounds + 1 }, () => entries(sets));
  const times = takeTurns([{ name: 'rules', run: () => expectNoFindings(lint(bundles.pop()!)) }], rounds + 1);
  return { measure: `all rules, for each of ${count(objects)} objects of ${what}`, value: median(times.rules.slice(1)) / objects, unit: 'ms', bound: 0.1 };
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

export function measureCommand({ starts }: Effort): Result {
  return withFile(Yaml.stringify(...canaryManifests('app')), (file) => {
    const [nodes, commands]: number[][] = [[], []];
    for (let round = 0; round < starts; round++) {
      nodes.push(timed(['-e', '0']));
      commands.push(timed([COMMAND, 'lint', file]));
    }
    const measure = 'node -e 0 (A), the command lint on one small file (B), on the clock';
    return { measure, a: median(nodes), b: median(commands), value: paired(nodes, commands, (a, b) => b / a), unit: 'times', bound: 1.5 };
  });
}

/** How long a process takes, on the clock: whoever waits for a command does not care whose time it is. */
function timed(args: string[]): number {
  const start = process.hrtime.bigint();
  runNode(args);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

const PRINT_PEAK = join(__dirname, 'print-peak-memory.js');

export function measureCommandMemory({ megabytes }: Effort): Result {
  const set = Yaml.stringify(...canaryManifests('app-0000'));
  const sets = Math.ceil(megabytes * 2 ** 20 / set.length);
  const text = Array.from({ length: sets }, (_, index) => `---\n${set.replaceAll('app-0000', `app-${String(index).padStart(4, '0')}`)}`).join('');
  return withFile(text, (file) => {
    const peak = /peak memory: (\d+) KiB/.exec(runNode(['--require', PRINT_PEAK, COMMAND, 'lint', file]));
    return { measure: `${megabytes} MB of documents linted: memory at its peak`, value: Number(peak![1]) / 1024, unit: 'MB', bound: 1500 };
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

function runNode(args: string[]): string {
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
  }
  return stderr;
}

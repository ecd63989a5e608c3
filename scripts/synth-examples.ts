/**
 * Runs the real `cdk8s synth` in every folder of examples/ and tells what was written where.
 * With `--update` the result becomes the folder's manifest.yaml, which the tests compare with, and so does its runbook.md, if it has one.
 */
import { spawn } from 'child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { join, relative } from 'path';
import { loadAll } from 'js-yaml';
import { Manifest } from '../src/manifest/bundle';
import { formatMarkdown } from '../src/runbook/markdown';
import { runbooksOf } from '../src/runbook/runbook';

const ROOT = join(__dirname, '..');
const EXAMPLES = join(ROOT, 'examples');
const CDK8S = join(ROOT, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');
const AT_ONCE = 2;
const LONGEST_SYNTH = 120_000;

interface Synthesis {
  readonly example: string;
  readonly seconds: number;
  readonly objects: number;
  /** Told to the user, one entry a line. */
  readonly lines: string[];
  readonly failed: boolean;
}

async function main(update: boolean): Promise<number> {
  const started = Date.now();
  const examples = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'cdk8s.yaml'))).sort();
  const waiting = [...examples];
  const results: Synthesis[] = [];
  console.log(`cdk8s synth in ${examples.length} folders of examples/`);

  async function work() {
    for (let example = waiting.shift(); example; example = waiting.shift()) {
      showProgress(`... ${example}, ${examples.length - results.length} to go`);
      const result = await synthesize(example, update);
      results.push(result);
      showProgress('');
      console.log([`${result.failed ? 'FAILED' : 'ok'} ${example} (${result.seconds.toFixed(1)} s)`, ...result.lines].join('\n    '));
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));

  const failed = results.filter((result) => result.failed).length;
  const objects = results.reduce((sum, result) => sum + result.objects, 0);
  console.log(`${results.length - failed} of ${examples.length} examples, ${objects} objects, ${seconds(started).toFixed(1)} s`);
  return failed === 0 && examples.length > 0 ? 0 : 1;
}

async function synthesize(example: string, update: boolean): Promise<Synthesis> {
  const started = Date.now();
  const folder = join(EXAMPLES, example);
  const { code, output } = await run(folder);
  if (code !== 0) {
    return { example, seconds: seconds(started), objects: 0, lines: readable(output), failed: true };
  }
  const files = readdirSync(join(folder, 'dist')).filter((name) => name.endsWith('.yaml')).sort();
  const texts = files.map((name) => readFileSync(join(folder, 'dist', name), 'utf8'));
  const manifests = texts.map((text) => loadAll(text) as Manifest[]);
  return {
    example,
    seconds: seconds(started),
    objects: manifests.flat().length,
    lines: [
      ...files.map((name, index) => `${relative(ROOT, join(folder, 'dist', name))}: ${contents(manifests[index])}`),
      ...compareOrUpdate(join(folder, 'manifest.yaml'), texts.join('---\n'), update),
      ...existsSync(join(folder, 'runbook.md')) ? compareOrUpdate(join(folder, 'runbook.md'), runbook(manifests.flat()), update) : [],
      ...readable(output),
    ],
    failed: files.length === 0,
  };
}

/** The upgrade check of cdk8s-cli asks a registry, which a synth has no need for. */
function run(cwd: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [CDK8S, 'synth', '--check-upgrade', 'false'], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LONGEST_SYNTH,
    });
    let output = '';
    child.stdout.on('data', (chunk) => output += chunk);
    child.stderr.on('data', (chunk) => output += chunk);
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code, signal) => resolve({ code, output: signal ? `${output}\nstopped by ${signal}` : output }));
  });
}

function contents(manifests: readonly Manifest[]): string {
  const kinds = new Map<string, number>();
  for (const { kind } of manifests) {
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const counted = [...kinds].map(([kind, count]) => count === 1 ? kind : `${count} ${kind}`);
  return `${manifests.length} object${manifests.length === 1 ? '' : 's'} (${counted.join(', ')})`;
}

function runbook(manifests: readonly Manifest[]): string {
  return formatMarkdown(runbooksOf(manifests.map((manifest) => ({ manifest, origin: undefined }))));
}

function compareOrUpdate(path: string, text: string, update: boolean): string[] {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) {
    return [];
  }
  if (update) {
    writeFileSync(path, text);
    return [`${relative(ROOT, path)}: updated`];
  }
  return [`differs from ${relative(ROOT, path)}: look at the difference, then \`npm run synth -- --update\``];
}

const NOISE = [/^Synthesizing application$/, /^\s+- dist/, /^\s+at /, /^\s*\^+$/, /^\s*throw /, /^Node\.js v/, /node_modules/, /^npm warn /];

/** What cdk8s and the app said, without stack traces and without what is told here already. */
function readable(output: string): string[] {
  return output.split('\n').map((line) => line.trimEnd()).filter((line) => line !== '' && !NOISE.some((noise) => noise.test(line)));
}

function showProgress(text: string) {
  if (process.stdout.isTTY) {
    process.stdout.write(`\r\x1b[K${text}`);
  }
}

function seconds(since: number): number {
  return (Date.now() - since) / 1000;
}

const [unknown] = process.argv.slice(2).filter((argument) => argument !== '--update');
if (unknown !== undefined) {
  console.error(`unknown argument "${unknown}": allowed is --update`);
  process.exit(2);
}
void main(process.argv.includes('--update')).then((code) => process.exitCode = code);

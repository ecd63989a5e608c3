/**
 * Tries the package beside each release line of cdk8s-plus, in a project as `cdk8s init` makes it: the program of docs/versions.md is compiled with
 * the template's settings, and synthesized. Each makes the same rollouts.
 */
import { spawnSync } from 'child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { loadAll } from 'js-yaml';

const ROOT = join(__dirname, '..');
const TEMPLATE = join(ROOT, 'node_modules', 'cdk8s-cli', 'templates', 'typescript-app');
const RELEASES = ['28', '31', '33', '34'];
const { peerDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const [, program] = /^```typescript\n(.*?)^```$/ms.exec(readFileSync(join(ROOT, 'docs', 'versions.md'), 'utf8'))!;

function run(cwd: string, command: string, args: readonly string[], env: Record<string, string> = {}): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, ...env }, shell: process.platform === 'win32' });
  if (status !== 0) {
    throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`);
  }
  return stdout.trim();
}

/** The rollouts that the program makes with one release of cdk8s-plus. */
function rolloutsWith(release: string, folder: string, archive: string): string {
  const project = join(folder, release);
  mkdirSync(project);
  cpSync(join(TEMPLATE, 'tsconfig.json'), join(project, 'tsconfig.json'));
  writeFileSync(join(project, 'package.json'), '{ "private": true }');
  writeFileSync(join(project, 'main.ts'), program.replace('cdk8s-plus-33', `cdk8s-plus-${release}`));
  const packages = [`cdk8s@${peerDependencies.cdk8s}`, `constructs@${peerDependencies.constructs}`, `cdk8s-plus-${release}`, 'typescript@5.9', '@types/node@20', archive];
  run(project, 'npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', ...packages]);
  run(project, 'npx', ['tsc', '-p', '.']);
  run(project, process.execPath, ['main.js'], { CDK8S_OUTDIR: join(project, 'dist') });
  const written = readdirSync(join(project, 'dist')).map((file) => readFileSync(join(project, 'dist', file), 'utf8'));
  return JSON.stringify(written.flatMap((text) => loadAll(text) as any[]).filter(({ kind }) => kind === 'Rollout'));
}

const folder = mkdtempSync(join(tmpdir(), 'with-plus-'));
const archive = join(folder, run(ROOT, 'npm', ['pack', '--silent', '--pack-destination', folder]).split('\n').at(-1)!);
const asked = process.argv.slice(2);
const made = new Set<string>();
for (const release of asked.length > 0 ? asked : RELEASES) {
  const started = Date.now();
  try {
    made.add(rolloutsWith(release, folder, archive));
    console.log(`cdk8s-plus-${release}: compiled and synthesized, ${Math.round((Date.now() - started) / 1000)} s`);
  } catch (error) {
    console.error(`cdk8s-plus-${release}: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}
if (made.size > 1) {
  console.error('the rollouts differ from one release of cdk8s-plus to another');
  process.exitCode = 1;
}
rmSync(folder, { recursive: true });

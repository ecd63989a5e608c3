import { spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

export const ROOT = join(__dirname, '..', '..');

/** The settings that `cdk8s init` gives to the compiler. */
export const SETTINGS_OF_INIT = join(ROOT, 'node_modules', 'cdk8s-cli', 'templates', 'typescript-app', 'tsconfig.json');

/** What a command prints. It throws what was printed where the command fails. */
export function run(cwd: string, command: string, args: readonly string[], env: Record<string, string> = {}): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, ...env }, shell: process.platform === 'win32' });
  if (status !== 0) {
    throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`);
  }
  return stdout.trim();
}

/** Gives a folder with the packed package to whoever wants to install it, and removes both. */
export function withPackage(use: (folder: string, archive: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'packed-'));
  try {
    use(folder, join(folder, run(ROOT, 'npm', ['pack', '--silent', '--pack-destination', folder]).split('\n').at(-1)!));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Makes a project that has nothing but some packages. */
export function makeProject(folder: string, packages: readonly string[]): void {
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  run(folder, 'npm', ['install', '--no-audit', '--no-fund', ...packages]);
}

/** The first program of a page. */
export function programOf(page: string): string {
  return /^```(?:ts|typescript)(?: \w+)?\n(.*?)^```$/ms.exec(readFileSync(join(ROOT, page), 'utf8'))![1];
}

/** Runs a program, and gives the manifests that it synthesizes. */
export function manifestsOf(program: string, cwd: string, node = process.execPath): string {
  const out = join(cwd, `${program}.dist`);
  run(cwd, node, [program], { CDK8S_OUTDIR: out });
  return readdirSync(out).sort().map((file) => readFileSync(join(out, file), 'utf8')).join('---\n');
}

/** Does each thing, and says what came of it, and how long it took. It goes on after what failed. */
export function tryEach<T>(things: readonly T[], nameOf: (thing: T) => string, attempt: (thing: T) => string | void): void {
  for (const thing of things) {
    const started = Date.now();
    try {
      const outcome = attempt(thing) ?? 'fine';
      console.log(`${nameOf(thing)}: ${outcome}, ${Math.round((Date.now() - started) / 1000)} s`);
    } catch (error) {
      console.error(`${nameOf(thing)}: ${(error as Error).message}`);
      process.exitCode = 1;
    }
  }
}

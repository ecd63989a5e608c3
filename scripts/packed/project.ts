import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { run } from '../command';

export const ROOT = join(__dirname, '..', '..');

/** The settings that `cdk8s init` gives to the compiler. */
export const SETTINGS_OF_INIT = join(ROOT, 'node_modules', 'cdk8s-cli', 'templates', 'typescript-app', 'tsconfig.json');

/** Gives a folder with the packed package to whoever wants to install it, and removes both. */
export function withPackage(use: (folder: string, archive: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'packed-'));
  try {
    use(folder, join(folder, run('npm', ['pack', '--silent', '--pack-destination', folder], ROOT).split('\n').at(-1)!));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Makes a project that has nothing but some packages. */
export function makeProject(folder: string, packages: readonly string[]): void {
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  run('npm', ['install', '--no-audit', '--no-fund', ...packages], folder);
}

/** The first program of a page. */
export function programOf(page: string): string {
  return /^```(?:ts|typescript)(?: \w+)?\n(.*?)^```$/ms.exec(readFileSync(join(ROOT, page), 'utf8'))![1];
}

/** Runs a program, and gives the manifests that it synthesizes. */
export function manifestsOf(program: string, cwd: string, node = process.execPath): string {
  const out = join(cwd, `${program}.dist`);
  run(node, [program], cwd, { CDK8S_OUTDIR: out });
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

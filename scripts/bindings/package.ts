import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { run } from '../command';
import { PACKAGES, ROOT, WORK } from './folders';

export interface Packed {
  /** The package unpacked, as jsii-pacmak reads it. */
  readonly folder: string;
  /** The archive that npm gets. */
  readonly archive: string;
}

/** Packs the compiled package as that of a version. The project itself keeps the version that it has. */
export function pack(version: string): Packed {
  const { name } = readJson(join(ROOT, 'package.json'));
  mkdirSync(join(PACKAGES, 'js'), { recursive: true });
  const archiveOf = (source: string, into: string) =>
    join(into, run('npm', ['pack', '--silent', '--pack-destination', into, source], ROOT).split('\n').at(-1)!);
  run('tar', ['-xzf', archiveOf(ROOT, WORK)], WORK);

  const folder = join(WORK, 'package');
  for (const file of ['package.json', '.jsii']) {
    writeFileSync(join(folder, file), `${JSON.stringify({ ...readJson(join(folder, file)), version }, undefined, 2)}\n`);
  }
  const archive = archiveOf(folder, join(PACKAGES, 'js'));
  if (!archive.endsWith(`${name}-${version}.tgz`)) {
    throw new Error(`npm packed ${archive}, which is not ${name} ${version}`);
  }
  return { folder, archive };
}

/** Generates and builds the package of a language, and says what jsii-pacmak said. */
export function pacmak(folders: readonly string[], target: string, outdir: string, ...more: string[]): void {
  const program = join(ROOT, 'node_modules', 'jsii-pacmak', 'bin', 'jsii-pacmak');
  run(process.execPath, [program, ...folders, '--target', target, '--outdir', outdir, '--no-npmignore', ...more], ROOT);
}

export function readJson(path: string): any {
  return JSON.parse(readFileSync(path, 'utf8'));
}

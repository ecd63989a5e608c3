import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { Outcome } from '../command';
import { ROOT } from './folders';
import { readJson } from './package';

/** A package of npm that has packages in other languages too. */
export interface Module {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
  /** What it is called in each language, from its package.json. */
  readonly targets: any;
}

/** How the program of a language is run. */
export interface Runner {
  readonly name: string;
  /** Of its source files, without a dot. */
  readonly extension: string;
  /** Where its program is. */
  readonly source: string;
  /** Builds and runs the program of a folder with the packages that were built, that of this project among them. */
  run(folder: string, packages: string): Outcome;
}

/** How one language builds, finds and uses packages. */
export interface Language extends Runner {
  readonly target: 'python' | 'java' | 'go';
  /** Programs that have to be there, and what to install where one is not. */
  readonly tools: Readonly<Record<string, string>>;
  /** What jsii-pacmak has to know beside the target. */
  readonly pacmak?: readonly string[];
  /** Makes what all else needs. */
  prepare?(): void;
  /** Whether the registry of the language has a module in its version. */
  isPublished(module: Module): boolean;
  /** Asks of the package what its registry will ask, if that can be known here. Returns what was asked. */
  check?(packages: string, version: string): string;
}

/** The modules that this package builds on. */
export function dependencies(): Module[] {
  return Object.keys(readJson(join(ROOT, 'package.json')).peerDependencies).sort().map((name) => {
    const folder = join(ROOT, 'node_modules', name);
    const { version, jsii } = readJson(join(folder, 'package.json'));
    return { name, version, folder, targets: jsii.targets };
  });
}

/** What a program wrote into its folder dist. */
export function writtenTo(folder: string): string {
  const dist = join(folder, 'dist');
  return existsSync(dist) ? readdirSync(dist).sort().map((file) => readFileSync(join(dist, file), 'utf8')).join('---\n') : '';
}

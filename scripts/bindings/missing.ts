import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'fs';
import { join } from 'path';
import { CACHE, ROOT } from './folders';
import { dependencies, Language } from './language';
import { pacmak, readJson } from './package';

/**
 * Asks the registry of a language for each module that this package builds on. What it does not have is built from the npm package, beside where
 * the package of this project will be built: there jsii-pacmak looks first.
 */
export function buildMissing(language: Language, packages: string): string {
  const missing = dependencies().filter((module) => !language.isPublished(module));
  if (missing.length === 0) {
    return 'its registry has all of them';
  }
  const names = missing.map(({ name, version }) => `${name}@${version}`);
  const { version } = readJson(join(ROOT, 'node_modules', 'jsii-pacmak', 'package.json'));
  const kept = join(CACHE, [language.target, ...names, version].join('-'));
  const wasKept = existsSync(kept);
  if (!wasKept) {
    const unfinished = `${kept}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true });
    // their documentation takes a minute, and nobody reads it here
    pacmak(missing.map(({ folder }) => folder), language.target, unfinished, ...language.pacmak ?? [], '--mvn-define', 'maven.javadoc.skip=true');
    renameSync(unfinished, kept);
  }
  cpSync(join(kept, language.target), packages, { recursive: true });
  return `its registry lacks ${names.join(', ')}: built from npm${wasKept ? ', by an earlier run' : ''}`;
}

/**
 * Tries the package beside each release line of cdk8s-plus, in a project as `cdk8s init` makes it: the program of docs/versions.md is compiled with
 * the template's settings, and synthesized. Each makes the same rollouts.
 */
import { cpSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { loadAll } from 'js-yaml';
import { run } from './command';
import { makeProject, manifestsOf, programOf, ROOT, SETTINGS_OF_INIT, tryEach, withPackage } from './packed/project';

const RELEASES = ['28', '31', '33', '34'];
const { peerDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const PROGRAM = programOf('docs/versions.md');

/** The rollouts that the program makes with one release of cdk8s-plus. */
function rolloutsWith(release: string, folder: string, archive: string): string {
  const project = join(folder, release);
  makeProject(project, [`cdk8s@${peerDependencies.cdk8s}`, `constructs@${peerDependencies.constructs}`, `cdk8s-plus-${release}`, 'typescript@5.9', '@types/node@20', archive]);
  cpSync(SETTINGS_OF_INIT, join(project, 'tsconfig.json'));
  writeFileSync(join(project, 'main.ts'), PROGRAM.replace('cdk8s-plus-33', `cdk8s-plus-${release}`));
  run('npx', ['tsc', '-p', '.'], project);
  return JSON.stringify((loadAll(manifestsOf('main.js', project)) as any[]).filter(({ kind }) => kind === 'Rollout'));
}

const asked = process.argv.slice(2);
const made = new Set<string>();
withPackage((folder, archive) => tryEach(asked.length > 0 ? asked : RELEASES, (release) => `cdk8s-plus-${release}`, (release) => {
  made.add(rolloutsWith(release, folder, archive));
}));
if (made.size > 1) {
  console.error('the rollouts differ from one release of cdk8s-plus to another');
  process.exitCode = 1;
}

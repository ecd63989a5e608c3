/**
 * Tries the packed package in an empty project, with the newest releases of what it works with: the program of README.md is compiled with each
 * way to find modules, run as JavaScript, and run as it is by a Node that reads TypeScript. All of them synthesize the same, and the command of
 * the package finds nothing wrong with that. Then it does what the first steps of docs/getting-started.md say.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { run } from './command';
import { nodeOf } from './packed/node';
import { follow } from './packed/page';
import { makeProject, manifestsOf, programOf, SETTINGS_OF_INIT, tryEach, withPackage } from './packed/project';

const PROGRAM = programOf('README.md');
const WITH_REQUIRE = PROGRAM.replace(/^import (\{[^}]*\}) from ('[^']*');$/gm, 'const $1 = require($2);');

/** Types that are found are objected to where they are not followed. */
const TYPES = `import type { Rollout } from 'cdk8s-argo-rollouts/imports/argoproj';

const head = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' } as const;
export const right: Rollout = { ...head, spec: { replicas: 1 } };
// @ts-expect-error
export const wrong: Rollout = { ...head, spec: { replicas: 'one' } };
`;

const COMPILERS = ['typescript@latest', 'typescript-6.0@npm:typescript@6.0', 'typescript-5.9@npm:typescript@5.9'];
const FIXED = { strict: true, skipLibCheck: false, target: 'es2022', types: ['node'] };

interface Attempt {
  readonly name: string;
  /** What is written before the program runs. */
  readonly files: Record<string, string>;
  readonly compiler?: string;
  readonly program: string;
  /** The release of Node; that which runs this otherwise. */
  readonly node?: string;
}

function compiled(name: string, file: string, settings: string, compiler = 'typescript'): Attempt {
  const files = { [file]: PROGRAM, 'types.ts': TYPES, 'tsconfig.json': settings };
  return { name, files, compiler, program: file.replace(/ts$/, 'js') };
}

const withModules = (compilerOptions: object) => JSON.stringify({ compilerOptions: { ...FIXED, ...compilerOptions }, include: ['*'] });
const ofInit = readFileSync(SETTINGS_OF_INIT, 'utf8');

const ATTEMPTS: Attempt[] = [
  ...['node16', 'nodenext'].flatMap((module) => ['main.mts', 'main.cts'].map((file) => compiled(`${file}, module ${module}`, file, withModules({ module })))),
  compiled('main.mts, moduleResolution bundler', 'main.mts', withModules({ module: 'esnext', moduleResolution: 'bundler' })),
  compiled('as cdk8s init makes it, newest TypeScript', 'main.ts', ofInit),
  compiled('as cdk8s init makes it, TypeScript 6.0', 'main.ts', ofInit, 'typescript-6.0'),
  compiled('as cdk8s init makes it, TypeScript 5.9', 'main.ts', ofInit, 'typescript-5.9'),
  { name: 'JavaScript with import', files: { 'main.mjs': PROGRAM }, program: 'main.mjs' },
  { name: 'JavaScript with require', files: { 'main.cjs': WITH_REQUIRE }, program: 'main.cjs' },
  { name: 'TypeScript as it is, Node 24', files: { 'main.mts': PROGRAM }, program: 'main.mts', node: '24' },
];

/** The manifests that an attempt ends with. */
function outcomeOf({ name, files, compiler, program, node }: Attempt, project: string): string {
  const folder = join(project, name);
  mkdirSync(folder);
  Object.entries(files).forEach(([file, text]) => writeFileSync(join(folder, file), text));
  if (compiler !== undefined) {
    run(process.execPath, [join(project, 'node_modules', compiler, 'bin', 'tsc'), '-p', '.'], folder);
  }
  return manifestsOf(program, folder, node && nodeOf(node));
}

function expectEqual(got: string, wanted: string) {
  if (got !== wanted) {
    throw new Error(`expected:\n${wanted}\ngot:\n${got}`);
  }
}

withPackage((folder, archive) => {
  const project = join(folder, 'project');
  makeProject(project, ['cdk8s@latest', 'constructs@latest', 'cdk8s-plus-28@latest', '@types/node@latest', ...COMPILERS, archive]);
  console.log(run('npm', ['ls'], project).replace(/^.*\n/, ''));

  let first: string | undefined;
  tryEach(ATTEMPTS, ({ name }) => name, (attempt) => {
    const outcome = outcomeOf(attempt, project);
    first ??= outcome;
    expectEqual(outcome, first);
  });
  tryEach(['--help'], (option) => `npx cdk8s-argo-rollouts ${option}`, (option) => {
    expectEqual(run('npx', ['cdk8s-argo-rollouts', option], project).split(' ')[0], 'usage:');
  });
  tryEach(['lint'], (verb) => `npx cdk8s-argo-rollouts ${verb}`, (verb) => {
    writeFileSync(join(project, 'api.yaml'), first!);
    expectEqual(run('npx', ['cdk8s-argo-rollouts', verb, 'api.yaml'], project), 'no findings: 5 objects in 1 file');
  });
  tryEach(['docs/getting-started.md'], (page) => `${page}, followed up to the cluster`, (page) => {
    const printed = follow(page, '\n## 4. ', folder, archive);
    for (const expected of ['dist/web.k8s.yaml', 'no findings: 2 objects in 1 file', 'shop/web  canary, 5 pods']) {
      if (!printed.includes(expected)) {
        throw new Error(`expected "${expected}" in:\n${printed}`);
      }
    }
  });
});

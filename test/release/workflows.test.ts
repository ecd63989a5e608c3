import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { load } from 'js-yaml';

const ROOT = join(__dirname, '..', '..');
const WORKFLOWS = join(ROOT, '.github', 'workflows');

interface Step { readonly run?: string; readonly uses?: string; readonly with?: Record<string, unknown> }
interface Job { readonly name: string; readonly steps: readonly Step[]; readonly permissions: Record<string, string> }
interface Workflow { readonly on: Record<string, any>; readonly jobs: Record<string, Job> }

const texts = Object.fromEntries(readdirSync(WORKFLOWS).map((file) => [file, readFileSync(join(WORKFLOWS, file), 'utf8')]));
const workflows = Object.fromEntries(Object.entries(texts).map(([file, text]) => [file, load(text) as Workflow]));
const jobs = Object.entries(workflows).flatMap(([file, workflow]) => Object.entries(workflow.jobs).map(([name, job]) => ({ ...job, name: `${file} ${name}` })));
const steps = jobs.flatMap((job) => job.steps);
const { tasks } = JSON.parse(readFileSync(join(ROOT, '.projen', 'tasks.json'), 'utf8'));
const contributing = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');

/** The rows of the table under a title, by what their first column has in backticks. */
function rowsUnder(title: string): string[] {
  const [, section] = contributing.split(`\n### ${title}\n`);
  return [...section.split(/^##/m)[0].matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
}

test('a release is started by hand, and by nothing else', () => {
  expect(Object.keys(workflows['release.yml'].on)).toEqual(['workflow_dispatch']);
  for (const file of Object.keys(workflows).filter((name) => name !== 'release.yml')) {
    expect(texts[file]).not.toMatch(/publib|gh release|npm publish/);
  }
});

test('a build runs for each pull request and on main, and packages for JavaScript alone', () => {
  expect(workflows['build.yml'].on).toEqual({ pull_request: {}, push: { branches: ['main'] }, workflow_dispatch: {} });
  expect(Object.keys(workflows['build.yml'].jobs)).toEqual(['build']);
  expect(tasks.package.steps).toEqual([{ spawn: 'package:js' }]);
});

test('tasks that are run exist', () => {
  const run = steps.flatMap((step) => [...(step.run ?? '').matchAll(/npx projen (\S+)/g)].map(([, task]) => task));
  expect(run).toEqual(expect.arrayContaining(['build', 'release', 'upgrade', ...['js', 'java', 'python', 'dotnet', 'go'].map((language) => `package:${language}`)]));
  expect(run.filter((task) => !(task in tasks))).toEqual([]);
});

test('CONTRIBUTING.md lists the secrets, all of them and no others', () => {
  const used = Object.values(texts).flatMap((text) => [...text.matchAll(/secrets\.(\w+)/g)].map(([, name]) => name));
  // GitHub gives each job a token of its own
  expect(rowsUnder('Secrets').sort()).toEqual([...new Set(used)].filter((name) => name !== 'GITHUB_TOKEN').sort());
});

test('every job runs on the same Node, whose npm knows trusted publishing', () => {
  const nodes = steps.filter(({ uses }) => uses?.startsWith('actions/setup-node@')).map((step) => step.with?.['node-version']);
  expect(new Set(nodes)).toEqual(new Set(['24']));
  expect(nodes).toHaveLength(jobs.filter(({ name }) => name !== 'upgrade-main.yml pr').length);
});

test('only the jobs that have to may write to the repository or prove who they are', () => {
  const who = (permission: string) => jobs.filter(({ permissions }) => permissions[permission] === 'write').map(({ name }) => name);
  expect(who('contents')).toEqual(['release.yml release_github']);
  expect(who('id-token')).toEqual(['release.yml release_npm', 'release.yml release_pypi', 'release.yml release_nuget']);
});

test('no workflow names the address of a registry, and every step still has something to do', () => {
  expect(Object.entries(texts).filter(([, text]) => /NPM_REGISTRY|registry\.\w+\.\w+/.test(text)).map(([file]) => file)).toEqual([]);
  expect(steps.filter(({ run, uses }) => run === undefined && uses === undefined)).toEqual([]);
});

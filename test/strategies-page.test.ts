import { spawnSync } from 'child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { loadAll } from 'js-yaml';
import * as ts from 'typescript';

const ROOT = join(__dirname, '..');
const STRATEGIES = pageOf('strategies');

function pageOf(name: string): string {
  return readFileSync(join(ROOT, 'docs', `${name}.md`), 'utf8');
}

/** Each program of a page, with the part of its manifests that is shown below it. */
function recipesOf(page: string): { title: string; program: string; shown: any[] }[] {
  return [...page.matchAll(/^```ts\n(.*?)^```\n\n```yaml\n(.*?)^```$/gms)]
    .map(([before, program, shown]) => ({ title: titleOf(page, page.indexOf(before)), program, shown: loadAll(shown) as any[] }));
}

/** The heading that a place of a page is under. */
function titleOf(page: string, place: number): string {
  const [title] = [...page.slice(0, place).matchAll(/^##? (.*)$/gm)].map(([, heading]) => heading).reverse();
  return title;
}

/** Runs a program as its reader does, with the package by its name. */
function run(program: string): { manifests: any[]; said: string } {
  const outdir = mkdtempSync(join(tmpdir(), 'strategies-'));
  const { outputText } = ts.transpileModule(program, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
  const { stderr } = spawnSync(process.execPath, ['-e', outputText], { cwd: ROOT, env: { ...process.env, CDK8S_OUTDIR: outdir }, encoding: 'utf8' });
  const manifests = readdirSync(outdir).flatMap((file) => loadAll(readFileSync(join(outdir, file), 'utf8')));
  rmSync(outdir, { recursive: true });
  return { manifests, said: stderr };
}

test('every recipe is a whole program with its manifests', () => {
  const recipes = recipesOf(STRATEGIES);
  expect(recipes).toHaveLength([...STRATEGIES.matchAll(/^```ts$/gm)].length);
  const titles = [...STRATEGIES.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
  expect(titles.filter((title) => !recipes.some((recipe) => recipe.title === title))).toEqual([]);
});

/** Pages that have programs with their manifests as well. */
const OTHERS = ['configuration', 'hooks', 'migration', 'scaling'].map((name) => ({ name, recipes: recipesOf(pageOf(name)) }));

test.each(OTHERS)('there is a program with its manifests on $name', ({ recipes }) => {
  expect(recipes.length).toBeGreaterThan(0);
});

test.each([...recipesOf(STRATEGIES), ...OTHERS.flatMap(({ recipes }) => recipes)])('$title makes what is shown, without a finding', ({ program, shown }) => {
  const { manifests, said } = run(program);
  expect(said).toBe('');
  for (const part of shown) {
    const found = manifests.find(({ kind, metadata }) => kind === part.kind && metadata.name === part.metadata.name);
    expect(found).toMatchObject(part);
  }
});

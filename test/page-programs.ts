import { spawnSync } from 'child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { loadAll } from 'js-yaml';
import * as ts from 'typescript';

const ROOT = join(__dirname, '..');

/** A program of a page, and the part of its manifests that is shown below it. */
export interface Recipe {
  readonly title: string;
  readonly program: string;
  readonly shown: readonly any[];
}

/** A page of docs/ as a whole. */
export function textOf(page: string): string {
  return readFileSync(join(ROOT, 'docs', page), 'utf8');
}

/** Each program of a page that shows what it makes. */
export function recipesOf(text: string): Recipe[] {
  return [...text.matchAll(/^```ts\n(.*?)^```\n\n```yaml\n(.*?)^```$/gms)]
    .map(([before, program, shown]) => ({ title: titleOf(text, text.indexOf(before)), program, shown: loadAll(shown) }));
}

function titleOf(text: string, place: number): string {
  const [title] = [...text.slice(0, place).matchAll(/^##? (.*)$/gm)].map(([, heading]) => heading).reverse();
  return title;
}

/** Runs a program as its reader does, with the package by its name. */
export function run(program: string): { manifests: any[]; said: string } {
  const outdir = mkdtempSync(join(tmpdir(), 'page-'));
  const { outputText } = ts.transpileModule(program, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
  const { stderr } = spawnSync(process.execPath, ['-e', outputText], { cwd: ROOT, env: { ...process.env, CDK8S_OUTDIR: outdir }, encoding: 'utf8' });
  const manifests = readdirSync(outdir).flatMap((file) => loadAll(readFileSync(join(outdir, file), 'utf8')));
  rmSync(outdir, { recursive: true });
  return { manifests, said: stderr };
}

/** Expects what is shown below a program among its manifests, and no finding. */
export function expectShown({ program, shown }: Recipe) {
  const { manifests, said } = run(program);
  expect(said).toBe('');
  for (const part of shown) {
    const found = manifests.find(({ kind, metadata }) => kind === part.kind && metadata.name === part.metadata.name);
    expect(found).toMatchObject(part);
  }
}

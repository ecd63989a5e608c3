import { execFileSync, spawnSync } from 'child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { loadAll } from 'js-yaml';
import * as ts from 'typescript';
import { ARGO_ROLLOUTS_VERSION } from '../imports/version';

const ROOT = join(__dirname, '..');
const pages = ['README.md', ...['docs', 'docs/traffic', 'docs/metric-providers'].flatMap((folder) => readdirSync(join(ROOT, folder))
  .filter((name) => name.endsWith('.md')).map((name) => `${folder}/${name}`))];

function blocks(page: string, language: string): string[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return [...text.matchAll(/^```(\w+).*?\n(.*?)^```$/gms)].filter(([, found]) => found === language).map(([, , block]) => block);
}

/** Runs code from a page the way a user does: compiled, and with the package by its name. */
function run(code: string): { manifests: any[]; error: string } {
  const outdir = mkdtempSync(join(tmpdir(), 'readme-'));
  const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
  const { stderr } = spawnSync(process.execPath, ['-e', outputText], { cwd: ROOT, env: { ...process.env, CDK8S_OUTDIR: outdir }, encoding: 'utf8' });
  const texts = readdirSync(outdir).sort().map((file) => readFileSync(join(outdir, file), 'utf8'));
  rmSync(outdir, { recursive: true });
  return { manifests: texts.flatMap((text) => loadAll(text)), error: stderr };
}

describe('README.md', () => {
  const [example, mistakes] = blocks('README.md', 'ts');

  test('the twenty lines make the YAML that is shown', () => {
    const { manifests, error } = run(example);
    expect(error).toBe('');
    const shown = loadAll(blocks('README.md', 'yaml')[0]) as any[];
    const ids = (objects: any[]) => objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
    expect(ids(manifests)).toEqual(ids(shown));
    expect(manifests).toMatchObject(shown);
  });

  test('the mistakes give the errors that are shown', () => {
    const { manifests, error } = run(mistakes);
    expect(manifests).toEqual([]);
    expect(error).toContain(blocks('README.md', 'text')[0]);
  });

  test('the release is the one that the library is made from', () => {
    const [, linked] = /argo-rollouts v(\S+)/.exec(readFileSync(join(ROOT, 'test', 'oracle', 'go.mod'), 'utf8'))!;
    const release = ARGO_ROLLOUTS_VERSION.slice(1);
    expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(`| Argo Rollouts | ${release}, judged by [the same code as of ${linked}]`);
    expect(readFileSync(join(ROOT, 'docs', 'lint.md'), 'utf8')).toContain(`is that of ${linked}, because ${release} asks for a newer Go`);
  });
});

/** What an editor imports by itself. */
const IMPORTS = `
import { ApiObject, App, Chart, Duration, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import * as rollouts from 'cdk8s-argo-rollouts';
`;

/** What the fragments on a page may take for granted, if the page has no program of its own. */
const GIVEN = `
declare const chart: Chart;
declare const app: App;
declare const api: rollouts.CanaryRollout;
declare const health: rollouts.AnalysisTemplate;
`;

const SYNTH = 'app.synth();';
const isProgram = (block: string) => /^import /m.test(block);

/** The code of a page as a reader has it: whole programs, and fragments pasted into the first of these. */
function modulesOf(page: string): string[] {
  const code = blocks(page, 'ts');
  const program = code.find(isProgram);
  return code.map((block) => isProgram(block) ? block : program ? pasted(program, block) : moduleOf(GIVEN, `{\n${block}\n}`));
}

function pasted(program: string, ...fragments: string[]): string {
  const [before, after] = program.replace(/^import .*?;$/gms, '').split(SYNTH);
  return moduleOf(before, ...fragments.map((fragment) => `{\n${fragment}\n}`), SYNTH, after);
}

/** All names of the package are known. */
function moduleOf(...parts: string[]): string {
  const names = [...new Set(parts.join().match(/\b[A-Z]\w+/g) ?? [])].filter((name) => exportedNames.has(name));
  return [IMPORTS, `const { ${names.join(', ')} } = rollouts;`, ...parts, 'export {};'].join('\n');
}

const exportedNames = new Set(
  execFileSync(process.execPath, ['-p', 'Object.keys(require("cdk8s-argo-rollouts")).join()'], { cwd: ROOT, encoding: 'utf8' }).trim().split(','),
);

test('all TypeScript in README.md and docs/ compiles', () => {
  const modules = new Map(pages.flatMap((page) => modulesOf(page).map((code, index) => [join(ROOT, `${page}.${index + 1}.ts`), code])));
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.Node16, target: ts.ScriptTarget.ES2022, lib: ['lib.es2022.d.ts'], types: ['node'], strict: true, noEmit: true, skipLibCheck: true,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (path) => modules.has(path) || fileExists(path);
  host.readFile = (path) => modules.get(path) ?? readFile(path);
  host.getSourceFile = (path, version, ...rest) => modules.has(path)
    ? ts.createSourceFile(path, modules.get(path)!, version)
    : getSourceFile(path, version, ...rest);
  const program = ts.createProgram([...modules.keys()], options, host);
  const problems = [...modules.keys()].flatMap((path) => {
    const file = program.getSourceFile(path)!;
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
      .map(({ messageText }) => `${path.slice(ROOT.length + 1)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
  });
  expect(problems).toEqual([]);
}, 60_000);

test('all of getting-started.md, pasted together, makes manifests without a warning', () => {
  const [program, ...fragments] = blocks('docs/getting-started.md', 'ts');
  const { manifests, error } = run(pasted(program, ...fragments));
  expect(error).toBe('');
  expect(manifests.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toEqual([
    'Service/web', expect.stringContaining('HorizontalPodAutoscaler/'), 'Rollout/web', 'Rollout/worker',
  ]);
});

import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import * as ts from 'typescript';
import { run } from '../command';
import { programOf } from '../packed/project';
import { ROOT, RUNS } from './folders';
import { writtenTo } from './language';
import { expectSame } from './program';
import { python } from './python';

/** Runs the first program of README.md, and its translation to Python. */
export function readmeInPython(packages: string): string {
  const program = programOf('README.md');
  const [written, translated] = ['readme-typescript', 'readme-python'].map((name) => join(RUNS, name));
  [written, translated].forEach((folder) => mkdirSync(folder, { recursive: true }));

  const { outputText } = ts.transpileModule(program, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
  run(process.execPath, ['-e', outputText], written);

  writeFileSync(join(written, 'main.ts'), program);
  const rosetta = join(ROOT, 'node_modules', 'jsii-rosetta', 'bin', 'jsii-rosetta');
  writeFileSync(join(translated, 'main.py'), run(process.execPath, [rosetta, 'snippet', join(written, 'main.ts'), '--language', 'python'], ROOT));
  const { ok, output } = python.run(translated, packages);
  if (!ok) {
    throw new Error(output);
  }
  expectSame(writtenTo(written), writtenTo(translated));
  return 'translated by jsii-rosetta, the same YAML as TypeScript';
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ARGO_ROLLOUTS_VERSION } from '../../../imports/version';
import { Check } from './check';
import { GO, run } from './tool';

export const ROOT = join(__dirname, '..', '..', '..');
export const ORACLE = join(ROOT, 'test', 'oracle');

/** Not in the repository: what the checks write. */
export const WORK = join(ROOT, '.conformance');

const built = new Map<string, string>();

/** The Go program in the folder of the oracle. */
export function build(): string {
  return program('oracle', ORACLE);
}

/** A Go program with a module of its own, built once. */
export function program(name: string, folder = join(ORACLE, name)): string {
  const known = built.get(name) ?? join(WORK, name);
  if (!built.has(name)) {
    mkdirSync(WORK, { recursive: true });
    const result = run('go', ['build', '-ldflags=-s -w', '-o', known, '.'], folder);
    if (!result.ok) {
      throw new Error(`${name} does not build\n${result.output}`);
    }
    built.set(name, known);
  }
  return known;
}

/** Asks a Go program with a module of its own about the data of a file. */
export function askProgram<Answer>(name: string, questions: unknown): Answer {
  const asked = program(name);
  const file = `${asked}.json`;
  writeFileSync(file, JSON.stringify(questions));
  const result = run(asked, [file], WORK);
  if (!result.ok) {
    throw new Error(result.output);
  }
  return JSON.parse(result.stdout);
}

/** Asks the Go program, with the CRDs and manifests of the release that imports/ is made from. */
export function ask<Answer>(...args: readonly string[]): Answer {
  return askRelease(ARGO_ROLLOUTS_VERSION, ...args);
}

/** Asks it with those of that release. */
export function askRelease<Answer>(release: string, ...args: readonly string[]): Answer {
  const result = run(build(), ['-release', release, ...args], ORACLE);
  if (!result.ok) {
    throw new Error(result.output);
  }
  return JSON.parse(result.stdout);
}

/** The linked release can be another than the one that imports/ is made from, but its code cannot. */
export const linkedCodeIsTheReleases: Check = {
  name: 'linked',
  needs: [GO],
  run: () => [{
    name: `the code that judges is that of Argo Rollouts ${ARGO_ROLLOUTS_VERSION}`,
    problems: ask<string[]>('linked').map((file) => `${file} differs`),
  }],
};

export const oracleTests: Check = {
  name: 'tests',
  needs: [GO],
  run: () => {
    const { ok, output } = run('go', ['test', './...'], ORACLE);
    return [{ name: 'every stage accepts and rejects what it should (go test)', problems: ok ? [] : [output] }];
  },
};

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ARGO_ROLLOUTS_VERSION } from '../../../imports/version';
import { Check } from './check';
import { GO, run } from './tool';

export const ROOT = join(__dirname, '..', '..', '..');
export const ORACLE = join(ROOT, 'test', 'oracle');

/** Not in the repository: what the checks write. */
export const WORK = join(ROOT, '.conformance');

let built: string | undefined;

export function build(): string {
  if (built === undefined) {
    mkdirSync(WORK, { recursive: true });
    const program = join(WORK, 'oracle');
    const result = run('go', ['build', '-ldflags=-s -w', '-o', program, '.'], ORACLE);
    if (!result.ok) {
      throw new Error(`the oracle does not build\n${result.output}`);
    }
    built = program;
  }
  return built;
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

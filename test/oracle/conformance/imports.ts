import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Check } from './check';
import { ROOT } from './oracle';
import { GO, Result, run } from './tool';

const GENERATOR = join(ROOT, 'imports', 'generator', 'generate.ts');
const TS_NODE = [join(ROOT, 'node_modules', 'ts-node', 'dist', 'bin.js'), '-P', join(ROOT, 'test', 'tsconfig.json'), '-T'];

/** The CRDs and types in imports/ are those of the release, and what makes them makes what the release publishes. */
export const importsAreTheReleases: Check = {
  name: 'imports',
  needs: [GO],
  run: () => {
    const proof = generate('--prove');
    return [
      { name: 'the CRDs that the generator makes are those that Argo Rollouts publishes', problems: proof.ok ? [] : [proof.output] },
      { name: 'imports/ is what the generator makes', problems: outdated() },
    ];
  },
};

function outdated(): string[] {
  const before = mkdtempSync(join(tmpdir(), 'imports-'));
  try {
    run('cp', ['-r', join(ROOT, 'imports'), before], ROOT);
    const generated = generate();
    const { ok, output } = run('diff', ['-rq', join(before, 'imports'), join(ROOT, 'imports')], ROOT);
    return generated.ok && ok ? [] : [`${generated.output}${output}`];
  } finally {
    rmSync(before, { recursive: true });
  }
}

function generate(...args: string[]): Result {
  return run(process.execPath, [...TS_NODE, GENERATOR, ...args], ROOT);
}

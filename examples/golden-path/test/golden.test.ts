import { execFileSync } from 'child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const ROOT = join(__dirname, '..');
const GOLDEN = join(ROOT, 'manifest.yaml');

/** What `cdk8s synth` writes for main.ts, one file after the other. */
function synthesized(): string {
  const outdir = mkdtempSync(join(tmpdir(), 'golden-path-'));
  const env = { ...process.env, CDK8S_OUTDIR: outdir };
  execFileSync(process.execPath, ['-r', 'ts-node/register/transpile-only', 'main.ts'], { cwd: ROOT, env });
  const files = readdirSync(outdir).sort().map((file) => readFileSync(join(outdir, file), 'utf8'));
  rmSync(outdir, { recursive: true });
  return files.join('---\n');
}

test('manifests change only where somebody has looked: UPDATE=1 npx jest golden.test', () => {
  const manifests = synthesized();
  if (process.env.UPDATE) {
    writeFileSync(GOLDEN, manifests);
  }
  expect(manifests).toBe(readFileSync(GOLDEN, 'utf8'));
}, 60_000);

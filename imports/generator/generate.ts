import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ARGO_ROLLOUTS_VERSION } from '../version';
import { typesSource } from './types-source';

/** The release whose published CRDs, like ours, have no descriptions. */
const REFERENCE_VERSION = 'v1.9.1';

const CRDS = join(__dirname, '..', 'crds');
const TYPES = join(__dirname, '..', 'argoproj.ts');

async function main(mode?: string) {
  if (mode === '--prove') {
    return runGo('prove', ...new Set([REFERENCE_VERSION, ARGO_ROLLOUTS_VERSION]));
  }
  if (mode !== undefined) {
    throw new Error(`the only option is --prove, got ${mode}`);
  }
  const definitions = generateCrds();
  writeFileSync(TYPES, await typesSource(kinds(), definitions));
}

/** Replaces the CRDs and returns the schemas of the Go types behind them. */
function generateCrds() {
  const folder = mkdtempSync(join(tmpdir(), 'argo-types-'));
  try {
    const crds = join(folder, 'crds');
    const definitions = join(folder, 'definitions.json');
    runGo('generate', ARGO_ROLLOUTS_VERSION, crds, definitions);
    rmSync(CRDS, { recursive: true, force: true });
    cpSync(crds, CRDS, { recursive: true });
    return readJson(definitions);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function runGo(...args: string[]) {
  execFileSync('go', ['run', '.', ...args], { cwd: __dirname, stdio: 'inherit' });
}

function kinds(): string[] {
  return readdirSync(CRDS).sort().map((file) => readJson(join(CRDS, file)).spec.names.kind);
}

function readJson(file: string) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

main(process.argv[2]).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

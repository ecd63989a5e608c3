import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ARGO_ROLLOUTS_VERSION, OLDER_VERSIONS } from '../version';
import { wayBack } from './older-crds';
import { shapesSource } from './shapes-source';
import { typesSource } from './types-source';

/** The release whose published CRDs, like ours, have no descriptions. */
const REFERENCE_VERSION = 'v1.9.1';

const CRDS = join(__dirname, '..', 'crds');
/** What the names of the files begin with that lead from the CRDs of one release to those of the release before. */
const BACK_TO = 'back-to-';
const TYPES = join(__dirname, '..', 'argoproj.ts');
const SHAPES = join(__dirname, '..', '..', 'src', 'rules', 'schema', 'shapes.generated.ts');

async function main(mode?: string) {
  if (mode === '--prove') {
    return runGo('prove', ...new Set([REFERENCE_VERSION, ARGO_ROLLOUTS_VERSION]));
  }
  if (mode !== undefined && mode !== '--shapes') {
    throw new Error(`the options are --prove and --shapes, got ${mode}`);
  }
  if (mode === undefined) {
    const definitions = generateCrds();
    writeOlderCrds();
    writeFileSync(TYPES, await typesSource(crds().map(({ spec }) => spec.names.kind), definitions));
  }
  writeFileSync(SHAPES, shapesSource(crds()));
}

/** Replaces the CRDs and returns the schemas of the Go types behind them. */
function generateCrds() {
  const folder = mkdtempSync(join(tmpdir(), 'argo-types-'));
  try {
    const target = join(folder, 'crds');
    const definitions = join(folder, 'definitions.json');
    runGo('generate', ARGO_ROLLOUTS_VERSION, target, definitions);
    rmSync(CRDS, { recursive: true, force: true });
    cpSync(target, CRDS, { recursive: true });
    return readJson(definitions);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Writes how the CRDs of each release differ from those of the next newer one. */
function writeOlderCrds() {
  let newer = byPlural(crds());
  for (const version of OLDER_VERSIONS) {
    const folder = mkdtempSync(join(tmpdir(), 'argo-crds-'));
    try {
      runGo('published', version, folder);
      const older = byPlural(crds(folder));
      writeFileSync(join(CRDS, `${BACK_TO}${version}.json`), `${JSON.stringify(wayBack(newer, older))}\n`);
      newer = older;
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}

function byPlural(definitions: Record<string, any>[]) {
  return Object.fromEntries(definitions.map((crd) => [crd.spec.names.plural, crd]));
}

function runGo(...args: string[]) {
  execFileSync('go', ['run', '.', ...args], { cwd: __dirname, stdio: 'inherit' });
}

function crds(folder = CRDS): Record<string, any>[] {
  return readdirSync(folder).sort().filter((file) => !file.startsWith(BACK_TO)).map((file) => readJson(join(folder, file)));
}

function readJson(file: string) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

main(process.argv[2]).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

/** Bundles the command line into lib/cli, so that it starts fast and needs no packages of its own. */
import { rmSync } from 'fs';
import { join } from 'path';
import { build } from 'esbuild';

const ROOT = join(__dirname, '..');
const SOURCES = join(ROOT, 'src', 'cli');
const OUT = join(ROOT, 'lib', 'cli');

async function main() {
  rmSync(OUT, { recursive: true, force: true });
  await build({
    // the first lets Node keep what it compiles of the second
    entryPoints: ['main.ts', 'cli.ts'].map((file) => join(SOURCES, file)),
    outdir: OUT,
    bundle: true,
    platform: 'node',
    target: 'node20',
    // the parser of Lezer comes in two forms, and would be there in both
    conditions: ['import'],
    minify: true,
  });
}

void main();

/** Bundles the command line into lib/cli, so that it starts fast and needs no packages of its own, with the notices of those in it. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { build } from 'esbuild';

const ROOT = join(__dirname, '..');
const SOURCES = join(ROOT, 'src', 'cli');
const OUT = join(ROOT, 'lib', 'cli');

/** Gives the files that are part of it. */
async function bundle(): Promise<string[]> {
  const { metafile } = await build({
    // the first lets Node keep what it compiles of the second
    entryPoints: ['main.ts', 'cli.ts'].map((file) => join(SOURCES, file)),
    outdir: OUT,
    absWorkingDir: ROOT,
    metafile: true,
    bundle: true,
    platform: 'node',
    target: 'node20',
    // the parser of Lezer comes in two forms, and would be there in both
    conditions: ['import'],
    minify: true,
    // the notices are in a file of their own
    legalComments: 'none',
  });
  return Object.keys(metafile.inputs);
}

/** The package that a file is part of, if it is not ours. */
const PACKAGE = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;
const NOTICE = /^(?:licen[cs]e|notice|copying)(?:\.|$)/i;

function noticesOf(files: readonly string[]): string {
  const folders = new Set(files.flatMap((file) => PACKAGE.exec(file)?.[0] ?? []));
  const notices = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
    const texts = readdirSync(join(ROOT, folder)).filter((file) => NOTICE.test(file)).sort().map((file) => readFileSync(join(ROOT, folder, file), 'utf8').trim());
    if (texts.length === 0) {
      throw new Error(`${name} is bundled and has no file with its license`);
    }
    return [`${name} ${version} (${license})`, ...texts].join('\n\n');
  });
  return `The command line contains these packages.\n\n${notices.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

async function main() {
  rmSync(OUT, { recursive: true, force: true });
  writeFileSync(join(OUT, 'THIRD-PARTY-NOTICES.txt'), noticesOf(await bundle()));
}

void main();

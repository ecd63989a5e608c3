/**
 * Bundles the command line into lib/cli, so that it starts fast, and the parsers of Lezer into the files that need them: jsii takes no
 * package as a dependency that it does not know. So the package needs no others, and has their notices.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { build, BuildOptions, Plugin } from 'esbuild';

const ROOT = join(__dirname, '..');
const SOURCES = join(ROOT, 'src', 'cli');
const OUT = join(ROOT, 'lib', 'cli');

/** The compiled files that import a parser, or what it is made with. */
const PARSERS = ['promql/parse', 'condition/parser.generated', 'condition/tokens'].map((file) => join(ROOT, 'lib', 'src', 'reading', `${file}.js`));

/** Gives the files that are part of it. */
async function bundle(options: BuildOptions & { entryPoints: string[] }): Promise<string[]> {
  const { metafile } = await build({
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
    ...options,
  });
  return Object.keys(metafile!.inputs);
}

/** Only packages become part of a compiled file. */
const OWN_FILES_STAY: Plugin = {
  name: 'own-files-stay',
  setup: ({ onResolve }) => onResolve({ filter: /^\./ }, ({ path, importer }) => importer.includes('node_modules') ? undefined : { path, external: true }),
};

async function bundleAll(): Promise<string[]> {
  // the first lets Node keep what it compiles of the second
  const command = await bundle({ entryPoints: ['main.ts', 'cli.ts'].map((file) => join(SOURCES, file)), outdir: OUT });
  const parsers = await bundle({ entryPoints: PARSERS, outdir: join(ROOT, 'lib', 'src', 'reading'), allowOverwrite: true, plugins: [OWN_FILES_STAY] });
  return [...command, ...parsers];
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
  return `This package contains these packages.\n\n${notices.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

async function main() {
  rmSync(OUT, { recursive: true, force: true });
  writeFileSync(join(OUT, 'THIRD-PARTY-NOTICES.txt'), noticesOf(await bundleAll()));
}

void main();

/**
 * Bundles the command line into lib/cli, so that it starts fast and needs no packages of its own. What the sources load by
 * a `require` of their own, inside a function, becomes a script of its own that is read only then.
 */
import { readFileSync, rmSync } from 'fs';
import { dirname, join, relative } from 'path';
import { build, BuildOptions, Plugin } from 'esbuild';
import { ScriptFolder } from '../src/cli/script-folder';

const ROOT = join(__dirname, '..');
const SRC = join(ROOT, 'src');
const OUT = join(ROOT, 'lib', 'cli');

/** What is loaded together when any of it is first asked for, by the folders of the sources. */
function scriptOf(path: string): string {
  return dirname(relative(SRC, path)).startsWith('reading') ? 'metrics.js' : 'runbook.js';
}

/** Leaves out what is loaded on demand, unless it is part of the same script, and notes it. */
function onDemand(script: string, demanded: Set<string>): Plugin {
  const name = 'on-demand';
  return {
    name,
    setup({ onResolve, onLoad, resolve }) {
      onResolve({ filter: /^\./ }, async ({ path, kind, importer, resolveDir, namespace, pluginData }) => {
        if (namespace === name) {
          return { path, external: true };
        }
        if (kind !== 'require-call' || pluginData === name || !importer.startsWith(SRC)) {
          return undefined;
        }
        const found = await resolve(path, { kind, importer, resolveDir, pluginData: name });
        demanded.add(found.path);
        return scriptOf(found.path) === script ? found : { path: found.path, namespace: name };
      });
      onLoad({ filter: /./, namespace: name }, ({ path }) => ({
        contents: `module.exports = require('./${scriptOf(path)}')[${JSON.stringify(relative(SRC, path))}]();`,
      }));
    },
  };
}

/** Bundles one script, and gives what it loads on demand. */
async function bundle(script: string, entry: Pick<BuildOptions, 'entryPoints' | 'stdin'>): Promise<Set<string>> {
  const demanded = new Set<string>();
  const outfile = join(OUT, script);
  await build({
    ...entry,
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    // the parser of Lezer comes in two forms, and would be there in both
    conditions: ['import'],
    alias: {
      '@lezer/highlight': join(__dirname, 'no-highlighting.js'),
      // as an ES module it has a getter for each of its terms, and all are copied when it is loaded
      '@prometheus-io/lezer-promql': require.resolve('@prometheus-io/lezer-promql'),
    },
    minify: true,
    legalComments: 'inline',
    plugins: [onDemand(script, demanded)],
  });
  expectAscii(outfile);
  return demanded;
}

/** One other letter, and V8 keeps the whole script in twice the memory. What is no literal of a regular expression, esbuild has escaped. */
function expectAscii(file: string) {
  const other = /.{0,40}[^\0-\x7f]/.exec(readFileSync(file, 'utf8'));
  if (other) {
    throw new Error(`${file}: escape the last letter of ${other[0]}`);
  }
}

/** A script of sources each of which runs when it is asked for by its name. */
function scriptFor(sources: readonly string[]): Pick<BuildOptions, 'stdin'> {
  const contents = sources.map((path) => `exports[${JSON.stringify(relative(SRC, path))}] = () => require(${JSON.stringify(path)});`).join('\n');
  return { stdin: { contents, resolveDir: SRC } };
}

async function bundleAll() {
  const entryIn = (file: string) => ({ entryPoints: [join(SRC, 'cli', file)] });
  await bundle('main.js', entryIn('main.ts'));
  const demanded = await bundle('program.js', entryIn('program.ts'));
  // what is asked for on demand may ask for more, and then the scripts are made again
  for (let known = 0; known < demanded.size;) {
    known = demanded.size;
    for (const script of new Set([...demanded].map(scriptOf))) {
      const more = await bundle(script, scriptFor([...demanded].filter((path) => scriptOf(path) === script)));
      more.forEach((path) => demanded.add(path));
    }
  }
}

/** Manifests that need as much of the command as most do. */
const USUAL = ['sample-api-canary'].map((example) => join(ROOT, 'examples', example, 'manifest.yaml'));

/** Keeps what V8 makes of the scripts when they do what they mostly do. */
async function compileAhead() {
  const scripts = new ScriptFolder(OUT);
  const { start } = scripts.load('program.js') as typeof import('../src/cli/program');
  await start(['lint', ...USUAL], { colour: false, watched: false, readInput: async () => Buffer.of(), write: () => {}, writeError: () => {} });
  scripts.keepCompiled();
}

async function main() {
  rmSync(OUT, { recursive: true, force: true });
  await bundleAll();
  await compileAhead();
}

void main();

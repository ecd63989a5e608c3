/**
 * Bundles the command line into lib/cli, so that it starts fast and needs no packages of its own. What the sources load by
 * a `require` of their own, inside a function, becomes a file of its own that is read only then.
 */
import { rmSync } from 'fs';
import { basename, dirname, join } from 'path';
import { build, Plugin } from 'esbuild';

const ROOT = join(__dirname, '..');
const SRC = join(ROOT, 'src');
const OUT = join(ROOT, 'lib', 'cli');

/** Bundles one file, and gives those that it loads on demand. */
async function bundle(entry: string, name: string): Promise<string[]> {
  const onDemand = new Set<string>();
  const leaveOut: Plugin = {
    name: 'on-demand',
    setup({ onResolve, resolve }) {
      onResolve({ filter: /^\./ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
        if (kind !== 'require-call' || pluginData === leaveOut || !importer.startsWith(SRC)) {
          return undefined;
        }
        const found = await resolve(path, { kind, importer, resolveDir, pluginData: leaveOut });
        onDemand.add(found.path);
        return { path: `./${chunkName(found.path)}`, external: true };
      });
    },
  };
  await build({
    entryPoints: [entry], outfile: join(OUT, name), bundle: true, platform: 'node', target: 'node20', minify: true, legalComments: 'inline', plugins: [leaveOut],
  });
  return [...onDemand];
}

function chunkName(path: string): string {
  return `${basename(dirname(path))}-${basename(path).replace(/\.\w+$/, '')}.js`;
}

async function main() {
  rmSync(OUT, { recursive: true, force: true });
  const chunks = await bundle(join(SRC, 'cli', 'main.ts'), 'main.js');
  for (const path of chunks) {
    chunks.push(...(await bundle(path, chunkName(path))).filter((found) => !chunks.includes(found)));
  }
}

void main();

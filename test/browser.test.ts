import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { createContext, runInContext } from 'vm';
import { gzipSync } from 'zlib';
import { buildSync } from 'esbuild';
import { loadAll } from 'js-yaml';
import { FoundObject, objectsIn } from '../src/manifest/objects';
import { lint } from '../src/rules/lint/lint';
import { formatMarkdown } from '../src/runbook/markdown';
import { runbooksOf } from '../src/runbook/runbook';
import { CASES } from './rules/cases';

const ROOT = join(__dirname, '..');

/** What a page in a browser would load. For browsers, esbuild refuses every module of Node. */
const bundle = buildSync({
  stdin: {
    contents: 'export { lint } from "./rules/lint/lint"; export { runbooksOf } from "./runbook/runbook"; export { formatMarkdown } from "./runbook/markdown";',
    resolveDir: join(ROOT, 'src'),
  },
  bundle: true,
  platform: 'browser',
  globalName: 'below',
  minify: true,
  metafile: true,
  write: false,
});

/** Runs it where there is nothing but the language: no Buffer, no process, no require, no timers. */
function inBrowser(call: string, input: unknown): unknown {
  const context = createContext({ input: JSON.stringify(input) });
  runInContext(bundle.outputFiles[0].text, context);
  return JSON.parse(runInContext(`JSON.stringify((${call})(below, JSON.parse(input)))`, context) as string);
}

const EXAMPLES = join(ROOT, 'examples');
const MANIFESTS = readdirSync(EXAMPLES).filter((name) => !name.endsWith('.md')).flatMap((name) => loadAll(readFileSync(join(EXAMPLES, name, 'manifest.yaml'), 'utf8')))
  .flatMap((document) => objectsIn(document));
const WRONG = Object.values(CASES).flatMap(({ rejects }) => Object.values(rejects)).flatMap((yaml) => loadAll(yaml))
  .flatMap((document) => objectsIn(document));

const withOrigin = (found: readonly FoundObject[]) => found.map(({ manifest }) => ({ manifest, origin: undefined }));

test('manifests are judged in a browser as they are in Node', () => {
  const entries = [...MANIFESTS, ...WRONG];
  const findings = inBrowser('({ lint }, entries) => lint(entries).map(({ rule, pointer, message }) => [rule, pointer, message])', entries) as string[][];
  expect(findings).toEqual(lint(withOrigin(entries)).map(({ rule, pointer, message }) => [rule, pointer, message]));
  expect(new Set(findings.map(([rule]) => rule)).size).toBeGreaterThan(100);
});

test('a runbook is written in a browser as it is in Node', () => {
  const page = inBrowser('({ runbooksOf, formatMarkdown }, entries) => formatMarkdown(runbooksOf(entries))', MANIFESTS);
  expect(page).toBe(formatMarkdown(runbooksOf(withOrigin(MANIFESTS))));
});

test('nothing but what is below the waist is loaded, and how large it is', () => {
  const foreign = Object.keys(bundle.metafile.inputs)
    .filter((file) => !/^(?:<stdin>$|src\/(?:manifest|rules|reading|plan|runbook)\/|node_modules\/(?:@lezer|@prometheus-io\/lezer-promql)\/)/.test(file));
  expect(foreign).toEqual([]);
  process.stdout.write(`rules and runbook for a browser: ${Math.round(gzipSync(bundle.outputFiles[0].contents).length / 1024)} KB compressed\n`);
});

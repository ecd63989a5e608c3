import { execFile } from 'child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { loadAll } from 'js-yaml';
import { crdSchema } from './crd-paths';

const ROOT = join(__dirname, '..');
const EXAMPLES = join(ROOT, 'examples');
const PARTS = ['main.ts', 'cdk8s.yaml', 'manifest.yaml', 'README.md'];
const UPDATE = 'If the new output is right, make it the golden: npm run synth -- --update';
const NOT_WRITTEN = ['node_modules', 'dist', 'lib'];
const LONGEST_RUN = 60_000;
const AT_ONCE = 4;

const examples = readdirSync(EXAMPLES, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
const outputs = new Map<string, { readonly manifests: string; readonly error: string }>();

/** Runs main.ts as `cdk8s synth` does. The package's own name leads to the compiled package, as for its users. */
function synthesize(example: string): Promise<{ manifests: string; error: string }> {
  const outdir = mkdtempSync(join(tmpdir(), `example-${example}-`));
  return new Promise((resolve) => {
    const options = { cwd: join(EXAMPLES, example), env: { ...process.env, CDK8S_OUTDIR: outdir }, timeout: LONGEST_RUN };
    execFile(process.execPath, ['-r', 'ts-node/register/transpile-only', 'main.ts'], options, (error, _stdout, stderr) => {
      const files = readdirSync(outdir).sort().map((file) => readFileSync(join(outdir, file), 'utf8'));
      rmSync(outdir, { recursive: true });
      resolve({ manifests: files.join('---\n'), error: error ? stderr || error.message : '' });
    });
  });
}

function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isFile() ? entry.name.endsWith('.ts') ? [path] : [] : NOT_WRITTEN.includes(entry.name) ? [] : sourcesOf(path);
  });
}

/** The names of packages, and the paths of files. */
function importsOf(path: string): string[] {
  const specifiers = [...readFileSync(path, 'utf8').matchAll(/from '(.+)'/g)].map(([, name]) => name);
  return specifiers.map((name) => name.startsWith('.') ? join(path, '..', name) : name);
}

/** Where two texts part, with the lines around it. Undefined where they do not. */
function difference(golden: string, output: string): string | undefined {
  if (golden === output) {
    return undefined;
  }
  const [want, got] = [golden, output].map((text) => text.split('\n'));
  const first = want.findIndex((line, index) => line !== got[index]);
  const at = first < 0 ? want.length : first;
  return [
    `@@ line ${at + 1} of manifest.yaml`,
    ...want.slice(Math.max(0, at - 3), at).map((line) => `  ${line}`),
    ...want.slice(at, at + 6).map((line) => `- ${line}`),
    ...got.slice(at, at + 6).map((line) => `+ ${line}`),
    UPDATE,
  ].join('\n');
}

beforeAll(async () => {
  if (!existsSync(join(ROOT, 'lib', 'src', 'index.js'))) {
    throw new Error('the examples use the compiled package, and there is none: run `npx projen compile` first');
  }
  const waiting = [...examples];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let example = waiting.shift(); example; example = waiting.shift()) {
      outputs.set(example, await synthesize(example));
    }
  }));
}, 10 * LONGEST_RUN);

test('the index has every example, and none that is not there', () => {
  const linked = [...readFileSync(join(ROOT, 'docs', 'examples.md'), 'utf8').matchAll(/\]\(\.\.\/examples\/([\w-]+)\/\)/g)].map(([, name]) => name);
  expect([...new Set(linked)].sort()).toEqual([...examples].sort());
});

describe('the goldens together', () => {
  const objects = examples.flatMap((name) => loadAll(readFileSync(join(EXAMPLES, name, 'manifest.yaml'), 'utf8')) as any[]).filter(Boolean);
  const specsOf = (...kinds: string[]) => objects.filter(({ kind }) => kinds.includes(kind)).map(({ spec }) => spec);
  const keysOf = (schema: { properties: object }) => Object.keys(schema.properties).sort();
  const used = (parts: object[]) => [...new Set(parts.flatMap((part) => Object.keys(part)))].sort();

  test('have every kind of Argo Rollouts', () => {
    const kinds = ['AnalysisRun', 'AnalysisTemplate', 'ClusterAnalysisTemplate', 'Experiment', 'Rollout'];
    expect(kinds.filter((kind) => specsOf(kind).length === 0)).toEqual([]);
  });

  test('have every metric provider', () => {
    const metrics = crdSchema('analysistemplates', 'spec', 'metrics') as any;
    const providers = specsOf('AnalysisTemplate', 'ClusterAnalysisTemplate', 'AnalysisRun').flatMap((spec) => spec.metrics ?? []).map(({ provider }) => provider);
    expect(used(providers)).toEqual(keysOf(metrics.items.properties.provider));
  });

  test('have every kind of step', () => {
    const steps = crdSchema('rollouts', 'spec', 'strategy', 'canary', 'steps') as any;
    expect(used(specsOf('Rollout').flatMap(({ strategy }) => strategy.canary?.steps ?? []))).toEqual(keysOf(steps.items));
  });

  test('have every router', () => {
    const routers = crdSchema('rollouts', 'spec', 'strategy', 'canary', 'trafficRouting') as any;
    const settings = ['managedRoutes', 'maxTrafficWeight'];
    const routings = specsOf('Rollout').flatMap(({ strategy }) => strategy.canary?.trafficRouting ?? []);
    expect(used(routings).filter((key) => !settings.includes(key))).toEqual(keysOf(routers).filter((key) => !settings.includes(key)));
  });
});

describe.each(examples)('%s', (example) => {
  test('has all its parts', () => {
    expect(PARTS.filter((part) => !existsSync(join(EXAMPLES, example, part)))).toEqual([]);
  });

  test('is written against the public package', () => {
    const imported = sourcesOf(join(EXAMPLES, example)).flatMap((path) => importsOf(path));
    expect(imported).toContain('cdk8s-argo-rollouts');
    expect(imported.filter((name) => name.startsWith('/') && !name.startsWith(join(EXAMPLES, example)))).toEqual([]);
  });

  test('synthesizes to its golden', () => {
    const golden = readFileSync(join(EXAMPLES, example, 'manifest.yaml'), 'utf8');
    const { manifests, error } = outputs.get(example)!;
    expect(error).toBe('');
    expect(difference(golden, manifests)).toBeUndefined();
  });
});

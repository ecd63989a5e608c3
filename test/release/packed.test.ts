import { spawnSync } from 'child_process';
import { readFileSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..', '..');

/** All that may be in the package. */
const KINDS = [
  /^lib\/src\/[\w/.-]+(?<!\.test)\.(?:js|d\.ts)$/,
  /^lib\/imports\/[\w.-]+\.(?:js|d\.ts)$/,
  /^lib\/imports\/crds\/[\w.-]+\.json$/,
  /^lib\/cli\/(?:main\.js|cli\.js|THIRD-PARTY-NOTICES\.txt)$/,
  // the command line explains rules with their pages
  /^docs\/rules\/[\w.-]+\.(?:md|json)$/,
  /^(?:README|CHANGELOG|SECURITY)\.md$/,
  // what other languages are made of, and the examples in them
  /^\.jsii(?:\.tabl\.json\.gz)?$/,
  /^(?:LICENSE|package\.json)$/,
];

/** What npm may have to bring, and what that may be on a disk. */
const LARGEST = { size: 1.25e6, unpackedSize: 6e6 };

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const [packed] = JSON.parse(spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT, encoding: 'utf8' }).stdout);
const paths: string[] = packed.files.map(({ path }: { path: string }) => path);

/** The files that a field of package.json names. */
function namedIn(field: unknown): string[] {
  return typeof field === 'string' ? [field.replace(/^\.\//, '')] : Object.values(field as object).flatMap(namedIn);
}

test('nothing is packed but what it is used for', () => {
  expect(paths.filter((path) => !KINDS.some((kind) => kind.test(path)))).toEqual([]);
  expect(KINDS.filter((kind) => !paths.some((path) => kind.test(path)))).toEqual([]);
});

test('what package.json leads to is packed', () => {
  const { bin, main, types, exports: entries, typesVersions } = manifest;
  const named = namedIn([bin, main, types, entries, typesVersions]);
  expect(named).toEqual(expect.arrayContaining(['lib/cli/main.js', 'lib/src/index.js', 'lib/src/index.d.ts', 'lib/imports/argoproj.d.ts']));
  expect(named.filter((path) => !paths.includes(path))).toEqual([]);
});

test('each compiled file has its types', () => {
  const compiled = paths.filter((path) => /^lib\/(?:src|imports)\/.*\.js$/.test(path));
  expect(compiled.map((path) => path.replace(/js$/, 'd.ts')).filter((path) => !paths.includes(path))).toEqual([]);
});

test('it stays small', () => {
  expect(packed.size).toBeLessThan(LARGEST.size);
  expect(packed.unpackedSize).toBeLessThan(LARGEST.unpackedSize);
});

test('it brings no other package, and needs its peers', () => {
  expect([manifest.dependencies, Object.keys(manifest.peerDependencies)]).toEqual([undefined, ['cdk8s', 'cdk8s-plus-28', 'constructs']]);
});

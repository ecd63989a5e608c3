import { spawnSync } from 'child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const ROOT = join(__dirname, '..', '..');
const PACKAGE = '{\n  "name": "a",\n  "version": "0.0.0",\n  "license": "b"\n}\n';
const FIRST = '## [0.1.0] - 2026-01-31\n\n- First.\n';
const { bump, 'changed-manifests': changedManifests } = JSON.parse(readFileSync(join(ROOT, '.projen', 'tasks.json'), 'utf8')).tasks;

let folder: string;
const at = (...path: string[]) => join(folder, ...path);
const read = (...path: string[]) => readFileSync(at(...path), 'utf8');

function run(command: string, args: readonly string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8', env: { ...process.env, ...env } });
  return { status, stdout, stderr };
}

function git(...args: string[]) {
  expect(run('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgSign=false', '-c', 'tag.gpgSign=false', ...args])).toMatchObject({ status: 0 });
}

/** Runs a script in the folder, with the environment that projen's task gives it. */
function script(name: string, env: Record<string, string>) {
  return run(process.execPath, [join(ROOT, 'node_modules', 'ts-node', 'dist', 'bin.js'), '-P', join(ROOT, 'test', 'tsconfig.json'), '-T', join(ROOT, 'scripts', `${name}.ts`)], env);
}

function changelog(...sections: string[]) {
  writeFileSync(at('CHANGELOG.md'), ['# Changelog\n', ...sections].join('\n'));
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'release-'));
  writeFileSync(at('package.json'), PACKAGE);
  changelog(FIRST);
  mkdirSync(at('examples', 'a'), { recursive: true });
  writeFileSync(at('examples', 'a', 'manifest.yaml'), 'a: 1\n');
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'a');
});

afterEach(() => rmSync(folder, { recursive: true }));

test('the tasks run these scripts', () => {
  expect(bump.steps).toEqual([{ spawn: 'changed-manifests' }, { exec: expect.stringMatching(/ scripts\/bump\.ts$/) }]);
  expect(changedManifests.steps).toEqual([{ exec: expect.stringMatching(/ scripts\/changed-manifests\.ts$/) }]);
});

test('a release has the version of the changelog, and its text as notes', () => {
  expect(script('bump', bump.env)).toMatchObject({ status: 0, stdout: 'The next release is 0.1.0\n', stderr: '' });
  expect(read('package.json')).toBe(PACKAGE.replace('0.0.0', '0.1.0'));
  expect([read('dist', 'version.txt'), read('dist', 'releasetag.txt'), read('dist', 'changelog.md')]).toEqual(['0.1.0', 'v0.1.0', '- First.\n']);
});

test('a version that is out already is refused in words, and nothing is written', () => {
  git('tag', 'v0.1.0');
  expect(script('bump', bump.env)).toMatchObject({ status: 1, stderr: expect.stringMatching(/^0\.1\.0 is released already: .*\n$/) });
  expect(read('package.json')).toBe(PACKAGE);
  expect(existsSync(at('dist'))).toBe(false);
});

describe('changed manifests', () => {
  const compare = () => script('changed-manifests', {});

  test('cannot be before the first release', () => {
    expect(compare()).toMatchObject({ status: 0, stdout: 'There is no release yet that manifests could be compared with.\n' });
  });

  test('are compared with the newest release', () => {
    git('tag', 'v0.2.0');
    appendFileSync(at('examples', 'a', 'manifest.yaml'), 'b: 1\n');
    git('commit', '--all', '--quiet', '--message', 'b');
    git('tag', 'v0.10.0');
    mkdirSync(at('examples', 'b'));
    writeFileSync(at('examples', 'b', 'manifest.yaml'), 'a: 1\n');
    git('add', '.');
    expect(compare()).toMatchObject({ status: 0, stdout: 'The manifests of the examples are those of v0.10.0.\n' });
  });

  test('have to be told, and are shown', () => {
    git('tag', 'v0.1.0');
    writeFileSync(at('examples', 'a', 'manifest.yaml'), 'a: 2\n');
    const { status, stdout, stderr } = compare();
    expect(status).toBe(1);
    expect(stdout).toContain('-a: 1\n+a: 2\n');
    expect(stderr).toContain('Manifests have changed since v0.1.0, and the newest section of CHANGELOG.md has no "### Changed manifests"');

    changelog('## [0.2.0] - 2026-02-28\n\n### Changed manifests\n\n- `a` is 2.\n', FIRST);
    expect(compare()).toMatchObject({ status: 0, stderr: '' });
  });
});

import { spawnSync } from 'child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { BUILD_FILE, compiledFile, ScriptFolder } from '../../src/cli/script-folder';
import { folderWith, rollout, TOO_MUCH } from './fake-terminal';

const ROOT = join(__dirname, '..', '..');
const COMMAND = join(ROOT, JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).bin['cdk8s-argo-rollouts']);

/** Runs the command as it is published. Its packages are bundled into it, so it must not find any. */
function command(argv: readonly string[], input?: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...argv], { input, encoding: 'utf8', env: {}, cwd: folderWith({}) });
  return { status, stdout, stderr };
}

function lint(argv: readonly string[], input?: string) {
  return command(['lint', ...argv], input);
}

test('a file', () => {
  const file = join(folderWith({ 'shop.yaml': rollout(120) }), 'shop.yaml');
  expect(lint([file])).toEqual({
    status: 1,
    stdout: `${file}:9:22 error Rollout shop/api: ${TOO_MUCH.replace('canary-weight-in-range ', '')} (canary-weight-in-range)\n1 error, 0 warnings: 1 object in 1 file\n`,
    stderr: '',
  });
});

test('a pipe', () => {
  expect(lint(['-'], rollout(100))).toEqual({ status: 0, stdout: 'no findings: 1 object in 1 file\n', stderr: '' });
});

test('a runbook', () => {
  expect(command(['runbook', '-'], rollout(10))).toEqual({ status: 0, stdout: expect.stringContaining('## shop/api\n'), stderr: '' });
});

test('a mistake in its use', () => {
  expect(lint(['missing.yaml'])).toEqual({
    status: 2, stdout: '', stderr: 'cannot read missing.yaml: there is no such file or folder\nsee cdk8s-argo-rollouts lint --help\n',
  });
});

test('a reader who stops reading', () => {
  const file = join(folderWith({ 'many.yaml': Array.from({ length: 2000 }, (_, index) => rollout(120, `api-${index}`)).join('---\n') }), 'many.yaml');
  const { status, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${COMMAND}" lint --format json "${file}" | head -1`], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('a mistake stays one where nobody reads what it says', () => {
  const { status, stdout } = spawnSync('bash', ['-c', '"$0" "$1" bogus 2> >(exec true); echo $?', process.execPath, COMMAND], { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '2\n' });
});

test('more than a pipe holds is written whole', () => {
  const { stdout } = lint(['--format', 'json', '-'], Array.from({ length: 2000 }, (_, index) => rollout(120, `api-${index}`)).join('---\n'));
  expect(JSON.parse(stdout)).toHaveLength(2000);
});

test('a reader who is slow is waited for, where the pipe itself does not wait', () => {
  const file = join(folderWith({ 'many.yaml': Array.from({ length: 2000 }, (_, index) => rollout(120, `api-${index}`)).join('---\n') }), 'many.yaml');
  // a program that uses the pipe under another number than its own outputs leaves it so
  const leaveUnblocked = 'new (require(`net`).Socket)({ fd: 3, readable: false }).write(` `, () => process.exit())';
  const commands = '{ "$0" -e "$1" 3>&1 > /dev/null; "$0" "$2" lint --format json "$3"; } | { sleep 1; cat; }';
  const { stdout, stderr } = spawnSync('sh', ['-c', commands, process.execPath, leaveUnblocked, COMMAND, file], { encoding: 'utf8', maxBuffer: 2 ** 30 });
  expect({ findings: JSON.parse(stdout).length, stderr }).toEqual({ findings: 2000, stderr: '' });
});

describe('what is compiled ahead', () => {
  const FOLDER = dirname(COMMAND);
  const EXAMPLE = join(ROOT, 'examples', 'sample-api-canary', 'manifest.yaml');

  test.each(['program.js', 'metrics.js'])('of %s V8 takes', (name) => {
    expect(new ScriptFolder(FOLDER).isCompiled).toBe(true);
    const script = `const { Script } = require('vm'), { wrap } = require('module'), { readFileSync } = require('fs');
      const source = readFileSync(process.argv[1], 'utf8');
      console.log(new Script(wrap(source), { cachedData: readFileSync(process.argv[2]) }).cachedDataRejected);`;
    const { stdout } = spawnSync(process.execPath, ['-e', script, join(FOLDER, name), compiledFile(join(FOLDER, name))], { encoding: 'utf8' });
    expect(stdout).toBe('false\n');
  });

  test.each([
    { what: 'another build of Node has made it', changes: { [BUILD_FILE]: '[{"node":"20.20.2"}]', 'program.js.compiled': 'of another build' } },
    { what: 'there is none', changes: { [BUILD_FILE]: undefined, 'program.js.compiled': undefined, 'metrics.js.compiled': undefined } },
    { what: 'V8 does not take it', changes: { 'program.js.compiled': 'of another V8', 'metrics.js.compiled': undefined } },
  ])('is done without where $what', ({ changes }: { changes: Record<string, string | undefined> }) => {
    const folder = mkdtempSync(join(tmpdir(), 'command-'));
    for (const file of readdirSync(FOLDER)) {
      const content = file in changes ? changes[file] : readFileSync(join(FOLDER, file));
      if (content !== undefined) {
        writeFileSync(join(folder, file), content);
      }
    }
    copyFileSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'main.js'), 'lint', EXAMPLE], { encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: expect.stringContaining('no findings'), stderr: '' });
  });
});

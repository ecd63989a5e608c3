import { spawnSync } from 'child_process';
import { readFileSync } from 'fs';
import { dirname, join } from 'path';
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

test('a reader who stops reading does not turn errors into none', () => {
  const file = join(folderWith({ 'many.yaml': Array.from({ length: 2000 }, (_, index) => rollout(120, `api-${index}`)).join('---\n') }), 'many.yaml');
  const commands = 'set -o pipefail; "$0" "$1" lint --format json "$2" | head -1';
  const { status, stderr } = spawnSync('bash', ['-c', commands, process.execPath, COMMAND, file], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
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

test('the output goes to a full disk', () => {
  const { status, stderr } = spawnSync('sh', ['-c', `echo | "${process.execPath}" "${COMMAND}" lint --help > /dev/full`], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 2, stderr: 'cannot write the output: ENOSPC: no space left on device, write\n' });
});

describe('a crash', () => {
  const crash = (environment: NodeJS.ProcessEnv) => {
    const broken = join(folderWith({ 'broken.js': 'JSON.stringify = () => { throw new TypeError(`a mistake of ours\\nin two lines`); };' }), 'broken.js');
    return spawnSync(process.execPath, ['--require', broken, COMMAND, 'lint', '--format', 'json', '-'], { input: rollout(120), encoding: 'utf8', env: environment });
  };

  test('is told in three lines', () => {
    const { status, stdout, stderr } = crash({});
    expect({ status, stdout, lines: stderr.split('\n') }).toEqual({
      status: 2,
      stdout: '',
      lines: [
        'cdk8s-argo-rollouts crashed: TypeError: a mistake of ours',
        expect.stringMatching(/^version \d+\.\d+\.\d+, Node v\d+\.\d+\.\d+, \w+, arguments: lint --format json -$/),
        'please report it with these lines, and with the stack that DEBUG=1 adds, at https://github.com/cdk8s-argo-rollouts/cdk8s-argo-rollouts/issues',
        '',
      ],
    });
  });

  test('shows its stack to who asks for it', () => {
    expect(crash({ DEBUG: '1' }).stderr).toMatch(/ at https:\S+\/issues\nTypeError: a mistake of ours\nin two lines\n {4}at JSON\.stringify /);
  });
});

test('the notices of what is bundled are beside it', () => {
  const notices = readFileSync(join(dirname(COMMAND), 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  const packages = [...notices.matchAll(/^(\S+) \d+\.\d+\.\d+ \((\S+)\)\n\n(?=[^]*?(?:Permission|permission|TERMS AND CONDITIONS))/gm)].map(([, name, license]) => `${name} ${license}`);
  expect(packages).toEqual([
    '@lezer/common MIT', '@lezer/highlight MIT', '@lezer/lr MIT', '@prometheus-io/lezer-promql Apache-2.0', 'js-yaml MIT', 'yaml ISC',
  ]);
});

test('a rule is explained from its page', () => {
  expect(command(['explain', 'pause-lasts']).stdout).toMatch(/^pause-lasts\n/);
});

test('where Node can keep what it compiles, it does', () => {
  const asked = join(folderWith({ 'asked.js': 'require(`module`).enableCompileCache = () => process.stderr.write(`asked`);' }), 'asked.js');
  expect(spawnSync(process.execPath, ['--require', asked, COMMAND, '--version'], { encoding: 'utf8' }).stderr).toBe('asked');
});

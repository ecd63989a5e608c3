import { spawnSync } from 'child_process';
import { readFileSync } from 'fs';
import { join } from 'path';
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

test('more than a pipe holds is written whole', () => {
  const { stdout } = lint(['--format', 'json', '-'], Array.from({ length: 2000 }, (_, index) => rollout(120, `api-${index}`)).join('---\n'));
  expect(JSON.parse(stdout)).toHaveLength(2000);
});

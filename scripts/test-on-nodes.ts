/**
 * Runs the part of the tests that can depend on the release of Node (reading, rules, runbooks, the command, checks at synth, the
 * examples) on each supported release but the one that runs this. npm brings them, and keeps them where it keeps what npx has run.
 */
import { spawnSync } from 'child_process';
import { tmpdir } from 'os';
import { delimiter, dirname, join } from 'path';

const ROOT = join(__dirname, '..');
const RELEASES = ['20', '22', '24', '26'];
const TESTS = ['test/manifest', 'test/reading', 'test/rules', 'test/runbook', 'test/cli', 'test/synth', 'test/bad-input', 'test/browser', 'test/examples'];

/** The package with the program for this machine. Unlike the package `node` it has no script that npm would have to run first. */
const PACKAGE = `node-${process.platform === 'darwin' && process.arch === 'arm64' ? 'bin-' : ''}${process.platform.replace('win32', 'win')}-${process.arch}`;

interface Outcome {
  readonly ok: boolean;
  readonly text: string;
}

function testOn(release: string): Outcome {
  const { stdout, stderr } = spawnSync('npx', ['--yes', '--package', `${PACKAGE}@${release}`, '--', 'node', '-p', 'process.execPath'], {
    cwd: tmpdir(), encoding: 'utf8', shell: process.platform === 'win32',
  });
  const node = stdout?.trim();
  if (!node) {
    return { ok: false, text: `npm did not bring Node ${release}: ${stderr}` };
  }
  const started = Date.now();
  const { status, stderr: report } = spawnSync(node, [join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'), '--coverage=false', '--silent', ...TESTS], {
    // what the tests start in turn is to be the same Node
    cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 28, env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` },
  });
  const [version] = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.split('\n');
  const [tests] = /^Tests: .*$/m.exec(report) ?? ['no tests'];
  const summary = `Node ${version}: ${tests.replace(/^Tests: +/, '')}, ${Math.round((Date.now() - started) / 1000)} s`;
  return { ok: status === 0, text: status === 0 ? summary : `${report}\n${summary}` };
}

const [current] = process.versions.node.split('.');
const asked = process.argv.slice(2);
const releases = asked.length > 0 ? asked : RELEASES.filter((release) => release !== current);
const failed = releases.filter((release) => {
  const { ok, text } = testOn(release);
  console.log(text);
  return !ok;
});
process.exitCode = failed.length > 0 ? 1 : 0;

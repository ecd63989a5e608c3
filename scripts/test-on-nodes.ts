/**
 * Runs the part of the tests that can depend on the release of Node (reading, rules, runbooks, the command, checks at synth, the
 * examples) on each supported release but the one that runs this.
 */
import { spawnSync } from 'child_process';
import { delimiter, dirname, join } from 'path';
import { run } from './command';
import { nodeOf } from './packed/node';
import { ROOT, tryEach } from './packed/project';

const RELEASES = ['20', '22', '24', '26'];
const TESTS = ['test/manifest', 'test/reading', 'test/rules', 'test/runbook', 'test/cli', 'test/synth', 'test/bad-input', 'test/browser', 'test/examples'];

function testOn(release: string): string {
  const node = nodeOf(release);
  const { status, stderr: report } = spawnSync(node, [join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'), '--coverage=false', '--silent', ...TESTS], {
    // what the tests start in turn is to be the same Node
    cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 28, env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` },
  });
  if (status !== 0) {
    throw new Error(report);
  }
  const [tests] = /^Tests: .*$/m.exec(report) ?? ['no tests'];
  return `${run(node, ['--version'], ROOT)}, ${tests.replace(/^Tests: +/, '')}`;
}

const [current] = process.versions.node.split('.');
const asked = process.argv.slice(2);
tryEach(asked.length > 0 ? asked : RELEASES.filter((release) => release !== current), (release) => `Node ${release}`, testOn);

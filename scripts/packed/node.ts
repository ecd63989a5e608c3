import { spawnSync } from 'child_process';
import { tmpdir } from 'os';

/** The package with the program for this machine. Unlike the package `node` it has no script that npm would have to run first. */
const PACKAGE = `node-${process.platform === 'darwin' && process.arch === 'arm64' ? 'bin-' : ''}${process.platform.replace('win32', 'win')}-${process.arch}`;

/** The path of a release of Node, which npm brings, and keeps where it keeps what npx has run. */
export function nodeOf(release: string): string {
  const { stdout, stderr } = spawnSync('npx', ['--yes', '--package', `${PACKAGE}@${release}`, '--', 'node', '-p', 'process.execPath'], {
    cwd: tmpdir(), encoding: 'utf8', shell: process.platform === 'win32',
  });
  const path = stdout?.trim();
  if (!path) {
    throw new Error(`npm did not bring Node ${release}: ${stderr}`);
  }
  return path;
}

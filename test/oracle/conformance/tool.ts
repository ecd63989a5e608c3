import { spawnSync } from 'node:child_process';

/** A program that has to be installed. */
export interface Tool {
  readonly command: string;
  readonly version: string;
  readonly whenMissing: string;
}

export const GO: Tool = {
  command: 'go',
  version: 'version',
  whenMissing: 'conformance was not run: Go is not installed',
};

export const PROMTOOL: Tool = {
  command: 'promtool',
  version: '--version',
  whenMissing: 'promtool is not installed: it is in the Debian package prometheus, of which nothing else is needed',
};

const LARGEST_OUTPUT = 256 * 1024 * 1024;

export function isInstalled({ command, version }: Tool): boolean {
  return spawnSync(command, [version]).error === undefined;
}

export interface Result {
  readonly ok: boolean;
  readonly stdout: string;
  /** Everything that it said. */
  readonly output: string;
}

export function run(command: string, args: readonly string[], cwd: string, variables: Record<string, string> = {}): Result {
  const env = { ...process.env, ...variables };
  const { status, error, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: 'utf8', maxBuffer: LARGEST_OUTPUT });
  if (error) {
    throw error;
  }
  return { ok: status === 0, stdout, output: `${stdout}${stderr}` };
}

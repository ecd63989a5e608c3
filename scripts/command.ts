import { spawnSync } from 'child_process';

const LONGEST_RUN = 15 * 60_000;
const LINES_TOLD = 60;

export interface Outcome {
  readonly ok: boolean;
  /** The standard output alone. */
  readonly stdout: string;
  /** All that was said, the standard output first. */
  readonly output: string;
}

/** Runs a command, and says how it ended. */
export function attempt(command: string, args: readonly string[], cwd: string, env: Record<string, string> = {}): Outcome {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd, encoding: 'utf8', timeout: LONGEST_RUN, maxBuffer: 2 ** 28, env: { ...process.env, ...env }, shell: process.platform === 'win32',
  });
  return { ok: status === 0, stdout: stdout ?? '', output: `${stdout ?? ''}${stderr ?? ''}${error ? `${error.message}\n` : ''}` };
}

/** Runs a command that must succeed, and returns its standard output without the end of its last line. */
export function run(command: string, args: readonly string[], cwd: string, env?: Record<string, string>): string {
  const { ok, stdout, output } = attempt(command, args, cwd, env);
  if (!ok) {
    throw new Error(`${command} ${args.join(' ')}\n${output.trimEnd().split('\n').slice(-LINES_TOLD).join('\n')}`);
  }
  return stdout.trim();
}

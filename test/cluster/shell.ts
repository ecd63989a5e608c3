import { spawn } from 'node:child_process';

export interface Result {
  readonly code: number;
  readonly stdout: string;
  /** Everything that it said. */
  readonly output: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
  /** In milliseconds. What takes longer is ended. */
  readonly timeout?: number;
}

/** Runs a program to its end, while other things go on. */
export function run(command: string, args: readonly string[], { input, ...options }: RunOptions = {}): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] });
    let [stdout, output] = ['', ''];
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      output += chunk;
    });
    child.stderr.on('data', (chunk) => output += chunk);
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code: code ?? 1, stdout, output: signal ? `${output}ended by ${signal}\n` : output }));
    // a program that ended without reading says why itself
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

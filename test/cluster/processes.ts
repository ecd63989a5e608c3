import { ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from './expect';

/** A program that runs until it is ended. */
export interface Running {
  readonly log: string;
  /** Waits until it has ended. */
  end(signal?: NodeJS.Signals): Promise<void>;
  /** What becomes of it then is as if somebody else had sent it. */
  signal(signal: NodeJS.Signals): void;
}

export interface Start {
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Called when it ends without being told to. */
  readonly onEnd?: (code: number | null) => void;
}

/** Starts programs, each with a file for what it says. All of them end with us, because the sandbox does. */
export class Processes {
  public constructor(private readonly logs: string) {
    mkdirSync(logs, { recursive: true });
  }

  public start(name: string, command: string, { args, env = {}, cwd = this.logs, onEnd }: Start): Running {
    const log = join(this.logs, `${name}.log`);
    const file = openSync(log, 'a');
    // not in our process group: Ctrl-C in a terminal is ours alone
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', file, file], detached: true });
    let told = false;
    child.on('error', () => onEnd?.(null));
    child.on('exit', (code) => told || (onEnd ?? throwUnlessTold(name, log))(code));
    return {
      log,
      end: async (signal = 'SIGTERM') => {
        told = true;
        child.kill(signal);
        await hasEnded(child);
      },
      signal: (signal) => child.kill(signal),
    };
  }
}

function throwUnlessTold(name: string, log: string) {
  return (code: number | null) => {
    throw new Error(`${name} ended with ${code}:\n${lastLines(log)}`);
  };
}

async function hasEnded(child: ChildProcess) {
  await until('a process has ended', () => child.exitCode !== null || child.signalCode !== null, 40_000);
}

export function lastLines(file: string, count = 15): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
}

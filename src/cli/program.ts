import { run } from './cli';
import { processTerminal, Terminal } from './terminal';

/**
 * The command line in a process. Gives the exit code.
 */
export function start(argv: readonly string[], terminal: Terminal = processTerminal()): Promise<number> {
  return run(argv, terminal);
}

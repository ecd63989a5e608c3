#!/usr/bin/env node
import { run } from './cli';
import { processTerminal } from './terminal';

// whoever reads the output may stop reading, as `head` does
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 2));

void run(process.argv.slice(2), processTerminal()).then((code) => {
  process.exitCode = code;
});

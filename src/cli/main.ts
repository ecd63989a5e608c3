#!/usr/bin/env node
import nodeModule from 'module';

// newer releases of Node keep what they compile from here on; that is why the command line itself is another script
(nodeModule as { enableCompileCache?: () => void }).enableCompileCache?.();

const { run } = nodeModule.createRequire(__filename)('./cli.js') as typeof import('./cli');

void run(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});

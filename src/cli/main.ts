#!/usr/bin/env node
import { isScreen } from './output';
import { ScriptFolder } from './script-folder';

function loadProgram(): unknown {
  const scripts = new ScriptFolder(__dirname);
  if (scripts.isCompiled) {
    return scripts.load('program.js');
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- it is not loaded already, and takes its time
  const nodeModule = require('module') as typeof import('module') & { enableCompileCache?: () => void };
  // newer releases of Node keep what they have compiled, from the first time on
  nodeModule.enableCompileCache?.();
  return nodeModule.createRequire(__filename)('./program.js');
}

const { start } = loadProgram() as typeof import('./program');

void start(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
  // only a screen may still be written to: else Node need not put everything away that the system takes back anyway
  if (!isScreen('stdout') && !isScreen('stderr')) {
    process.exit();
  }
});

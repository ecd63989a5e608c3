#!/usr/bin/env node
import * as nodeModule from 'module';
import { isScreen } from './output';
import { ScriptFolder } from './script-folder';

/** Newer releases of Node keep what they have compiled, from the first time on. */
const { createRequire, enableCompileCache } = nodeModule as typeof nodeModule & { enableCompileCache?: () => void };

function loadProgram(): unknown {
  const scripts = new ScriptFolder(__dirname);
  if (scripts.isCompiled) {
    return scripts.load('program.js');
  }
  enableCompileCache?.();
  return createRequire(__filename)('./program.js');
}

const { start } = loadProgram() as typeof import('./program');

void start(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
  // only a screen may still be written to: else Node need not put everything away that the system takes back anyway
  if (!isScreen('stdout') && !isScreen('stderr')) {
    process.exit();
  }
});

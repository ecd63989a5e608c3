import { mkdirSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import { attempt } from '../command';
import { EXAMPLE, ROOT } from './folders';
import { Runner } from './language';
import { readJson } from './package';

const { name } = readJson(join(ROOT, 'package.json'));

/** Runs the example with what npm gets, rather than with the project around it. */
export const typescript: Runner = {
  name: 'TypeScript',
  extension: 'ts',
  source: EXAMPLE,

  run(folder, packed) {
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(packed, join(folder, 'node_modules', name), 'junction');
    return attempt(process.execPath, ['-r', 'ts-node/register/transpile-only', 'main.ts'], folder);
  },
};

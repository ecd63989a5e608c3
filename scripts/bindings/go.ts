import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { attempt, run } from '../command';
import { EXAMPLE, WORK } from './folders';
import { Language } from './language';

/** The modules that were built here, with their folders. */
function built(packages: string): [string, string][] {
  return readdirSync(packages).map((name) => {
    const [, path] = /^module (\S+)$/m.exec(readFileSync(join(packages, name, 'go.mod'), 'utf8'))!;
    return [path, join(packages, name)];
  });
}

export const go: Language = {
  name: 'Go',
  target: 'go',
  extension: 'go',
  source: join(EXAMPLE, 'go'),
  tools: { go: 'Go 1.25 or later' },

  isPublished({ name, targets, version }) {
    const [major] = version.split('.');
    const path = `${targets.go.moduleName}/${targets.go.packageName ?? name.replace(/[^a-z0-9]/g, '')}${Number(major) > 1 ? `/v${major}` : ''}`;
    return attempt('go', ['mod', 'download', `${path}@v${version}`], WORK).ok;
  },

  run(folder, packages) {
    const replaced = built(packages).map(([path, at]) => `-replace=${path}=${at}`);
    run('go', ['mod', 'edit', ...replaced], folder);
    run('go', ['mod', 'tidy'], folder);
    return attempt('go', ['run', '.'], folder);
  },
};

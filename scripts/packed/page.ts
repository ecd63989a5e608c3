import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { run } from '../command';
import { ROOT } from './project';

/** A file that a page tells its reader to write, or commands to run. */
interface Block {
  readonly file?: string;
  readonly text: string;
}

/** Does what a page says up to one of its headings, from an empty folder on, with the packed package. Gives what the commands print. */
export function follow(page: string, heading: string, folder: string, archive: string): string {
  let cwd = folder;
  return blocksOf(readFileSync(join(ROOT, page), 'utf8').split(heading)[0]).map(({ file, text }) => {
    if (file !== undefined) {
      writeFileSync(join(cwd, file), text);
      return '';
    }
    const printed = run('sh', ['-ec', `${text.replace(/(?<=npm install )cdk8s-argo-rollouts/, archive)}pwd`], cwd).split('\n');
    cwd = printed.at(-1)!;
    return printed.slice(0, -1).join('\n');
  }).join('\n');
}

/** The paragraph before a file begins with its name. */
function blocksOf(text: string): Block[] {
  return [...text.matchAll(/(?:^`([\w.]+)`[^\n]*(?:\n[^\n]+)*\n\n)?^```(\w+)\n(.*?)^```$/gms)].map(([, file, language, block]) => {
    if (language !== 'sh' && file === undefined) {
      throw new Error(`nobody is told where to write:\n${block}`);
    }
    return { file: language === 'sh' ? undefined : file, text: block };
  });
}

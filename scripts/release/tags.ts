import { execFileSync } from 'child_process';

/** What git prints. */
export function git(...args: string[]): string {
  return execFileSync('git', args, { encoding: 'utf8', maxBuffer: 2 ** 28 }).trim();
}

/** The tags of all releases, the newest first. */
export function releaseTags(): string[] {
  return git('tag', '--list', 'v[0-9]*', '--sort=-version:refname').split('\n').filter((tag) => tag !== '');
}

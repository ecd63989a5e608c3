import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { lazily } from '../manifest/lazily';
import { rulePage } from '../rules/rule-page';
import { foldersAround } from './input/paths';

export interface PackageFacts {
  readonly name: string;
  readonly version: string;
  readonly homepage: string;
  /** Where it is installed. */
  readonly folder: string;
}

/**
 * What package this is. Looked up from here, because the command is bundled into another folder.
 */
export const packageFacts = lazily((): PackageFacts => {
  const folder = foldersAround(__filename).find((each) => existsSync(join(each, 'package.json')))!;
  const { name, version, repository } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return { name, version, homepage: repository.url.replace(/\.git$/, ''), folder };
});

/**
 * Where the page of a rule is to be read. Rules of users have none.
 */
export function urlOfRule(id: string): string | undefined {
  const page = rulePage(id);
  return page && `${packageFacts().homepage}/blob/main/${page}`;
}

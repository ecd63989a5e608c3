import { existsSync, readFileSync } from 'fs';
import { dirname, join } from 'path';

export interface PackageFacts {
  readonly name: string;
  readonly version: string;
  readonly homepage: string;
}

/**
 * What package this is. Looked up from here, because the command is bundled into another folder.
 */
export function packageFacts(folder: string = __dirname): PackageFacts {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) {
    return packageFacts(dirname(folder));
  }
  const { name, version, repository } = JSON.parse(readFileSync(file, 'utf8'));
  return { name, version, homepage: repository.url.replace(/\.git$/, '') };
}

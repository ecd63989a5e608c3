import { Dirent, readdirSync, statSync } from 'fs';
import { extname, join } from 'path';
import { Remarks } from './remarks';

const EXTENSION = /\.(ya?ml|json)$/i;

/**
 * The YAML and JSON files of a folder and of the folders in it, in the order of code points, so that it is the same everywhere.
 */
export function filesIn(folder: string, remarks: Remarks): string[] {
  const entries = remarks.tryToRead(folder, () => readdirSync(folder, { withFileTypes: true })) ?? [];
  return entries
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
    .sort((one, other) => one.name < other.name ? -1 : 1)
    .flatMap((entry) => filesOf(entry, join(folder, entry.name), remarks));
}

function filesOf(entry: Dirent, path: string, remarks: Remarks): string[] {
  if (entry.isDirectory()) {
    return filesIn(path, remarks);
  }
  // a link without an extension may lead to a folder
  const isMeant = EXTENSION.test(path) || entry.isSymbolicLink() && extname(path) === '';
  const found = isMeant ? remarks.tryToRead(path, () => statSync(path)) : undefined;
  if (found?.isDirectory()) {
    remarks.notes.push(`${path} is a link to a folder, which is not followed: name it if it is meant`);
  }
  return found?.isFile() && EXTENSION.test(path) ? [path] : [];
}

import { Dirent, readdirSync, statSync } from 'fs';
import { extname, join } from 'path';
import { Remarks } from './remarks';

const EXTENSION = /\.(ya?ml|json)$/i;

/**
 * The YAML and JSON files of a folder and of the folders in it, in the order of code points, so that it is the same everywhere.
 */
export function filesIn(folder: string, remarks: Remarks): string[] {
  const files: string[] = [];
  // the next one comes last, and what is in a folder in its place: folders in folders can be more than functions in functions
  const waiting = entriesOf(folder, remarks).reverse();
  for (let entry = waiting.pop(); entry; entry = waiting.pop()) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) {
      entriesOf(path, remarks).reverse().forEach((inner) => waiting.push(inner));
    } else if (isMeant(entry, path, remarks)) {
      files.push(path);
    }
  }
  return files;
}

function entriesOf(folder: string, remarks: Remarks): Dirent[] {
  const entries = remarks.tryToRead(folder, () => readdirSync(folder, { withFileTypes: true })) ?? [];
  return entries
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
    .sort((one, other) => one.name < other.name ? -1 : 1);
}

function isMeant(entry: Dirent, path: string, remarks: Remarks): boolean {
  // a link without an extension may lead to a folder
  const canBe = EXTENSION.test(path) || entry.isSymbolicLink() && extname(path) === '';
  const found = canBe ? remarks.tryToRead(path, () => statSync(path)) : undefined;
  if (found?.isDirectory()) {
    remarks.notes.push(`${path} is a link to a folder, which is not followed: name it if it is meant`);
  }
  return found !== undefined && found.isFile() && EXTENSION.test(path);
}

import { dirname, isAbsolute, relative, resolve } from 'path';

/** The folders that a file is in, the innermost first. */
export function foldersAround(file: string): string[] {
  const folder = dirname(resolve(file));
  return folder === dirname(folder) ? [folder] : [folder, ...foldersAround(folder)];
}

/** A place in the file system, written as a file is that the user named: from the root, or from here. */
export function writtenLike(file: string, place: string): string {
  return isAbsolute(file) ? place : relative('', place) || '.';
}

/**
 * Writes down which release is next, where projen's jobs look for it: the version in package.json, and the version, the tag and the notes in
 * files of their own. All of it is what CHANGELOG.md begins with.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { dirname } from 'path';
import { nextRelease } from './release/changelog';
import { releaseTags } from './release/tags';

function write(file: string, text: string) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function bump() {
  // projen names the files in the environment of its task
  const { OUTFILE = '', BUMPFILE = '', RELEASETAG = '', CHANGELOG = '' } = process.env;
  const { version, tag, notes } = nextRelease(readFileSync('CHANGELOG.md', 'utf8'), releaseTags());
  write(OUTFILE, `${JSON.stringify({ ...JSON.parse(readFileSync(OUTFILE, 'utf8')), version }, undefined, 2)}\n`);
  write(BUMPFILE, version);
  write(RELEASETAG, tag);
  write(CHANGELOG, `${notes}\n`);
  console.log(`The next release is ${version}`);
}

try {
  bump();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

import { readdirSync } from 'fs';
import { join } from 'path';
import { load } from 'js-yaml';
import { Manifest } from '../../src/manifest/bundle';
import { RuleCases } from './rule-cases';

/** The cases of all tables below this folder: of each rule what it accepts and what it rejects. */
export const CASES: Readonly<Record<string, RuleCases>> = Object.assign({}, ...readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('-cases.ts')).sort()
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a new table needs no line here
  .flatMap((name) => Object.entries<Record<string, RuleCases>>(require(join(__dirname, name))))
  .filter(([name]) => name.endsWith('_CASES')).map(([, table]) => table));

/** The manifests that a case is written of. */
export function documentsOf(yaml: string): Manifest[] {
  return yaml.split(/^---$/m).map((document) => load(document) as Manifest);
}

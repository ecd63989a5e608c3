import { ROOMS } from './rules';

const FOLDERS = new Map(ROOMS.flatMap(({ folder, rules, facts = [] }) => [...rules, ...facts].map(({ id }): [string, string] => [id, folder])));

/** Where a finding of the library is explained, in this project: `docs/rules/steps.md#canary-weight-in-range`. A rule of a user has no page. */
export function rulePage(id: string): string | undefined {
  const folder = FOLDERS.get(id);
  return folder && `docs/rules/${folder}.md#${id}`;
}

import { ApiReferenceSchema, ClassSchema, EnumSchema, InterfaceSchema, StructSchema } from 'jsii-docgen';
import { Task } from './tasks';

export type ApiType = ClassSchema | StructSchema | InterfaceSchema | EnumSchema;

/** A page of the API: the type that it is about, and those that nothing else needs. */
export interface Page {
  readonly name: string;
  readonly title: string;
  readonly types: readonly ApiType[];
}

/** The last of the pages, for what several others need. */
const SHARED = { name: 'shared-values', title: 'Shared values' };

/** A page for each type that a task names, with what leads from it and from no other, and one for the rest. */
export function pagesOf(
  api: ApiReferenceSchema, tasksByTitle: Readonly<Record<string, readonly Task[]>>, basesOf: (type: ApiType) => readonly string[],
): Page[] {
  const types = new Map<string, ApiType>(Object.values(api).flat().map((type: ApiType) => [type.displayName, type]));
  const tasks = Object.values(tasksByTitle).flat();
  const titles = tasks.flatMap((task) => task.types);
  const taken = tasks.flatMap((task) => [...task.types, ...task.and ?? []]);
  complainAbout(taken.filter((name) => !types.has(name)), 'has a task, and is not part of the API');
  complainAbout(api.constructs.map(({ displayName }) => displayName).filter((name) => !titles.includes(name)), 'is a construct without a task');
  const reached = titles.map((title) => typesFrom([title, ...tasks.find((task) => task.types[0] === title)?.and ?? []]));
  const pagesWith = (name: string) => reached.filter((names) => names.includes(name)).length;
  complainAbout([...types.keys()].filter((name) => pagesWith(name) === 0), 'is needed for no task');
  const shared = [...types.keys()].filter((name) => pagesWith(name) > 1).sort();
  return [
    ...titles.map((title, index) => ({ name: pageName(title), title, types: reached[index].filter((name) => pagesWith(name) === 1) })),
    { ...SHARED, types: shared },
  ].map((page) => ({ ...page, types: page.types.map((name) => types.get(name)!) }));

  /** Types and all that they mention, what is mentioned first before what comes later. What has its place elsewhere is left out. */
  function typesFrom(starts: readonly string[]): string[] {
    const found = [...starts];
    for (const name of found) {
      const next = [...mentionedIn(types.get(name)), ...basesOf(types.get(name)!)];
      found.push(...new Set(next.filter((other) => types.has(other) && !taken.includes(other) && !found.includes(other))));
    }
    return found;
  }
}

function complainAbout(names: readonly string[], what: string) {
  if (names.length > 0) {
    throw new Error(`${names.join(', ')} ${what}: say in scripts/api-pages/tasks.ts what people want it for`);
  }
}

/** The names of the types of this package in a part of the API. */
function mentionedIn(part: any): string[] {
  if (typeof part !== 'object' || part === null) {
    return [];
  }
  const name: string[] = part.packageName === 'cdk8s-argo-rollouts' ? [part.displayName] : [];
  return [...name, ...Object.values(part).flatMap(mentionedIn)];
}

function pageName(type: string): string {
  return type.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}

import { dirname } from 'path';
import { groupOf } from '../manifest/api-group';
import { BundleEntry } from '../manifest/bundle';
import type { Origin } from './input/objects';
import { foldersAround, writtenLike } from './input/paths';

/** Objects that see each other, and those of them that are to be looked at: the others are so in another deployment. */
export interface Deployment {
  readonly entries: readonly BundleEntry[];
  readonly own: readonly BundleEntry[];
}

/**
 * What is deployed together. That is everything, but for sibling folders that hold one object twice: they are deployed apart. Each of them sees
 * itself and what is in none of them. What is in none of them sees all, but of an object that is there twice only the first.
 */
export function deploymentsOf(entries: readonly BundleEntry[], apart: ReadonlySet<string>): Deployment[] {
  const ways = new Map(entries.map((entry) => [entry, foldersAround(fileOf(entry)).filter((folder) => apart.has(folder)).reverse().join('\n')]));
  return [...new Set(ways.values())].map((way) => ({
    own: entries.filter((entry) => ways.get(entry) === way),
    entries: withoutTwins(entries.filter((entry) => isOnOneWay(ways.get(entry)!, way)), (entry) => ways.get(entry)!.length > way.length),
  }));
}

/**
 * The folders that hold an object which a sibling holds as well.
 */
export function foldersApart(entries: readonly BundleEntry[]): Set<string> {
  return new Set([...filesByObject(entries).values()].filter(({ size }) => size > 1).flatMap((files) => {
    const siblings = new Map<string, Set<string>>();
    for (const folder of new Set([...files].flatMap((file) => foldersAround(file).slice(0, -1)))) {
      siblings.set(dirname(folder), (siblings.get(dirname(folder)) ?? new Set()).add(folder));
    }
    return [...siblings.values()].filter(({ size }) => size > 1).flatMap((folders) => [...folders]);
  }));
}

/**
 * A line for each folder in which folders are deployed apart.
 */
export function tellApart(entries: readonly BundleEntry[], apart: ReadonlySet<string>): string[] {
  const siblings = new Map<string, string[]>();
  for (const folder of [...apart].sort()) {
    siblings.set(dirname(folder), [...siblings.get(dirname(folder)) ?? [], writtenLike(fileOf(entries[0]), folder)]);
  }
  return [...siblings.values()].map((folders) => `${folders.join(', ')}: they hold the same objects, so they are taken to be deployed apart`);
}

function filesByObject(entries: readonly BundleEntry[]): Map<string, Set<string>> {
  const files = new Map<string, Set<string>>();
  for (const entry of entries) {
    const key = keyOf(entry);
    if (key !== undefined) {
      files.set(key, (files.get(key) ?? new Set()).add(fileOf(entry)));
    }
  }
  return files;
}

/** What makes two objects one in a cluster. Nothing does without a name. */
function keyOf({ manifest }: BundleEntry): string | undefined {
  const { name, namespace = '' } = manifest.metadata ?? {};
  return name === undefined ? undefined : [groupOf(manifest), manifest.kind, namespace, name].join('/');
}

function fileOf({ origin }: BundleEntry): string {
  return (origin as Origin).document.file;
}

/** Whether all folders apart that are around the one are around the other too. */
function isOnOneWay(one: string, other: string): boolean {
  return `${one}\n`.startsWith(other && `${other}\n`) || `${other}\n`.startsWith(one && `${one}\n`);
}

function withoutTwins(entries: readonly BundleEntry[], mayBeTwin: (entry: BundleEntry) => boolean): BundleEntry[] {
  const seen = new Set<string>();
  return entries.filter((entry) => {
    const key = mayBeTwin(entry) ? keyOf(entry) : undefined;
    return key === undefined || seen.size < seen.add(key).size;
  });
}

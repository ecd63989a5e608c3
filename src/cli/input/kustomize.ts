import { readFileSync } from 'fs';
import { basename, dirname, join, resolve } from 'path';
import { foldersAround, writtenLike } from './paths';
import { Remarks } from './remarks';
import { decode } from './text';
import { plainData } from './yaml';

const KUSTOMIZATIONS = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

export function isKustomization(file: string): boolean {
  return KUSTOMIZATIONS.includes(basename(file));
}

/**
 * The files that are no objects by themselves: those that a kustomization among them, or in a folder around one of them, names as patches or
 * that are in a component.
 */
export function partsOfKustomizations(files: readonly string[], remarks: Remarks): string[] {
  const named = new Map([...new Set(files.flatMap(foldersAround))].flatMap(namedIn));
  const partsOf = new Map<string, string[]>();
  for (const file of files.filter((each) => !isKustomization(each))) {
    const kustomization = [resolve(file), ...foldersAround(file)].reverse().map((place) => named.get(place)).find((found) => found);
    if (kustomization) {
      partsOf.set(kustomization, [...partsOf.get(kustomization) ?? [], file]);
    }
  }
  for (const [kustomization, parts] of partsOf) {
    const place = writtenLike(parts[0], kustomization);
    remarks.notes.push(`${listed(parts)}: ${place} names them as patches or components, so they are not checked by themselves. `
      + `"kustomize build ${dirname(place)} | cdk8s-argo-rollouts lint -" checks what comes of them`);
  }
  return [...partsOf.values()].flat();
}

/** What a folder's kustomization names as patches and components, each with the kustomization. */
function namedIn(folder: string): [string, string][] {
  return KUSTOMIZATIONS.map((name) => join(folder, name)).flatMap((kustomization) => {
    const { patches, patchesStrategicMerge, patchesJson6902, components } = mapIn(kustomization);
    const places = [...listOf(patches).map(pathOf), ...listOf(patchesStrategicMerge), ...listOf(patchesJson6902).map(pathOf), ...listOf(components)];
    return places.filter((place) => typeof place === 'string').map((place): [string, string] => [resolve(folder, place), kustomization]);
  });
}

function mapIn(file: string): Record<string, unknown> {
  try {
    return { ...plainData(decode(readFileSync(file)).text).data as object };
  } catch {
    return {};
  }
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function pathOf(patch: unknown): unknown {
  return (patch as { path?: unknown } | null)?.path;
}

const MOST_LISTED = 10;

function listed(files: readonly string[]): string {
  const more = files.length - MOST_LISTED;
  return files.slice(0, MOST_LISTED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

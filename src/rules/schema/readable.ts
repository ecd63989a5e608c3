import { Manifest } from '../../manifest/bundle';
import { keysOf, NULL } from '../../manifest/keys';
import { examine, isOfArgo } from './schema';

/** An API outside of Kubernetes itself has a dot in its name. */
const API_OF_OTHERS = /^(?!argoproj\.io\/)[^/]+\.[^/]+\//;

/** Whether it is of a kind that another API calls by the same name, or no object at all. */
export function isForeign(manifest: Manifest): boolean {
  if (!isObject(manifest)) {
    return true;
  }
  return isOfArgo(manifest) && API_OF_OTHERS.test(manifest.apiVersion);
}

/** Whether the rules can read it as what its kind and its types say. Of other APIs' kinds they know only the metadata. */
export function isReadable(manifest: Manifest): boolean {
  const misfits = examine(manifest);
  return isObject(manifest.metadata) && !misfits.some(({ aspect }) => aspect === 'type');
}

/** A manifest as the API server keeps it: without fields that are null. The manifest itself, if it has none. */
export function withoutNulls(manifest: Manifest): Manifest {
  return keysOf(manifest).has(NULL) ? copyWithoutNulls(manifest) as Manifest : manifest;
}

function copyWithoutNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Array.isArray(value)
    ? value.map(copyWithoutNulls)
    : Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null).map(([key, inner]) => [key, copyWithoutNulls(inner)]));
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

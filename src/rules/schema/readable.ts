import { groupOf } from '../../manifest/api-group';
import { Manifest } from '../../manifest/bundle';
import { lettersChanged } from '../rule/letters-changed';
import { isOfArgo, misfitsOf } from './schema';

/** An API outside of Kubernetes itself has a dot in its name. */
const API_OF_OTHERS = /^(?!argoproj\.io\/)[^/]+\.[^/]+\//;

/** So few letters differ only by mistake. */
const MOST_MISSPELT = 2;

/** Whether it is of a kind that another API calls by the same name, or no object at all. */
export function isForeign(manifest: Manifest): boolean {
  if (!isObject(manifest)) {
    return true;
  }
  return isOfArgo(manifest) && API_OF_OTHERS.test(manifest.apiVersion) && lettersChanged(groupOf(manifest), 'argoproj.io') > MOST_MISSPELT;
}

/** Whether the rules can read it as what its kind and its types say. Of other APIs' kinds they know only the metadata. */
export function isReadable(manifest: Manifest): boolean {
  return isObject(manifest.metadata) && !misfitsOf(manifest).some(({ aspect }) => aspect === 'type');
}

/** A copy of a value, as the API server keeps it: without fields that are null. */
export function withoutNulls<T>(value: T): T {
  return copyOf(value, (field) => field !== null);
}

/** A copy of a value, with those fields of its objects that are to be kept. */
export function copyOf<T>(value: T, isKept: (field: unknown) => boolean = () => true): T {
  if (Array.isArray(value)) {
    return Array.from(value, (item) => copyOf(item, isKept)) as T;
  }
  if (!isObject(value)) {
    return value;
  }
  const kept = Object.entries(value as object).filter(([, field]) => isKept(field));
  return Object.fromEntries(kept.map(([key, field]) => [key, copyOf(field, isKept)])) as T;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { Manifest } from './bundle';
import { Path } from './pointer';

/** An object and where it stands in its document: in a List, its keys and indexes. */
export interface FoundObject {
  readonly manifest: Manifest;
  readonly path: Path;
}

/**
 * The objects of a document: itself, what it lists if it is a List, or none if it is something else than Kubernetes'.
 */
export function objectsIn(document: unknown, path: Path = []): FoundObject[] {
  if (!isObject(document)) {
    return [];
  }
  const { kind, apiVersion, items } = document;
  if (!/List$/.test(kind) || !Array.isArray(items)) {
    return [{ manifest: document, path }];
  }
  // what the API server lists of one kind names it once, outside
  const common = kind === 'List' ? {} : { apiVersion, kind: kind.replace(/List$/, '') };
  return items.flatMap((item, index) => objectsIn({ ...common, ...item }, [...path, 'items', index]));
}

function isObject(document: unknown): document is Manifest {
  return typeof document === 'object' && document !== null && typeof (document as Manifest).kind === 'string';
}

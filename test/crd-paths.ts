import { readFileSync } from 'fs';
import { join } from 'path';

interface Schema {
  readonly properties?: Record<string, Schema>;
  readonly items?: Schema;
}

/**
 * The schema of a CRD, such as `rollouts`, or of a part of it.
 */
export function crdSchema(plural: string, ...path: string[]): Schema {
  const crd = JSON.parse(readFileSync(join(__dirname, '..', 'imports', 'crds', `${plural}.json`), 'utf8'));
  return path.reduce((schema, key) => schema.properties[key], crd.spec.versions[0].schema.openAPIV3Schema);
}

/**
 * All fields that a schema has which hold no further fields.
 */
export function allPaths({ properties, items }: Schema, path = ''): string[] {
  if (items) {
    return allPaths(items, `${path}[]`);
  }
  return properties ? Object.entries(properties).flatMap(([key, schema]) => allPaths(schema, path ? `${path}.${key}` : key)) : [path];
}

/**
 * Those fields of a schema that a manifest uses.
 */
export function usedPaths({ properties, items }: Schema, value: any, path = ''): string[] {
  if (value === undefined) {
    return [];
  }
  if (items) {
    return value.flatMap((item: unknown) => usedPaths(items, item, `${path}[]`));
  }
  return properties ? Object.entries(properties).flatMap(([key, schema]) => usedPaths(schema, value[key], path ? `${path}.${key}` : key)) : [path];
}

/**
 * What keeps a set of manifests from using every field of a schema, where the exceptions name fields or the start of them.
 */
export function uncovered(schema: Schema, values: unknown[], exceptions: readonly string[]) {
  const used = new Set(values.flatMap((value) => usedPaths(schema, value)));
  const unused = allPaths(schema).filter((path) => !used.has(path));
  const isBelow = (path: string) => (exception: string) => path === exception || path.startsWith(`${exception}.`) || path.startsWith(`${exception}[`);
  return {
    fields: unused.filter((path) => !exceptions.some(isBelow(path))),
    needlessExceptions: exceptions.filter((exception) => !unused.some((path) => isBelow(path)(exception))),
  };
}

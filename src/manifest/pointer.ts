/** The keys and indexes that lead to a place in a manifest. */
export type Path = readonly (string | number)[];

/**
 * A JSON Pointer to a place in a manifest, from its keys and indexes.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6901
 */
export function pointer(...path: Path): string {
  return path.map((step) => `/${String(step).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}

/**
 * The keys and indexes of a JSON Pointer.
 */
export function parsePointer(text: string): string[] {
  return text.split('/').slice(1).map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
}

/** The value in a place that is there. */
export function valueAt(root: unknown, path: Path): any {
  return path.reduce<any>((outer, step) => outer[step], root);
}

import { rememberedText } from './remembered';

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

/** The value in a place; nothing if there is no such place. */
export function valueAt(root: unknown, path: Path): any {
  return path.reduce<any>((outer, step) => typeof outer === 'object' && outer !== null && Object.hasOwn(outer, step) ? outer[step] : undefined, root);
}

/** A place that is there. */
export interface Place {
  readonly path: Path;
  readonly value: any;
}

/**
 * The places that a text such as `spec.metrics[].interval` means, in which `[]` is each item of a list. What is null is not there.
 */
export function placesOf(root: unknown, field: string): Place[] {
  return placesBelow(root, stepsOf(field), []);
}

const stepsOf = rememberedText((field): readonly string[] => field.split(/(?=\[\])|\./));

function placesBelow(value: any, [step, ...rest]: readonly string[], path: Path): Place[] {
  if (value === undefined || value === null) {
    return [];
  }
  if (step === '[]') {
    return Array.isArray(value) ? value.flatMap((item, index) => placesBelow(item, rest, [...path, index])) : [];
  }
  return step === undefined ? [{ path, value }] : placesBelow(valueAt(value, [step]), rest, [...path, step]);
}

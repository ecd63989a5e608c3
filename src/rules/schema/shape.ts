import { SHAPES } from './shapes.generated';

/**
 * What the API server allows in one place of a manifest. Numbers in it are the shapes of what lies inside.
 */
export interface Shape {
  /** Anything, if there is none. */
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'boolean' | 'int-or-string';
  readonly enum?: readonly string[];
  readonly format?: 'int32' | 'int64' | 'date-time' | 'quantity';
  readonly items?: number;
  /** The fields, and their defaults, by which items are told apart: by all of the item, if it is empty. */
  readonly uniqueBy?: Record<string, unknown>;
  readonly properties?: Record<string, number>;
  readonly required?: readonly string[];
  /** Of fields with any name. */
  readonly values?: number;
  /** Fields that it does not know are kept. */
  readonly open?: true;
}

let parsed: { readonly kinds: Record<string, number>; readonly shapes: readonly Shape[] } | undefined;

function all() {
  return parsed ??= JSON.parse(SHAPES) as NonNullable<typeof parsed>;
}

export function shapeOfKind(kind: string): Shape {
  return shape(all().kinds[kind]);
}

export function shape(index: number): Shape {
  return all().shapes[index];
}

import { SHAPES } from './shapes.generated';

/**
 * What is allowed in one place of a manifest. What lies inside is a shape as well; a number is one of those that the schemas share.
 */
export interface Shape {
  /** Anything, if there is none. */
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'int-or-string';
  readonly enum?: readonly string[];
  readonly format?: 'int32' | 'int64' | 'date-time' | 'quantity';
  readonly items?: number | Shape;
  /** The fields, and their defaults, by which items are told apart: by all of the item, if it is empty. */
  readonly uniqueBy?: Record<string, unknown>;
  readonly properties?: Readonly<Record<string, number | Shape>>;
  readonly required?: readonly string[];
  /** Of fields with any name. */
  readonly values?: number | Shape;
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

export function shape(inner: number | Shape): Shape {
  return typeof inner === 'number' ? all().shapes[inner] : inner;
}

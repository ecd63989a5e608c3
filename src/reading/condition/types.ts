/**
 * The type of a value, as the controller's compiler sees it. It compiles a condition anew for each result, so the type of
 * `result` is that of the measured value.
 */
export interface Type {
  /** `unknown` is checked only when it runs; `any` is too, but knows that it is a value. */
  readonly kind: 'unknown' | 'any' | 'nil' | 'bool' | 'int' | 'float' | 'string' | 'time' | 'duration' | 'location' | 'array' | 'map' | 'struct' | 'func';
  /** Its name in Go: values of one name can stand for each other. */
  readonly name: string;
  /** What an array or a map holds. */
  readonly element?: Type;
  readonly fields?: Record<string, Type>;
  readonly signature?: Signature;
}

export interface Signature {
  readonly params: readonly Type[];
  readonly returns: Type;
}

function simple(kind: Type['kind'], name: string = kind): Type {
  return { kind, name };
}

export const UNKNOWN = simple('unknown');
export const ANY = simple('any');
export const NIL = simple('nil');
export const BOOL = simple('bool');
export const INT = simple('int');
export const INT64 = simple('int', 'int64');
export const FLOAT = simple('float', 'float64');
export const STRING = simple('string');
export const TIME = simple('time', 'time.Time');
export const DURATION = simple('duration', 'time.Duration');
export const LOCATION = simple('location', '*time.Location');
export const FUNC = simple('func');

/** A list made by the language itself is one of anything to the functions that take it, whatever its elements are known to be. */
export function listOf(element: Type): Type {
  return { kind: 'array', name: '[]any', element };
}

export function goSlice(element: Type): Type {
  return { kind: 'array', name: `[]${element.name}`, element };
}

export function mapOf(key: 'string' | 'any', element: Type): Type {
  return { kind: 'map', name: `map[${key}]${element.name}`, element };
}

export function struct(fields: Record<string, Type>): Type {
  return { kind: 'struct', name: 'struct', fields };
}

export function isUnknown({ kind }: Type): boolean {
  return kind === 'unknown' || kind === 'any';
}

export function isNumber({ kind }: Type): boolean {
  return kind === 'int' || kind === 'float';
}

export function isAssignable(from: Type, to: Type): boolean {
  if (from.kind === 'nil') {
    return ['any', 'array', 'map', 'func'].includes(to.kind);
  }
  return from.kind !== 'unknown' && to.kind !== 'unknown' && (to.kind === 'any' || from.name === to.name);
}

export function isComparable(left: Type, right: Type): boolean {
  return isUnknown(left) || isUnknown(right) || left.kind === 'nil' || right.kind === 'nil' || (isNumber(left) && isNumber(right))
    || (left.kind === right.kind && ['duration', 'time', 'array'].includes(left.kind)) || isAssignable(left, right);
}

const DESCRIBED: Partial<Record<Type['kind'], string>> = {
  nil: 'nothing',
  bool: 'true or false',
  int: 'a whole number',
  float: 'a number',
  string: 'a text',
  array: 'a list',
  map: 'a map',
  struct: 'an object',
  time: 'a time',
  duration: 'a duration',
  location: 'a time zone',
  func: 'a function',
};

/** What a user calls it. */
export function describe(type: Type): string {
  return DESCRIBED[type.kind] ?? 'a value of unknown type';
}

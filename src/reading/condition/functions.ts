import { ANY, BOOL, DURATION, FLOAT, goSlice, INT, INT64, isUnknown, listOf, LOCATION, mapOf, Signature, STRING, TIME, Type, UNKNOWN } from './types';

const LIST = listOf(ANY);
const NAMED: Record<string, Type> = {
  any: ANY,
  bool: BOOL,
  int: INT,
  int64: INT64,
  float: FLOAT,
  string: STRING,
  time: TIME,
  duration: DURATION,
  location: LOCATION,
  list: LIST,
  ints: goSlice(INT),
  floats: goSlice(FLOAT),
  strings: goSlice(STRING),
};

/** What the controller adds to the language. */
const OF_THE_CONTROLLER: Record<string, string> = {
  asInt: 'any -> int64',
  asFloat: 'any -> float',
  isNaN: 'float -> bool',
  isInf: 'float -> bool',
  isNil: 'any -> bool',
  default: 'any any -> any',
};

/** Functions of the language with the types they take, one list for each way to call them. */
const TYPED: Record<string, string> = {
  type: 'any -> string',
  string: 'any -> string',
  trim: 'string -> string | string string -> string',
  trimPrefix: 'string string -> string | string -> string',
  trimSuffix: 'string string -> string | string -> string',
  upper: 'string -> string',
  lower: 'string -> string',
  split: 'string string -> strings | string string int -> strings',
  splitAfter: 'string string -> strings | string string int -> strings',
  replace: 'string string string int -> string | string string string -> string',
  repeat: 'string int -> string',
  join: 'list string -> string | list -> string | strings string -> string | strings -> string',
  indexOf: 'string string -> int',
  lastIndexOf: 'string string -> int',
  hasPrefix: 'string string -> bool',
  hasSuffix: 'string string -> bool',
  toJSON: 'any -> string',
  fromJSON: 'string -> any',
  toBase64: 'string -> string',
  fromBase64: 'string -> string',
  duration: 'string -> duration',
  timezone: 'string -> location',
  sort: 'list string -> list | ints string -> list | floats string -> list | strings string -> list'
    + ' | list -> list | floats -> list | strings -> list | ints -> list',
  bitand: 'int int -> int',
  bitor: 'int int -> int',
  bitxor: 'int int -> int',
  bitnand: 'int int -> int',
  bitshl: 'int int -> int',
  bitshr: 'int int -> int',
  bitushr: 'int int -> int',
  bitnot: 'int -> int',
};

function signaturesOf(text: string): Signature[] {
  return text.split(' | ').map((overload) => {
    const [params, returns] = overload.split(' -> ');
    return { params: params.split(' ').map((name) => NAMED[name]), returns: NAMED[returns] };
  });
}

/** A function that decides by the kinds of what it is given. */
export interface Loose {
  readonly least: number;
  readonly most: number;
  /** The kinds it takes, of the first argument and then of all others. */
  readonly takes: readonly (readonly Type['kind'][])[];
  readonly returns: (args: readonly Type[]) => Type;
  /** Looks no further than the first argument that is a list, or could be one. */
  readonly untilList?: boolean;
}

const NUMERIC: Type['kind'][] = ['int', 'float', 'duration'];
const ARRAY: Type['kind'][] = ['array'];

function loose(takes: Loose['takes'][number] | Loose['takes'], returns: Type | Loose['returns'], least = 1, most = 1): Loose {
  const kinds = Array.isArray(takes[0]) || takes.length === 0 ? takes as Loose['takes'] : [takes as Loose['takes'][number]];
  return { least, most, takes: kinds, returns: typeof returns === 'function' ? returns : () => returns };
}

const elementOf = ([list]: readonly Type[]) => list.element ?? ANY;
const aggregate: Loose = {
  ...loose(NUMERIC, (args) => args.some(isListLike) ? ANY : args[0], 1, Infinity),
  untilList: true,
};

const LOOSE: Record<string, Loose> = {
  len: loose(['array', 'map', 'string'], INT),
  abs: loose(NUMERIC, ([number]) => number),
  ceil: loose(NUMERIC, FLOAT),
  floor: loose(NUMERIC, FLOAT),
  round: loose(NUMERIC, FLOAT),
  int: loose([...NUMERIC, 'string'], INT),
  float: loose([...NUMERIC, 'string'], FLOAT),
  max: aggregate,
  min: aggregate,
  mean: aggregate,
  median: aggregate,
  first: loose(ARRAY, elementOf),
  last: loose(ARRAY, elementOf),
  take: loose([ARRAY, ['int', 'duration']], ([list]) => list, 2, 2),
  keys: loose(['map'], LIST),
  values: loose(['map'], LIST),
  toPairs: loose(['map'], LIST),
  fromPairs: loose(ARRAY, mapOf('any', ANY)),
  reverse: loose(ARRAY, LIST),
  uniq: loose(ARRAY, LIST),
  concat: loose(ARRAY, LIST, 1, Infinity),
  flatten: loose(ARRAY, LIST),
  now: loose(['location'], TIME, 0, 1),
  date: loose([], TIME, 1, 4),
};

/** Functions whose result depends on more than the types of their arguments. */
const SPECIAL = ['get'];

export const LANGUAGE_FUNCTIONS: ReadonlyMap<string, readonly Signature[] | Loose> = new Map<string, Signature[] | Loose>([
  ...Object.entries(TYPED).map(([name, text]): [string, Signature[]] => [name, signaturesOf(text)]),
  ...Object.entries(LOOSE),
  ...SPECIAL.map((name): [string, Loose] => [name, loose([], UNKNOWN, 2, 2)]),
]);

export const CONTROLLER_FUNCTIONS: ReadonlyMap<string, Signature> = new Map(
  Object.entries(OF_THE_CONTROLLER).map(([name, text]) => [name, signaturesOf(text)[0]]),
);

/** Whether a value is a list, or could be one. */
export function isListLike(type: Type): boolean {
  return isUnknown(type) || type.kind === 'array';
}

export function isLoose(signature: readonly Signature[] | Loose): signature is Loose {
  return 'takes' in signature;
}

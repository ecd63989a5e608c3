import { TYPES } from './types.generated';

/**
 * What a type is: `number`, `CanaryStep[]` for a list, `string{}` for a map, `A|B` for one of both. A class of ours has a bare name, one of another
 * library has that library's before it: `kplus.Volume`.
 */
export type TypeName = string;

/** What can be given: the name, with a question mark where it can be left out, and its type. */
export type Members = Readonly<Record<string, TypeName>>;

/** What the table says of one type of the public API, or of one that its values are made of. */
export interface TypeFacts {
  /** Of an object whose properties are read. */
  readonly properties?: Members;
  /** Of an object that is known by what it can do. */
  readonly members?: readonly string[];
  /** Of a choice between constants, and what these are; of another library's none is listed. */
  readonly choice?: readonly unknown[];
  /** How a value of it is made. */
  readonly makers?: readonly string[];
  /** The parameters of its constructor. */
  readonly constructed?: Members;
  /** The parameters of its methods. */
  readonly methods?: Readonly<Record<string, Members>>;
  /** The one of these parameters that stands for any number of arguments. */
  readonly rest?: Readonly<Record<string, string>>;
  /** The types that it has the properties of as well. */
  readonly extends?: readonly TypeName[];
}

let table: Readonly<Record<TypeName, TypeFacts>> | undefined;

/** The table is read when the first value is looked at. */
export function factsOf(type: TypeName): TypeFacts | undefined {
  table ??= JSON.parse(TYPES) as Readonly<Record<TypeName, TypeFacts>>;
  return Object.hasOwn(table, type) ? table[type] : undefined;
}

/** With those that it inherits. */
export function propertiesOf(type: TypeName): [string, TypeName][] {
  const { properties = {}, extends: bases = [] } = factsOf(type) ?? {};
  return [...bases.flatMap(propertiesOf), ...Object.entries(properties)];
}

/** The type of what a list or a map holds. */
export function elementOf(type: TypeName): TypeName {
  return type.slice(0, -2);
}

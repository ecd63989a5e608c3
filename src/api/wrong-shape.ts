import { elementOf, factsOf, propertiesOf, TypeName } from './type-table';
import { allowed, described, makersInWords } from './words';

/** Where a value is not what its type says: which one, and in words what is wrong with it. */
export interface WrongShape {
  readonly path: string;
  readonly problem: string;
}

/** What must be said of a value of any of these types by a function. */
const PRIMITIVES: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  boolean: (value) => typeof value === 'boolean',
  date: (value) => value instanceof Date,
};

/** A name that was shortened when everything was bundled tells nothing. */
const NAMES_ARE_KEPT = fits.name === 'fits';

/** The first thing in a value that its type does not allow. */
export function wrongShape(value: unknown, type: TypeName, path: string): WrongShape | undefined {
  if (type === 'any' || (isLate(value) && isData(type))) {
    return undefined;
  }
  if (type.endsWith('[]') && Array.isArray(value)) {
    return firstOf(value, (each, index) => wrongShape(each, elementOf(type), `${path}[${index}]`));
  }
  if (type.endsWith('{}') && isObject(value)) {
    return firstOf(Object.entries(value).filter(([, each]) => each !== undefined), ([key, each]) => wrongShape(each, elementOf(type), `${path}.${key}`));
  }
  if (factsOf(type)?.properties && isObject(value)) {
    return wrongProperty(value as Record<string, unknown>, type, path);
  }
  return isOf(value, type) ? undefined : { path, problem: `must be ${allowed(type)}, got ${described(value)}${remedy(value, type, path)}` };
}

/** Whether a value is what its type says. */
export function fits(value: unknown, type: TypeName): boolean {
  return wrongShape(value, type, '') === undefined;
}

/** What is missing, or is there and is wrong. */
export function wrongMember(value: unknown, name: string, type: TypeName, path: string): WrongShape | undefined {
  if (value !== undefined) {
    return wrongShape(value, type, path);
  }
  return name.endsWith('?') || type === 'any' ? undefined : { path, problem: `is missing: it must be ${allowed(type)}${makersInWords(type)}` };
}

/** What to do about it, where that is known. */
function remedy(value: unknown, type: TypeName, path: string): string {
  if (type.endsWith('[]') && fits(value, elementOf(type))) {
    return ': put it into a list, as in [ ... ]';
  }
  if (Array.isArray(value) && value.length > 0 && value.every((each) => fits(each, type))) {
    return path.endsWith(']') ? ': spread it into the list, as in [ ...list ]' : ': give one alone, without a list';
  }
  return type === 'CanaryRollout' && isObject(value) && isNamed(value, 'BlueGreenRollout')
    ? ': a blue-green rollout moves its Services by itself, and needs no router' : makersInWords(type) || missingInWords(value, type);
}

/** Of what a user implements: in other languages a part of it gets lost easily. */
function missingInWords(value: unknown, type: TypeName): string {
  const missing = isObject(value) && !type.includes('.') ? factsOf(type)?.members?.filter((member) => !(member in value)) ?? [] : [];
  return missing.length > 0 ? `: it has no ${missing.join(', ')}` : '';
}

function wrongProperty(value: Record<string, unknown>, type: TypeName, path: string): WrongShape | undefined {
  const properties = propertiesOf(type).map(([name, each]) => ({ name, property: name.replace('?', ''), each }));
  const pathOf = (property: string) => path ? `${path}.${property}` : property;
  return otherwiseWritten(Object.keys(value), properties.map(({ property }) => property), pathOf)
    ?? firstOf(properties, ({ name, property, each }) => wrongMember(value[property], name, each, pathOf(property)));
}

/** A property that is only written otherwise, such as `port_number` or `portnumber`, would be lost without any message. */
function otherwiseWritten(keys: readonly string[], properties: readonly string[], pathOf: (key: string) => string): WrongShape | undefined {
  return firstOf(keys.filter((key) => !properties.includes(key)), (key) => {
    const meant = properties.find((property) => sameWords(property, key));
    return meant === undefined ? undefined : { path: pathOf(key), problem: `is not known: write ${meant}` };
  });
}

function sameWords(one: string, other: string): boolean {
  const words = (name: string) => name.replace(/[_-]/g, '').toLowerCase();
  return words(one) === words(other);
}

function isOf(value: unknown, type: TypeName): boolean {
  if (type.includes('|')) {
    return type.split('|').some((each) => fits(value, each));
  }
  if (Object.hasOwn(PRIMITIVES, type)) {
    return PRIMITIVES[type](value);
  }
  const facts = factsOf(type);
  if (!facts || type.endsWith('[]') || type.endsWith('{}') || facts.properties) {
    return false;
  }
  if (facts.choice) {
    return facts.choice.length > 0 ? facts.choice.includes(value) : typeof value === 'string' || typeof value === 'number';
  }
  return isObject(value) && (facts.members ? canDo(value, type, facts.members) : isNamed(value, type));
}

/** Another library's interfaces differ between its versions, so of those it is enough that the value was made by some class. */
function canDo(value: object, type: TypeName, members: readonly string[]): boolean {
  return members.every((member) => member in value) || (type.includes('.') && !isPlain(value));
}

/** By name, so that a class of another version of a library fits. */
function isNamed(value: object, type: TypeName): boolean {
  const name = type.split('.').at(-1);
  for (let prototype = Object.getPrototypeOf(value); prototype; prototype = Object.getPrototypeOf(prototype)) {
    if (prototype.constructor?.name === name || (!NAMES_ARE_KEPT && !isPlain(value))) {
      return true;
    }
  }
  return false;
}

/** What cdk8s asks for its value when it writes the manifest. */
function isLate(value: unknown): boolean {
  return isObject(value) && !isPlain(value) && ('produce' in value || 'resolve' in value);
}

/** What goes into the manifest as it is. */
function isData(type: TypeName): boolean {
  return Object.hasOwn(PRIMITIVES, type) || /\[\]$|\{\}$/.test(type) || factsOf(type)?.choice !== undefined || factsOf(type)?.properties !== undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function firstOf<T>(values: readonly T[], find: (value: T, index: number) => WrongShape | undefined): WrongShape | undefined {
  for (const [index, value] of values.entries()) {
    const found = find(value, index);
    if (found) {
      return found;
    }
  }
  return undefined;
}

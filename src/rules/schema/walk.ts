import { Path, pointer } from '../../manifest/pointer';
import { Violation } from '../rule/finding';
import { within } from '../rule/violations';
import { Shape, shape } from './shape';
import { formatProblem, hasType, typeProblem } from './values';
import { show, suggest } from './words';

/** What a place of a manifest can fail in. */
export type Aspect = 'unknown-field' | 'type' | 'required' | 'enum' | 'format' | 'duplicate';

export interface Misfit extends Violation {
  readonly aspect: Aspect;
}

type Fields = Record<string | number, unknown>;

/**
 * Holds a value against a schema, as the API server would. Where a value has the wrong type, nothing inside of it is looked at.
 */
export function misfitsIn(value: unknown, allowed: Shape): Misfit[] {
  if (!hasType(value, allowed)) {
    return [misfit('type', typeProblem(value, allowed))];
  }
  if (allowed.type === 'object') {
    return [...inFields(value as Fields, allowed), ...missing(value as Fields, allowed)];
  }
  return allowed.items === undefined ? inScalar(value, allowed) : inItems(value as unknown[], allowed, shape(allowed.items));
}

function misfit(aspect: Aspect, message: string, ...path: Path): Misfit {
  return { aspect, message, pointer: pointer(...path) };
}

function inFields(fields: Fields, allowed: Shape): Misfit[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    const inner = shapeOfField(name, allowed);
    if (inner === undefined) {
      return value === undefined || allowed.open ? [] : [misfit('unknown-field', unknownField(name, allowed), name)];
    }
    return isAbsent(value) ? [] : within([name], misfitsIn(value, shape(inner)));
  });
}

/** What is allowed in a field. It may be called as what every object has, such as "constructor". */
function shapeOfField(name: string, { properties = {}, values }: Shape): number | Shape | undefined {
  return Object.hasOwn(properties, name) ? properties[name] : values;
}

function unknownField(name: string, { properties = {} }: Shape): string {
  const oneLevelBelow = Object.keys(properties).filter((parent) => Object.hasOwn(shape(properties[parent]).properties ?? {}, name));
  return `unknown field "${name}", ${suggest(name, Object.keys(properties), oneLevelBelow.map((parent) => `${parent}.${name}`))}`;
}

function missing(fields: Fields, { required = [] }: Shape): Misfit[] {
  return required.filter((name) => isAbsent(fields[name])).map((name) => misfit('required', `"${name}" is required, got none`, name));
}

function inItems(items: readonly unknown[], allowed: Shape, inner: Shape): Misfit[] {
  return [...[...items].flatMap((item, index) => within([index], misfitsIn(item, inner))), ...repeated(items, allowed, inner)];
}

function repeated(items: readonly unknown[], { uniqueBy }: Shape, inner: Shape): Misfit[] {
  const seen = new Map<string, number>();
  return !uniqueBy ? [] : items.flatMap((item, index) => {
    const key = hasType(item, inner) ? keyOf(item, uniqueBy) : undefined;
    const before = key === undefined ? undefined : seen.get(key);
    if (key !== undefined && before === undefined) {
      seen.set(key, index);
    }
    return before === undefined ? [] : [misfit('duplicate', `must differ from item ${before}, got ${key} in both`, index)];
  });
}

function keyOf(item: unknown, uniqueBy: Record<string, unknown>): string {
  const keys = Object.entries(uniqueBy).map(([name, preset]) => [name, (item as Fields)[name] ?? preset]);
  return JSON.stringify(keys.length > 0 ? Object.fromEntries(keys) : item);
}

function inScalar(value: unknown, allowed: Shape): Misfit[] {
  const problem = allowed.format && formatProblem(value, allowed);
  return [
    ...allowed.enum && !allowed.enum.includes(value as string)
      ? [misfit('enum', `must be one of ${allowed.enum.join(', ')}, got ${show(value)}`)] : [],
    ...problem ? [misfit('format', problem)] : [],
  ];
}

/** The API server drops a field that is null, unless the schema allows it, which none of these does. */
function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

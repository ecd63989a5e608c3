import { CONTROLLER_FUNCTIONS, isListLike, isLoose, LANGUAGE_FUNCTIONS, Loose } from './functions';
import { checkBinary } from './operators';
import { Builtin, ConditionError, Expression, PREDICATED, UnknownNameError } from './syntax';
import {
  ANY, BOOL, describe, FLOAT, FUNC, INT, isAssignable, isNumber, isUnknown, listOf, mapOf, NIL, Signature, STRING, Type, UNKNOWN,
} from './types';

/** The type of a condition whose result is of a type. Throws what the controller's compiler rejects, and no more. */
export function typeOf(condition: Expression, environment: ReadonlyMap<string, Type>): Type {
  return new Checker(environment).check(condition);
}

const LITERALS = { nil: NIL, bool: BOOL, int: INT, float: FLOAT, string: STRING };

interface Scope {
  readonly collection: Type;
  readonly pointers: Record<string, Type>;
}

class Checker {
  private readonly variables: [name: string, type: Type][] = [];
  private readonly scopes: Scope[] = [];

  constructor(private readonly environment: ReadonlyMap<string, Type>) {}

  public check(node: Expression): Type {
    switch (node.kind) {
      case 'literal': return LITERALS[node.type];
      case 'name': return this.name(node);
      case 'pointer': return this.pointer(node);
      case 'unary': return this.unary(node);
      case 'binary': return checkBinary(node, this.check(node.left), this.check(node.right));
      case 'member': return this.member(node);
      case 'slice': return this.slice(node);
      case 'call': return this.call(node);
      case 'builtin': return PREDICATED[node.name] ? this.predicated(node) : this.builtin(node);
      case 'let': return this.declaration(node);
      case 'sequence': return node.parts.map((part) => this.check(part)).pop()!;
      case 'conditional': return this.conditional(node);
      case 'array': return this.array(node.items.map((item) => this.check(item)));
      case 'map': node.pairs.flat().forEach((part) => this.check(part)); return mapOf('string', ANY);
    }
  }

  private name({ name, at }: { name: string; at: number }): Type {
    const variable = this.variables.find(([declared]) => declared === name);
    if (variable || name === '$env') {
      return variable?.[1] ?? UNKNOWN;
    }
    return this.environment.get(name) ?? this.functionNamed(name) ?? unknown(at, name);
  }

  private functionNamed(name: string): Type | undefined {
    const signature = CONTROLLER_FUNCTIONS.get(name);
    return signature ? { kind: 'func', name, signature } : LANGUAGE_FUNCTIONS.has(name) || PREDICATED[name] ? FUNC : undefined;
  }

  private pointer({ name, at }: { name: string; at: number }): Type {
    const { collection, pointers } = this.scopes[this.scopes.length - 1];
    return name === '' ? collection.element ?? UNKNOWN : pointers[name] ?? unknown(at, `#${name}`);
  }

  private unary({ operator, operand, at }: { operator: string; operand: Expression; at: number }): Type {
    const type = this.check(operand);
    const negates = operator === '!' || operator === 'not';
    if (isUnknown(type)) {
      return negates ? BOOL : UNKNOWN;
    }
    return (negates ? type.kind === 'bool' : isNumber(type)) ? type : refuse(at, `"${operator}" cannot be applied to ${describe(type)}`);
  }

  private member({ base, property, at }: { base: Expression; property: Expression; at: number }): Type {
    if (base.kind === 'name' && base.name === '$env') {
      const name = textOf(property);
      const type = name === undefined ? UNKNOWN : this.environment.get(name) ?? (CONTROLLER_FUNCTIONS.has(name) ? FUNC : undefined);
      return type ?? unknown(at, String(name));
    }
    return this.element(this.check(base), property, at);
  }

  private element(of: Type, property: Expression, at: number): Type {
    const by = this.check(property);
    if (of.kind === 'map') {
      return isUnknown(by) || (of.name.startsWith('map[string]') ? by.kind === 'string' : by.kind !== 'nil') ? of.element!
        : refuse(at, `a map cannot be asked for ${describe(by)}`);
    }
    if (of.kind === 'array') {
      return isUnknown(by) || by.kind === 'int' ? of.element! : refuse(property.at, `the elements of a list have whole numbers, not ${describe(by)}`);
    }
    const name = textOf(property);
    // the methods of a time are not known here, but in Go their names begin with a capital
    return isUnknown(of) || (['time', 'duration', 'location'].includes(of.kind) && /^[A-Z]/.test(name ?? '')) ? UNKNOWN
      : name !== undefined && of.fields?.[name] || refuse(at, `${describe(of)} has no ${name === undefined ? 'elements' : `field ${name}`}`);
  }

  private slice({ base, from, to, at }: { base: Expression; from?: Expression; to?: Expression; at: number }): Type {
    const of = this.check(base);
    if (isUnknown(of)) {
      return UNKNOWN;
    }
    if (of.kind !== 'string' && of.kind !== 'array') {
      return refuse(at, `${describe(of)} has no parts to cut out`);
    }
    for (const bound of [from, to]) {
      const type = bound ? this.check(bound) : INT;
      if (bound && type.kind !== 'int' && !isUnknown(type)) {
        refuse(bound.at, `a list is cut at whole numbers, not at ${describe(type)}`);
      }
    }
    return of;
  }

  private call({ callee, args, at }: { callee: Expression; args: readonly Expression[]; at: number }): Type {
    const type = this.check(callee);
    if (type.signature) {
      return signed(type.name, type.signature, this.typesOf(args), args, at);
    }
    return isUnknown(type) || type.kind === 'func' ? UNKNOWN : refuse(at, `${describe(type)} cannot be called`);
  }

  private typesOf(args: readonly Expression[]): Type[] {
    return args.map((arg) => this.check(arg));
  }

  private builtin({ name, args, at }: Builtin & { at: number }): Type {
    const known = LANGUAGE_FUNCTIONS.get(name)!;
    if (isLoose(known)) {
      return name === 'get' && args.length === 2 ? this.get(args, at) : this.callLoose(name, known, args, at);
    }
    const types = this.typesOf(args);
    const problems: unknown[] = [];
    for (const signature of known) {
      try {
        return signed(name, signature, types, args, at);
      } catch (error) {
        problems.push(error);
      }
    }
    throw problems[problems.length - 1];
  }

  private callLoose(name: string, { least, most, takes, returns, untilList }: Loose, args: readonly Expression[], at: number): Type {
    const types = this.typesOf(args);
    if (types.length < least || types.length > most) {
      refuse(at, `${name} takes ${least === most ? least : `at least ${least}`} ${most === 1 ? 'argument' : 'arguments'}, got ${types.length}`);
    }
    const list = untilList ? types.findIndex(isListLike) : -1;
    types.slice(0, list < 0 ? types.length : list).forEach((type, index) => {
      const kinds = takes[Math.min(index, takes.length - 1)];
      if (kinds && !isUnknown(type) && !kinds.includes(type.kind)) {
        refuse(args[index].at, `${name} cannot take ${describe(type)}`);
      }
    });
    // what is known of the elements of a list of the language gets lost here
    return returns(types.map((type) => type.name === '[]any' ? listOf(ANY) : type));
  }

  private get([base, property]: readonly Expression[], at: number): Type {
    if (base.kind === 'name' && base.name === '$env') {
      return UNKNOWN;
    }
    const type = this.check(base);
    return isUnknown(type) || type.kind === 'array' || type.kind === 'map' ? this.element(type, property, at)
      : refuse(at, `get cannot look into ${describe(type)}`);
  }

  private predicated({ name, args }: Builtin): Type {
    const collection = this.check(args[0]);
    if (collection.kind !== 'array' && !isUnknown(collection)) {
      refuse(args[0].at, `${name} takes a list, got ${describe(collection)}`);
    }
    const pointers = { map: { index: INT }, reduce: { index: INT, acc: UNKNOWN } }[name] ?? {};
    const predicate = args.length > 1 ? this.predicate(args[1], { collection, pointers: pointers as Record<string, Type> }) : undefined;
    if (args[2]) {
      this.check(args[2]);
    }
    if (predicate?.kind === 'nil') {
      refuse(args[1].at, `what ${name} is given yields nothing`);
    }
    const asks = ['all', 'none', 'any', 'one', 'filter', 'count', 'find', 'findLast', 'findIndex', 'findLastIndex'].includes(name);
    if (asks && predicate && predicate.kind !== 'bool' && !isUnknown(predicate)) {
      refuse(args[1].at, `what ${name} is given must yield true or false, got ${describe(predicate)}`);
    }
    return resultOf(name, collection, predicate);
  }

  private predicate(body: Expression, scope: Scope): Type {
    this.scopes.push(scope);
    const type = this.check(body);
    this.scopes.pop();
    return type;
  }

  private declaration({ name, value, body, at }: { name: string; value: Expression; body: Expression; at: number }): Type {
    if (this.environment.has(name) || this.functionNamed(name) || this.variables.some(([declared]) => declared === name)) {
      refuse(at, `${name} exists already`);
    }
    this.variables.push([name, this.check(value)]);
    const type = this.check(body);
    this.variables.pop();
    return type;
  }

  private conditional({ test, yes, no }: { test: Expression; yes: Expression; no: Expression }): Type {
    const asked = this.check(test);
    if (asked.kind !== 'bool' && !isUnknown(asked)) {
      refuse(test.at, `what is asked must be true or false, got ${describe(asked)}`);
    }
    const [first, second] = [this.check(yes), this.check(no)];
    if (first.kind === 'nil' || second.kind === 'nil') {
      return first.kind === 'nil' ? second : first;
    }
    return isAssignable(first, second) ? first : UNKNOWN;
  }

  private array(items: readonly Type[]): Type {
    const same = items.every(({ kind, name }) => kind === items[0].kind && (kind !== 'int' || name === items[0].name));
    return listOf(same ? items[items.length - 1] ?? UNKNOWN : ANY);
  }
}

function textOf(property: Expression): string | undefined {
  return property.kind === 'literal' && property.type === 'string' ? String(property.value) : undefined;
}

function signed(name: string, { params, returns }: Signature, types: readonly Type[], args: readonly Expression[], at: number): Type {
  if (types.length !== params.length) {
    refuse(at, `${name} takes ${params.length} ${params.length === 1 ? 'argument' : 'arguments'}, got ${types.length}`);
  }
  types.forEach((type, index) => {
    const wanted = params[index];
    const converted = wanted.kind === 'float' || wanted.kind === 'int' ? type.kind === 'int' : false;
    if (type.kind === 'nil' ? wanted.kind !== 'any' : !converted && !isUnknown(type) && !isAssignable(type, wanted)) {
      refuse(args[index].at, `${name} takes ${describe(wanted)}, got ${describe(type)}`);
    }
  });
  return returns;
}

function resultOf(name: string, collection: Type, predicate: Type | undefined): Type {
  const element = collection.element ?? UNKNOWN;
  switch (name) {
    case 'all': case 'none': case 'any': case 'one': return BOOL;
    case 'count': case 'findIndex': case 'findLastIndex': return INT;
    case 'filter': return listOf(collection.element ?? ANY);
    case 'map': return listOf(predicate!);
    case 'sum': case 'reduce': return predicate ?? element;
    case 'groupBy': return { kind: 'map', name: 'map[any][]any', element: listOf(element) };
    case 'sortBy': return collection;
    default: return element;
  }
}

function refuse(at: number, message: string): never {
  throw new ConditionError(at, message);
}

function unknown(at: number, name: string): never {
  throw new UnknownNameError(at, name);
}

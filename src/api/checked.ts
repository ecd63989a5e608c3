import { factsOf, Members } from './type-table';
import { wrongMember, WrongShape } from './wrong-shape';

/** Also one whose constructor is private. */
type Class = Function & { readonly prototype: object };
type Callable = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Of a class of the public API: what comes in through its constructor and its methods is what the types say, or is refused in words. Who writes
 * TypeScript or another language of jsii is told by its compiler; this is for who writes JavaScript, or casts.
 */
export function checked<T extends Class>(target: T): T {
  const { constructed, methods = {}, rest = {} } = factsOf(target.name) ?? {};
  for (const [method, parameters] of Object.entries(methods)) {
    checkMethod(target, method, (args) => wrongArgument(args, parameters, rest[method]));
  }
  return constructed ? checkConstructor(target, constructed) : target;
}

function checkConstructor<T extends Class>(target: T, parameters: Members): T {
  const proxy: T = new Proxy(target, {
    construct(_, args, newTarget) {
      refuse(target.name, wrongArgument(args, parameters), pathOf(args[0], args[1]));
      // what is constructed for a proxy shares its shape with no other object, which makes every look at it slow
      return Reflect.construct(target, args, newTarget === proxy ? target : newTarget);
    },
  });
  return proxy;
}

function checkMethod(target: Class, method: string, wrongIn: (args: readonly unknown[]) => WrongShape | undefined) {
  const isStatic = method in target;
  const owner = (isStatic ? target : target.prototype) as Record<string, Callable>;
  const original = owner[method];
  Object.defineProperty(owner, method, {
    configurable: true,
    writable: true,
    value(this: unknown, ...args: unknown[]): unknown {
      refuse(`${target.name}.${method}`, wrongIn(args), isStatic ? undefined : pathOf(this));
      return original.apply(this, args);
    },
  });
}

function wrongArgument(args: readonly unknown[], parameters: Members, rest?: string): WrongShape | undefined {
  for (const [index, [name, type]] of Object.entries(parameters).entries()) {
    const values = name === rest ? args.slice(index) : [args[index]];
    // what is in the one object that a constructor or a method takes is called by its own name
    const path = /^(?:props|options)\??$/.test(name) ? '' : name.replace('?', '');
    for (const value of values) {
      const wrong = wrongMember(value, name, type, path);
      if (wrong) {
        return { path: wrong.path || name.replace('?', ''), problem: wrong.problem };
      }
    }
  }
  return undefined;
}

function refuse(subject: string, wrong?: WrongShape, path?: string) {
  if (wrong) {
    throw new Error(`${path === undefined ? `${subject}:` : `[${path}]`} "${wrong.path}" ${wrong.problem}`);
  }
}

/** That of a construct, or of one that is about to be made. */
function pathOf(scope: unknown, id?: unknown): string | undefined {
  const path = (scope as { node?: { path?: unknown } } | undefined)?.node?.path;
  return typeof path === 'string' ? [path, ...typeof id === 'string' ? [id] : []].filter((part) => part).join('/') : undefined;
}

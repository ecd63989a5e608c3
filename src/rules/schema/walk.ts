import { Manifest } from '../../manifest/bundle';
import { pointer } from '../../manifest/pointer';
import { Objection } from '../finding';
import { Shape, shape, shapeOfKind } from './shape';
import { formatProblem, typeProblem } from './values';
import { show, suggest } from './words';

/** What a place of a manifest can fail in. */
export type Aspect = 'unknown-field' | 'type' | 'required' | 'enum' | 'format' | 'duplicate';

export interface Misfit extends Objection {
  readonly aspect: Aspect;
}

/**
 * Holds a manifest against the schema of its kind, as the API server would.
 */
export function walk(manifest: Manifest): Misfit[] {
  const walker = new Walker();
  walker.visit(manifest, shapeOfKind(manifest.kind));
  walker.visitName(manifest.metadata);
  return walker.misfits;
}

type Fields = Record<string, unknown>;

class Walker {
  public readonly misfits: Misfit[] = [];
  private readonly path: (string | number)[] = [];

  public visit(value: unknown, allowed: Shape) {
    const problem = typeProblem(value, allowed);
    if (problem) {
      return this.object('type', problem);
    }
    if (allowed.type === 'object') {
      this.visitFields(value as Fields, allowed);
    } else if (allowed.items !== undefined) {
      this.visitItems(value as unknown[], allowed, shape(allowed.items));
    } else {
      this.visitScalar(value, allowed);
    }
  }

  /** No schema says that `kubectl create` takes a generateName in place of the name. */
  public visitName(metadata: unknown) {
    const { name, generateName } = Object(metadata);
    if (!isAbsent(metadata) && !name && !generateName) {
      this.object('required', '"name" is required, got none', 'metadata', 'name');
    }
  }

  private visitFields(fields: Fields, { properties = {}, required = [], values, open }: Shape) {
    for (const name of Object.keys(fields)) {
      // a field may be called as what every object has, such as "constructor", but that is no number
      const inner = typeof properties[name] === 'number' ? properties[name] : values;
      if (inner !== undefined) {
        this.visitField(name, fields[name], shape(inner));
      } else if (!open && fields[name] !== undefined) {
        this.object('unknown-field', `unknown field "${name}", ${suggest(name, Object.keys(properties), placesFor(name, properties))}`, name);
      }
    }
    for (const name of required) {
      if (isAbsent(fields[name])) {
        this.object('required', `"${name}" is required, got none`, name);
      }
    }
  }

  private visitField(name: string, value: unknown, allowed: Shape) {
    if (!isAbsent(value)) {
      this.path.push(name);
      this.visit(value, allowed);
      this.path.pop();
    }
  }

  private visitItems(items: unknown[], { uniqueBy }: Shape, allowed: Shape) {
    const seen = new Map<string, number>();
    for (let index = 0; index < items.length; index++) {
      this.path.push(index);
      this.visit(items[index], allowed);
      if (uniqueBy && items.length > 1 && !typeProblem(items[index], allowed)) {
        this.visitKey(keyOf(items[index], uniqueBy), index, seen);
      }
      this.path.pop();
    }
  }

  private visitKey(key: string, index: number, seen: Map<string, number>) {
    if (seen.has(key)) {
      this.object('duplicate', `must differ from item ${seen.get(key)}, got ${key} in both`);
    } else {
      seen.set(key, index);
    }
  }

  private visitScalar(value: unknown, allowed: Shape) {
    if (allowed.enum && !allowed.enum.includes(value as string)) {
      this.object('enum', `must be one of ${allowed.enum.join(', ')}, got ${show(value)}`);
    }
    const problem = formatProblem(value, allowed);
    if (problem) {
      this.object('format', problem);
    }
  }

  private object(aspect: Aspect, message: string, ...inside: string[]) {
    this.misfits.push({ aspect, message, pointer: pointer(...this.path, ...inside) });
  }
}

/** The API server drops a field that is null, unless the schema allows it, which none of these does. */
function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function keyOf(item: unknown, uniqueBy: Record<string, unknown>): string {
  const keys = Object.entries(uniqueBy).map(([name, preset]) => [name, (item as Fields)[name] ?? preset]);
  return JSON.stringify(keys.length > 0 ? Object.fromEntries(keys) : item);
}

/** Where one level below a field of this name is allowed. */
function placesFor(name: string, properties: Record<string, number>): string[] {
  return Object.keys(properties).filter((parent) => Object.hasOwn(shape(properties[parent]).properties ?? {}, name)).map((parent) => `${parent}.${name}`);
}

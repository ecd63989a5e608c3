import { Manifest } from '../../manifest/bundle';
import { Path, pointer, valueAt } from '../../manifest/pointer';
import { rememberedWith } from '../../manifest/remembered';
import { Objection } from '../rule/finding';
import { Shape, shape, shapeOfKind } from './shape';
import { formatProblem, hasType, typeProblem } from './values';
import { show, suggest } from './words';

/** What a place of a manifest can fail in. */
export type Aspect = 'unknown-field' | 'type' | 'required' | 'enum' | 'format' | 'duplicate';

export interface Misfit extends Objection {
  readonly aspect: Aspect;
}

export const NO_MISFITS: readonly Misfit[] = [];

/**
 * Holds a manifest against the schema of its kind, as the API server would.
 */
export function walk(manifest: Manifest): Misfit[] {
  const walker = new Walker();
  walker.visit(manifest, shapeOfKind(manifest.kind));
  walker.visitName(manifest.metadata);
  return walker.misfits;
}

/**
 * The same where everything is known to be right but the values in some places, and those are of the right types of JavaScript.
 */
export function walkPlaces(manifest: Manifest, places: readonly Path[]): readonly Misfit[] {
  const doubtful = doubtfulAmong(places, shapeOfKind(manifest.kind));
  if (!doubtful) {
    return walk(manifest);
  }
  if (doubtful.length === 0 && manifest.metadata?.name) {
    return NO_MISFITS;
  }
  const walker = new Walker();
  doubtful.forEach(({ place, allowed }) => walker.visitPlace(manifest, place, allowed));
  walker.visitName(manifest.metadata);
  return walker.misfits;
}

interface Doubtful {
  readonly place: Path;
  readonly allowed: Shape;
}

/** The places where not every value of a type is allowed. Nothing, if one is in a list whose items are told apart by what they hold. */
const doubtfulAmong = rememberedWith((places: readonly Path[], root: Shape): readonly Doubtful[] | undefined => {
  const all = places.map((place) => ({ place, shapes: shapesTo(place, root) }));
  return all.some(({ shapes }) => shapes.some(({ uniqueBy }) => uniqueBy)) ? undefined
    : all.map(({ place, shapes }) => ({ place, allowed: shapes[place.length] }))
      .filter(({ allowed: { type, format, enum: words } }) => format || words || (type !== 'string' && type !== 'boolean'));
});

function shapesTo(place: Path, root: Shape): Shape[] {
  const shapes = [root];
  place.forEach((step, depth) => shapes.push(shapeInside(shapes[depth], step)));
  return shapes;
}

const ANYTHING: Shape = {};

function shapeInside(outer: Shape, step: string | number): Shape {
  const inner = typeof step === 'number' ? outer.items : shapeOfField(step, outer);
  return inner === undefined ? ANYTHING : shape(inner);
}

type Fields = Record<string | number, unknown>;

const NO_FIELDS: Record<string, number> = {};

class Walker {
  public readonly misfits: Misfit[] = [];
  private readonly path: (string | number)[] = [];

  /** In one function, because it runs more often than all rules together. */
  public visit(value: unknown, allowed: Shape) {
    if (!hasType(value, allowed)) {
      this.object('type', typeProblem(value, allowed));
    } else if (allowed.type === 'object') {
      for (const name in value as Fields) {
        const field = (value as Fields)[name];
        const inner = shapeOfField(name, allowed);
        if (inner === undefined) {
          this.visitUnknown(name, field, allowed);
        } else if (!isAbsent(field)) {
          this.path.push(name);
          this.visit(field, shape(inner));
          this.path.pop();
        }
      }
      this.visitRequired(value as Fields, allowed);
    } else if (allowed.items !== undefined) {
      const inner = shape(allowed.items);
      for (let index = 0; index < (value as unknown[]).length; index++) {
        this.path.push(index);
        this.visit((value as unknown[])[index], inner);
        this.path.pop();
      }
      this.visitKeys(value as unknown[], allowed, inner);
    } else {
      this.visitScalar(value, allowed);
    }
  }

  public visitPlace(manifest: Manifest, place: Path, allowed: Shape) {
    this.path.push(...place);
    this.visit(valueAt(manifest, place), allowed);
    this.path.length = 0;
  }

  /** No schema says that `kubectl create` takes a generateName in place of the name. */
  public visitName(metadata: unknown) {
    const { name, generateName } = Object(metadata);
    if (!isAbsent(metadata) && !name && !generateName) {
      this.object('required', '"name" is required, got none', 'metadata', 'name');
    }
  }

  private visitUnknown(name: string, value: unknown, { properties = NO_FIELDS, open }: Shape) {
    if (!open && value !== undefined) {
      this.object('unknown-field', `unknown field "${name}", ${suggest(name, Object.keys(properties), placesFor(name, properties))}`, name);
    }
  }

  private visitRequired(fields: Fields, { required = [] }: Shape) {
    for (const name of required) {
      if (isAbsent(fields[name])) {
        this.object('required', `"${name}" is required, got none`, name);
      }
    }
  }

  private visitKeys(items: readonly unknown[], { uniqueBy }: Shape, allowed: Shape) {
    if (!uniqueBy || items.length < 2) {
      return;
    }
    const seen = new Map<string, number>();
    items.forEach((item, index) => {
      const key = hasType(item, allowed) ? keyOf(item, uniqueBy) : undefined;
      const before = key === undefined ? undefined : seen.get(key);
      if (before !== undefined) {
        this.object('duplicate', `must differ from item ${before}, got ${key} in both`, String(index));
      } else if (key !== undefined) {
        seen.set(key, index);
      }
    });
  }

  private visitScalar(value: unknown, allowed: Shape) {
    if (allowed.enum && !allowed.enum.includes(value as string)) {
      this.object('enum', `must be one of ${allowed.enum.join(', ')}, got ${show(value)}`);
    }
    const problem = allowed.format && formatProblem(value, allowed);
    if (problem) {
      this.object('format', problem);
    }
  }

  private object(aspect: Aspect, message: string, ...inside: string[]) {
    this.misfits.push({ aspect, message, pointer: pointer(...this.path, ...inside) });
  }
}

/** The number of what is allowed in a field. */
function shapeOfField(name: string, { properties = NO_FIELDS, values }: Shape): number | undefined {
  const known = properties[name];
  // a field may be called as what every object has, such as "constructor", but that is no number
  return typeof known === 'number' ? known : values;
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

import { Bundle, Manifest } from '../manifest/bundle';
import { showKeysOf } from '../manifest/keys';
import { Path } from '../manifest/pointer';
import { precedentOf } from '../manifest/precedents';

/** No key has it. */
const BELOW = '\n';

/** How a place in one of the objects that a rule reads is written. */
export function placeIn(owner: string, path: Path): string {
  return [owner, ...path].join(BELOW);
}

/** The object that a rule is asked of, as the owner of places. */
export const ITSELF = 'itself';

/** A template that a rule looked up, as the owner of places. */
export interface Lead {
  readonly id: string;
  /** The object that names it, and where. */
  readonly owner: string;
  readonly path: Path;
  readonly namespace?: string;
  /** Nothing, if it was not found. */
  readonly template?: Manifest;
}

/** A precedent stands for all that are like it. */
export function firstOf(manifest: Manifest): Manifest {
  return precedentOf(manifest)?.manifest ?? manifest;
}

/** Where something that a rule sees stands. */
interface Place {
  readonly owner: string;
  readonly path: Path;
}

/**
 * Shows a manifest to a rule, and notes which values it reads and which templates it looks up. If it asks the bundle for anything else,
 * it is stopped by an error.
 */
export class Recording {
  public readonly reads = new Set<string>();
  public readonly leads = new Set<Lead>();
  public readonly bundle: Bundle;
  private readonly places = new WeakMap<object, Place & { readonly value: object }>();
  /** One object looks like one object, however a rule comes to it. */
  private readonly shown = new Map<Manifest, Manifest>();

  constructor(bundle: Bundle, private readonly known: Map<string, Lead>) {
    const templateOf: Bundle['templateOf'] = (reference, namespace) => this.lookUp(reference, namespace, bundle);
    this.bundle = new Proxy(bundle, {
      get(_, key) {
        if (key !== 'templateOf') {
          throw new Error('what the rule says depends on other objects');
        }
        return templateOf;
      },
    });
  }

  /** What stands for an object. Of objects that are like each other, it shows the first. */
  public show(manifest: Manifest, owner = ITSELF): Manifest {
    const first = firstOf(manifest);
    const shown = this.shown.get(manifest) ?? this.watch(first, { owner, path: [] });
    this.shown.set(manifest, shown);
    showKeysOf(first, shown);
    return shown;
  }

  private lookUp(reference: object, namespace: string | undefined, bundle: Bundle): Manifest | undefined {
    const named = this.places.get(reference);
    if (!named) {
      throw new Error('what the rule looks up stands nowhere');
    }
    const { owner, path, value } = named;
    const id = placeIn(owner, [...path, `in ${namespace}`]);
    const lead = this.known.get(id) ?? { id, owner, path, namespace, template: bundle.templateOf(value, namespace) };
    this.known.set(id, lead);
    this.leads.add(lead);
    return lead.template && this.show(lead.template, id);
  }

  private watch<T extends object>(value: T, { owner, path }: Place): T {
    const inside = new Map<string, object>();
    const shown = new Proxy(value, {
      get: (target, key) => {
        const inner: unknown = Reflect.get(target, key);
        if (typeof key === 'symbol' || typeof inner === 'function') {
          return inner;
        }
        if (typeof inner !== 'object' || inner === null) {
          this.reads.add(placeIn(owner, [...path, key]));
          return inner;
        }
        const watched = inside.get(key) ?? this.watch(inner, { owner, path: [...path, key] });
        inside.set(key, watched);
        return watched;
      },
    });
    this.places.set(shown, { value, owner, path });
    return shown;
  }
}

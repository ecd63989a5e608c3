import { Bundle, Manifest } from '../../manifest/bundle';
import { parsePointer, Path, pointer } from '../../manifest/pointer';
import { firstOf, nowShows } from '../../manifest/precedents';

/** How a place is written: with the object that it is in. */
export function placeIn(owner: string, path: Path): string {
  return owner + pointer(...path);
}

/** The object that a rule is asked of, as the owner of places. */
export const ITSELF = '';

/** A template that a rule looked up. Its id makes it an owner of places. */
export interface LookUp {
  readonly id: string;
  /** The object that names it, and where. */
  readonly owner: string;
  readonly path: Path;
  readonly namespace?: string;
  /** Nothing, if it was not found. */
  readonly template?: Manifest;
}

/**
 * Shows a manifest to a rule, and notes which values it reads and which templates it looks up. If it asks the bundle for anything else,
 * it is stopped by an error.
 */
export class Recording {
  public readonly reads = new Set<string>();
  /** By id, each after that of the template that names it. */
  public readonly lookUps = new Map<string, LookUp>();
  public readonly bundle: Bundle;
  private stopped = false;
  private readonly seen = new WeakMap<object, { readonly value: object; readonly owner: string; readonly place: string }>();
  /** One object looks like one object, however a rule comes to it. */
  private readonly shown = new Map<Manifest, Manifest>();

  constructor(bundle: Bundle) {
    const templateOf: Bundle['templateOf'] = (reference, namespace) => this.lookUp(reference, namespace, bundle);
    const stop = () => this.stop('what the rule says depends on other objects');
    this.bundle = new Proxy(bundle, { get: (_, key) => key === 'templateOf' ? templateOf : stop() });
  }

  /** Whether it notes all that the rule needed to know. */
  public get isWhole(): boolean {
    return !this.stopped;
  }

  /** What stands for the object that the rule is asked of. */
  public show(manifest: Manifest): Manifest {
    return this.showAs(manifest, manifest, ITSELF);
  }

  private showAs(manifest: Manifest, looks: Manifest, owner: string): Manifest {
    const shown = this.shown.get(manifest) ?? this.watch(looks, owner, owner);
    this.shown.set(manifest, shown);
    nowShows(shown, looks);
    return shown;
  }

  /** Of templates that are alike, it shows the first. */
  private lookUp(reference: object, namespace: string | undefined, bundle: Bundle): Manifest | undefined {
    const { owner, place, value } = this.seen.get(reference) ?? this.stop('what the rule looks up stands nowhere');
    const id = `${place} in ${JSON.stringify(namespace)}`;
    const template = bundle.templateOf(value, namespace);
    this.lookUps.set(id, { id, owner, path: parsePointer(place.slice(owner.length)), namespace, template });
    return template && this.showAs(template, firstOf(template), id);
  }

  private stop(reason: string): never {
    this.stopped = true;
    throw new Error(reason);
  }

  private watch<T extends object>(value: T, owner: string, place: string): T {
    const inside = new Map<string, object>();
    const shown = new Proxy(value, {
      get: (target, key) => {
        const inner: unknown = Reflect.get(target, key);
        if (typeof key === 'symbol' || typeof inner === 'function') {
          return inner;
        }
        if (typeof inner !== 'object' || inner === null) {
          this.reads.add(placeIn(place, [key]));
          return inner;
        }
        const watched = inside.get(key) ?? this.watch(inner, owner, placeIn(place, [key]));
        inside.set(key, watched);
        return watched;
      },
    });
    this.seen.set(shown, { value, owner, place });
    return shown;
  }
}

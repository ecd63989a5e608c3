import { Api, Change, Kind, Manifest } from './api';

/** The objects of a kind as the API server has them, and someone who wants to know what becomes of them. */
export class Watched {
  public static async of(api: Api, kind: Kind, on: (object: Manifest, change: Change) => void = () => undefined): Promise<Watched> {
    const objects = new Map<string, Manifest>();
    await api.watch(kind, '', (change, object) => {
      const key = keyOf(object.metadata.namespace, object.metadata.name);
      if (change === 'DELETED') {
        objects.delete(key);
      } else {
        objects.set(key, object);
      }
      on(object, change);
    });
    return new Watched(objects);
  }

  private constructor(private readonly objects: ReadonlyMap<string, Manifest>) {}

  public get all(): Manifest[] {
    return [...this.objects.values()];
  }

  public find(namespace: string, name: string): Manifest | undefined {
    return this.objects.get(keyOf(namespace, name));
  }

  /** Those of a namespace that have all these labels. */
  public selected(namespace: string, labels: Record<string, string>): Manifest[] {
    return this.all.filter(({ metadata }) => metadata.namespace === namespace
      && Object.entries(labels).every(([key, value]) => metadata.labels?.[key] === value));
  }
}

function keyOf(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

import { groupOf, isMeant } from './api-group';

/**
 * A Kubernetes object as plain data.
 */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  // what an object holds beside these depends on its kind; each rule knows the kinds it reads
  readonly [section: string]: any;
}

export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
}

/**
 * A manifest and where it came from. What an origin is, only the caller knows: a construct, a line of a file.
 */
export interface BundleEntry {
  readonly manifest: Manifest;
  readonly origin: unknown;
}

/**
 * Manifests that are deployed together.
 */
export class Bundle {
  /** By kind, then by name, then by namespace: one name is often in many of them. */
  private readonly objects = new Map<string, Map<string, Map<string, Manifest>>>();

  /** By kind, the namespaces in which there is one. */
  private readonly namespaces = new Map<string, Set<string>>();

  constructor(public readonly entries: readonly BundleEntry[]) {
    for (const manifest of this.manifests) {
      const kind = isMeant(manifest) ? manifest.kind : `${manifest.kind}.${groupOf(manifest)}`;
      const name = String(manifest.metadata?.name);
      const namespace = manifest.metadata?.namespace ?? '';
      const byName = orAdd(this.objects, kind, () => new Map<string, Map<string, Manifest>>());
      orAdd(byName, name, () => new Map<string, Manifest>()).set(namespace, manifest);
      orAdd(this.namespaces, kind, () => new Set<string>()).add(namespace);
    }
  }

  public get manifests(): Manifest[] {
    return this.entries.map(({ manifest }) => manifest);
  }

  /**
   * The object that a reference by kind and name means. One without a namespace could be deployed to any, so it matches any. A kind that
   * is a namesake of another API's is written with its group, such as `VirtualService.appmesh.k8s.aws`.
   */
  public find(kind: string, name: string, namespace?: string): Manifest | undefined {
    const byNamespace = this.objects.get(kind)?.get(String(name));
    return namespace ? byNamespace?.get(namespace) ?? byNamespace?.get('') : byNamespace?.values().next().value;
  }

  /**
   * The template that a reference of an analysis or of another template means. Who asks for nothing else is not asked again of objects that
   * are alike: see `Recording`.
   */
  public templateOf({ templateName, clusterScope }: Record<string, any>, namespace?: string): Manifest | undefined {
    return clusterScope ? this.find('ClusterAnalysisTemplate', templateName) : this.find('AnalysisTemplate', templateName, namespace);
  }

  /**
   * Whether there is any object of a kind that could be in a namespace.
   */
  public holds(kind: string, namespace?: string): boolean {
    const namespaces = this.namespaces.get(kind);
    return namespaces !== undefined && (!namespace || namespaces.has(namespace) || namespaces.has(''));
  }
}

/** What a map has for a key, which is a new value, if it had none. */
function orAdd<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  const value = map.get(key) ?? create();
  map.set(key, value);
  return value;
}

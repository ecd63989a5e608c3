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
  /** By kind and name, then by namespace: one name is often in many of them. */
  private readonly objects = new Map<string, Map<string, Manifest>>();

  /** By kind, the namespaces in which there is one. */
  private readonly namespaces = new Map<string, Set<string>>();

  constructor(public readonly entries: readonly BundleEntry[]) {
    for (const manifest of this.manifests) {
      const kind = isMeant(manifest) ? manifest.kind : `${manifest.kind}.${groupOf(manifest)}`;
      const key = keyOf(kind, manifest.metadata?.name);
      const byNamespace = this.objects.get(key) ?? new Map<string, Manifest>();
      this.objects.set(key, byNamespace.set(manifest.metadata?.namespace ?? '', manifest));
      const namespaces = this.namespaces.get(kind) ?? new Set();
      this.namespaces.set(kind, namespaces.add(manifest.metadata?.namespace ?? ''));
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
    const byNamespace = this.objects.get(keyOf(kind, name));
    return namespace ? byNamespace?.get(namespace) ?? byNamespace?.get('') : byNamespace?.values().next().value;
  }

  /**
   * Whether there is any object of a kind that could be in a namespace.
   */
  public holds(kind: string, namespace?: string): boolean {
    const namespaces = this.namespaces.get(kind);
    return namespaces !== undefined && (!namespace || namespaces.has(namespace) || namespaces.has(''));
  }
}

function keyOf(kind: string, name: string): string {
  return `${kind}/${name}`;
}

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
  /** What is applied as one, a file or a chart: two objects of it that name no namespace go to the same one. */
  readonly together?: unknown;
}

/**
 * Manifests that are deployed together.
 */
export class Bundle {
  /** By kind, then by name. */
  private readonly objects = new Map<string, Map<string, Namesakes>>();

  /** By kind, the namespaces in which there is one. */
  private readonly namespaces = new Map<string, Set<string>>();

  private readonly byKind = new Map<string, Manifest[]>();

  constructor(public readonly entries: readonly BundleEntry[]) {
    entries.forEach(({ manifest }) => this.add(manifest));
  }

  public get manifests(): Manifest[] {
    return this.entries.map(({ manifest }) => manifest);
  }

  /**
   * All objects of some kinds, whatever their API, each kind in the order of the bundle.
   */
  public ofKind(...kinds: readonly string[]): Manifest[] {
    return kinds.flatMap((kind) => this.byKind.get(kind) ?? []);
  }

  /**
   * The object that a reference by kind and name means. One without a namespace could be deployed to any, so it matches any. A kind that
   * is a namesake of another API's is written with its group, such as `VirtualService.appmesh.k8s.aws`.
   */
  public find(kind: string, name: string, namespace?: string): Manifest | undefined {
    const found = this.objects.get(kind)?.get(String(name));
    if (found instanceof Map) {
      return namespace ? found.get(namespace) ?? found.get('') : found.values().next().value;
    }
    return !found || !namespace || [namespace, ''].includes(namespaceOf(found)) ? found : undefined;
  }

  /**
   * The template that a reference of an analysis or of another template means.
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

  private add(manifest: Manifest) {
    const alike = this.byKind.get(manifest.kind) ?? [];
    alike.push(manifest);
    this.byKind.set(manifest.kind, alike);
    const kind = isMeant(manifest) ? manifest.kind : `${manifest.kind}.${groupOf(manifest)}`;
    const name = String(manifest.metadata?.name);
    const byName = this.objects.get(kind) ?? new Map<string, Namesakes>();
    byName.set(name, withAnother(byName.get(name), manifest));
    this.objects.set(kind, byName);
    this.namespaces.set(kind, (this.namespaces.get(kind) ?? new Set()).add(namespaceOf(manifest)));
  }
}

/** Objects of one kind and one name: most names are there once, and some in very many namespaces. */
type Namesakes = Manifest | Map<string, Manifest>;

function withAnother(before: Namesakes | undefined, manifest: Manifest): Namesakes {
  const map = before instanceof Map ? before : before && new Map([[namespaceOf(before), before]]);
  return map?.set(namespaceOf(manifest), manifest) ?? manifest;
}

function namespaceOf({ metadata }: Manifest): string {
  return metadata?.namespace ?? '';
}

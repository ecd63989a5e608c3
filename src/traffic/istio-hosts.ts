import { Construct } from 'constructs';
import { CanaryRollout } from '../rollout/canary-rollout';
import { ServiceReference } from '../rollout/service-reference';
import { IstioSubsets, subsetDestinations } from './istio-subsets';

/** The Services that the routes of a rollout lead to, as they are called from each namespace. */
export class IstioHosts {
  private elsewhere = false;

  constructor(
    private readonly scope: Construct,
    private readonly rollout: CanaryRollout,
    private readonly subsets?: IstioSubsets,
    private root?: ServiceReference,
  ) {}

  /** The Service of all pods, once something has needed it. */
  public get rootService(): ServiceReference | undefined {
    return this.root;
  }

  public needRoot(): ServiceReference {
    this.root ??= this.rollout._rootService(this.scope, this.rollout.name);
    return this.root;
  }

  /** A VirtualService of another namespace leads here, which has to call Services by their full names. */
  public calledFrom(namespace: string | undefined): void {
    this.elsewhere ||= namespace !== this.namespace;
    if (this.elsewhere && this.namespace === undefined) {
      throw new Error(`[${this.scope.node.path}] has a VirtualService in namespace "${namespace}", and a rollout without a namespace, `
        + 'so its Services cannot be named from there: give the rollout a namespace');
    }
  }

  /** The host of a DestinationRule. Routes that steps add lead to it from every VirtualService. */
  public get ruleHost(): string {
    const { name } = this.needRoot();
    return this.elsewhere ? this.fullNameOf(name) : name;
  }

  /** The root Service as it is called from a namespace. */
  public rootFrom(namespace: string | undefined): string {
    return this.nameFrom(namespace, this.needRoot());
  }

  /** Where a route of a VirtualService leads, with the weights to begin with. */
  public destinations(namespace: string | undefined, servicePort: number | undefined): Record<string, any>[] {
    if (this.subsets) {
      return subsetDestinations(this.subsets, this.rootFrom(namespace), servicePort ?? this.needRoot().port);
    }
    const { stable, canary } = this.rollout._routedServices;
    const destination = (service: ServiceReference) => ({ host: this.nameFrom(namespace, service), port: { number: servicePort ?? service.port } });
    return [{ destination: destination(stable), weight: 100 }, { destination: destination(canary), weight: 0 }];
  }

  /** Istio takes a short name for that of a Service in the namespace of who says it. */
  private nameFrom(namespace: string | undefined, { name }: ServiceReference): string {
    return namespace === this.namespace ? name : this.fullNameOf(name);
  }

  private fullNameOf(name: string): string {
    return `${name}.${this.namespace}.svc.cluster.local`;
  }

  private get namespace(): string | undefined {
    return this.rollout.metadata.namespace;
  }
}

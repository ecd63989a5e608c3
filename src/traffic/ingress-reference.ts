import * as kplus from 'cdk8s-plus-28';

/**
 * An Ingress that already exists, in this app or outside of it.
 */
export class IngressReference {
  /**
   * An Ingress of this app.
   */
  public static of(ingress: kplus.Ingress): IngressReference {
    return new IngressReference(() => ingress.name);
  }

  /**
   * An Ingress that is deployed by someone else to the rollout's namespace.
   *
   * @param name the name of the Ingress
   */
  public static fromName(name: string): IngressReference {
    return new IngressReference(() => name);
  }

  private constructor(private readonly nameOf: () => string) {}

  /**
   * The name of the Ingress.
   */
  public get name(): string {
    return this.nameOf();
  }
}

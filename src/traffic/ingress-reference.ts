import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { checked } from '../api/checked';
import { Referred } from '../synth/same-namespace';

/**
 * An Ingress that already exists, in this app or outside of it.
 */
@checked
export class IngressReference {
  /**
   * An Ingress of this app.
   */
  public static of(ingress: kplus.Ingress): IngressReference {
    return new IngressReference(() => ingress.name, ingress);
  }

  /**
   * An Ingress that is deployed by someone else to the rollout's namespace.
   *
   * @param name the name of the Ingress
   */
  public static fromName(name: string): IngressReference {
    return new IngressReference(() => name);
  }

  /**
   * An Ingress made by this library.
   *
   * @internal
   */
  public static _of(object: ApiObject): IngressReference {
    return new IngressReference(() => object.name, object);
  }

  private constructor(
    private readonly nameOf: () => string,
    /**
     * The Ingress, where it is of this app.
     *
     * @internal
     */
    public readonly _referred?: Referred,
  ) {}

  /**
   * The name of the Ingress.
   */
  public get name(): string {
    return this.nameOf();
  }
}

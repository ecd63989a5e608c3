import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { checked } from '../api/checked';
import { heldObject, nameOf } from '../synth/held-object';
import { Referred } from '../synth/same-namespace';

/**
 * An Ingress that already exists, in this app or outside of it.
 *
 * @example
 * new NginxTrafficRouting(chart, 'Traffic', { rollout: api, ingresses: [IngressReference.fromName('api')] });
 */
@checked
export class IngressReference {
  /**
   * An Ingress of this app. This can be any construct that is or contains one, made with any library: a `kplus.Ingress` of any version, a raw
   * `ApiObject`, a `cdk8s.Include`. It is an error if the construct contains no Ingress, or several.
   */
  public static of(ingress: IConstruct): IngressReference {
    return IngressReference._of(heldObject(ingress, ['Ingress']));
  }

  /**
   * An Ingress that is not in this app. It must be in the rollout's namespace.
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
    return new IngressReference(() => nameOf(object), object);
  }

  private constructor(
    private readonly named: () => string,
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
    return this.named();
  }
}

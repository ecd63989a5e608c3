import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { checked } from '../api/checked';
import { heldObject, nameOf } from '../synth/held-object';
import { Referred } from '../synth/same-namespace';

/**
 * An existing object of a router, such as an ApisixRoute, in this app or outside of it. The option that takes it says which kind is expected.
 *
 * @example
 * new ApisixTrafficRouting(chart, 'Traffic', { rollout: api, route: ObjectReference.fromName('api') });
 */
@checked
export class ObjectReference {
  /**
   * An object of this app. This can be any construct that is or contains one, made with any library: a raw `ApiObject`, a `cdk8s.Include`, a
   * construct of another library. It is an error if the construct contains no object of the expected kind, or several.
   */
  public static of(construct: IConstruct): ObjectReference {
    return new ObjectReference((kinds) => heldObject(construct, kinds));
  }

  /**
   * An object that is not in this app. It must be in the rollout's namespace.
   *
   * @param name the name of the object
   */
  public static fromName(name: string): ObjectReference {
    return new ObjectReference(() => name);
  }

  private constructor(private readonly find: (kinds: readonly string[]) => ApiObject | string) {}

  /**
   * The name of the object, which has to be of one of these kinds.
   *
   * @internal
   */
  public _nameOf(...kinds: string[]): string {
    const found = this.find(kinds);
    return typeof found === 'string' ? found : nameOf(found);
  }

  /**
   * The object, where it is of this app.
   *
   * @internal
   */
  public _referredOf(...kinds: string[]): Referred | undefined {
    const found = this.find(kinds);
    return typeof found === 'string' ? undefined : found;
  }
}

import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { checked } from '../api/checked';
import { heldObject, nameOf } from '../synth/held-object';
import { Referred } from '../synth/same-namespace';

/**
 * A route object of a router that exists already, in this app or outside of it. Which kind it has to be, the router's construct says.
 *
 * @example
 * new ApisixTrafficRouting(chart, 'Traffic', { rollout: api, route: ObjectReference.fromName('api') });
 */
@checked
export class ObjectReference {
  /**
   * One of this app: any construct that is such an object, or holds one, whoever made it: a raw `ApiObject`, a `cdk8s.Include`, a construct
   * of another library. Refused where it holds none of the kind, or several.
   */
  public static of(construct: IConstruct): ObjectReference {
    return new ObjectReference((kinds) => heldObject(construct, kinds));
  }

  /**
   * One that is deployed by someone else to the rollout's namespace.
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

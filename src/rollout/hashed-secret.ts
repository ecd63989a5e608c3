import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { hashedName } from './content-hash';

/**
 * Options of a Secret with a hash in its name.
 */
export interface HashedSecretProps {
  /**
   * What the name begins with.
   */
  readonly name: string;

  /**
   * What decides about the values, and is no secret itself: the version in the store, or all of the spec of the object that fetches them.
   * A change of it makes another name.
   */
  readonly hashInput: Record<string, any>;
}

/**
 * The name of a Secret that something else makes, such as an ExternalSecret, with a hash of where its values come from. With another version of the
 * values the pods name another Secret, so that a rotation is a release: with steps, gates, and a way back.
 *
 * It renders no object, and never sees a value. Give its `name` to the object that makes the Secret, and the construct itself to whatever takes a
 * `kplus.ISecret`. The Secret of the version before has to stay until no revision needs it.
 *
 * @see https://external-secrets.io/latest/api/externalsecret/
 * @example
 * const database = new HashedSecret(chart, 'Database', { name: 'database', hashInput: { key: 'shop/database', version: '7' } });
 * const password = database.envValue('password');
 */
@checked
export class HashedSecret extends Construct implements kplus.ISecret {
  /**
   * The name of the Secret, with the hash.
   */
  public readonly name: string;

  /**
   * The API version of a Secret.
   */
  public readonly apiVersion = 'v1';

  /**
   * The API group of a Secret.
   */
  public readonly apiGroup = '';

  /**
   * The kind of the object.
   */
  public readonly kind = 'Secret';

  /**
   * The plural under which roles name this kind of resource.
   */
  public readonly resourceType = 'secrets';

  constructor(scope: Construct, id: string, props: HashedSecretProps) {
    super(scope, id);
    this.name = hashedName(props.name, props.hashInput);
  }

  /**
   * The name under which roles name this one Secret.
   */
  public get resourceName(): string | undefined {
    return this.name;
  }

  /**
   * The value of one of its keys, for a variable of a container.
   */
  public envValue(key: string, options: kplus.EnvValueFromSecretOptions = {}): kplus.EnvValue {
    return kplus.EnvValue.fromSecretValue({ secret: this, key }, options);
  }
}

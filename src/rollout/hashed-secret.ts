import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { hashedName } from './content-hash';

/**
 * Options of a `HashedSecret`.
 */
export interface HashedSecretProps {
  /**
   * The first part of the name.
   */
  readonly name: string;

  /**
   * The text that the hash is made from. It must change when the values change, and must not be secret itself. Examples are the version number in the
   * secret store, or the whole spec of the object that fetches the values. If it changes, the name changes.
   */
  readonly hashInput: Record<string, any>;
}

/**
 * The name of a Secret that another tool creates, such as an ExternalSecret. The name ends with a hash of `hashInput`. If `hashInput` changes, the
 * name changes, and so does the pod template that uses it. So a password rotation is released like a new image: with steps, analyses, and a rollback.
 *
 * It renders no object, and does not know the values. Give its `name` to the object that creates the Secret. Use the construct itself wherever
 * cdk8s-plus takes a `kplus.ISecret`. The old Secret must stay in the cluster until no revision needs it.
 *
 * @see https://external-secrets.io/latest/api/externalsecret/
 * @example
 * const database = new HashedSecret(chart, 'Database', { name: 'database', hashInput: { key: 'shop/database', version: '7' } });
 * const password = database.envValue('password');
 */
@checked
export class HashedSecret extends Construct implements kplus.ISecret {
  /**
   * The name of the Secret, including the hash.
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
   * The plural name of this kind of resource in RBAC roles.
   */
  public readonly resourceType = 'secrets';

  constructor(scope: Construct, id: string, props: HashedSecretProps) {
    super(scope, id);
    this.name = hashedName(props.name, props.hashInput);
  }

  /**
   * The name of this Secret in RBAC roles.
   */
  public get resourceName(): string | undefined {
    return this.name;
  }

  /**
   * The value of one key of the Secret, for an environment variable of a container.
   */
  public envValue(key: string, options: kplus.EnvValueFromSecretOptions = {}): kplus.EnvValue {
    return kplus.EnvValue.fromSecretValue({ secret: this, key }, options);
  }
}

import { checked } from '../../api/checked';

/**
 * The Secret with the credentials for notifications. Its name is always `argo-rollouts-notification-secret`, and it is in the namespace of the
 * notifications. This library never creates it. Create it with another tool, so that no manifest contains a credential.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/notifications/
 * @example
 * // the keys that the Secret has, which is made by other means
 * const secret = NotificationSecret.withKeys('slack-token', 'deployments-token');
 * NotificationService.slack({ token: secret.key('slack-token') });
 */
@checked
export class NotificationSecret {
  /**
   * The Secret with the keys that it has.
   *
   * @param keys the keys. Allowed are letters, digits, `-` and `_`. A key with a dot is an error, because the controller does not find it
   */
  public static withKeys(...keys: string[]): NotificationSecret {
    for (const key of keys.filter((each) => !/^[\w-]+$/.test(each))) {
      throw new Error(`a key of the notification Secret must be letters, digits, "-" and "_", got "${key}": the controller finds no other`);
    }
    return new NotificationSecret(keys);
  }

  private constructor(private readonly keys: readonly string[]) {}

  /**
   * The value of a key. It is an error if the Secret does not have this key.
   */
  public key(name: string): NotificationSecretKey {
    if (!this.keys.includes(name)) {
      throw new Error(`the notification Secret has no key "${name}", it has ${this.keys.join(', ') || 'none'}: `
        + 'give one of them, or name all keys in NotificationSecret.withKeys');
    }
    return NotificationSecretKey._of(this, name);
  }
}

/**
 * A value of the notification Secret. Only the controller knows it. Created with `NotificationSecret.key`.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/notifications/
 * @example
 * const secret = NotificationSecret.withKeys('deployments-token');
 * NotificationService.webhook({
 *   url: 'https://deployments.example',
 *   headers: [{ name: 'Authorization', secret: secret.key('deployments-token').withPrefix('Bearer ') }],
 * });
 */
@checked
export class NotificationSecretKey {
  /**
   * @internal
   */
  public static _of(secret: NotificationSecret, name: string): NotificationSecretKey {
    return new NotificationSecretKey(secret, name, '');
  }

  private constructor(
    /** @internal */
    public readonly _secret: NotificationSecret,
    /** @internal */
    public readonly _name: string,
    private readonly before: string,
  ) {}

  /**
   * The value with a text before it, such as `Bearer ` in a header. The text itself is not secret. A text with a `$` is an error, because the
   * controller would look for a key.
   */
  public withPrefix(text: string): NotificationSecretKey {
    if (text.includes('$')) {
      throw new Error(`a text before a value of the Secret must not have a "$", got "${text}"`);
    }
    return new NotificationSecretKey(this._secret, this._name, text + this.before);
  }

  /**
   * @internal
   */
  public _toKube(): string {
    return `${this.before}$${this._name}`;
  }
}

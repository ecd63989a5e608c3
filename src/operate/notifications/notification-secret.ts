import { checked } from '../../api/checked';

/**
 * The Secret with the credentials of notifications. Its name is always `argo-rollouts-notification-secret`, its namespace that of
 * the notifications. It is never created here: bring it by other means, so that no credential gets into a manifest.
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
   * The Secret, by the keys that it has.
   *
   * @param keys The keys: letters, digits, `-` and `_`. One with a dot is rejected, because the controller does not find it.
   */
  public static withKeys(...keys: string[]): NotificationSecret {
    for (const key of keys.filter((each) => !/^[\w-]+$/.test(each))) {
      throw new Error(`a key of the notification Secret must be letters, digits, "-" and "_", got "${key}": the controller finds no other`);
    }
    return new NotificationSecret(keys);
  }

  private constructor(private readonly keys: readonly string[]) {}

  /**
   * The value of a key. A key that the Secret does not have is rejected.
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
 * A value of the notification Secret, which only the controller sees. From `NotificationSecret.key`.
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
   * The value with a text before it, such as `Bearer ` in a header. The text is no secret. A text with a `$` is rejected: the controller would look for a key.
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
